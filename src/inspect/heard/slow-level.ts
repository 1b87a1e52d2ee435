// Slow level: the loudness of a song as a compressor with a slow release hears it, and how evenly it stands.
import { dbFromGain } from '../../dsp/decibel.ts';
import { exp } from '../../dsp/math.ts';
import { History } from '../../measure/history.ts';
import type { Block } from '../../signal/signal.ts';

/** Usual settings of a compressor on the mix bus. */
const ATTACK_S = 0.004;
const RELEASE_S = 0.3;
const BLOCK_S = 0.002;
const READ_S = 0.02;
/** Fades at either end are left out. */
const FROM_S = 0.4;
const UNTIL_S = 1;

/** The level as a slow compressor hears it, of means of |x| in steps of 2 ms, read every 20 ms. */
export class SlowLevel {
  private readonly attack = exp(-BLOCK_S / ATTACK_S);
  private readonly release = exp(-BLOCK_S / RELEASE_S);
  private readonly block: number;
  private readonly read = new History();
  private sum = 0;
  private filled = 0;
  private blocks = 0;
  private envelope = 0;

  constructor(rate: number) {
    this.block = Math.max(1, Math.round(BLOCK_S * rate));
  }

  /** Means of the channel that is louder from moment to moment. */
  push({ channels, frames }: Block): void {
    const left = channels[0]!;
    const right = channels[1] ?? left;
    let { sum, filled } = this;
    for (let n = 0; n < frames; n++) {
      sum += Math.max(Math.abs(left[n]!), Math.abs(right[n]!));
      if (++filled === this.block) {
        this.close(sum / filled);
        sum = 0;
        filled = 0;
      }
    }
    this.sum = sum;
    this.filled = filled;
  }

  private close(level: number): void {
    const keep = level > this.envelope ? this.attack : this.release;
    this.envelope = keep * this.envelope + (1 - keep) * level;
    if (++this.blocks % Math.round(READ_S / BLOCK_S) === 0) this.read.push(this.envelope);
  }

  /** By how many dB the height lies over the middle; Infinity for silence and what is too short. */
  spreadDb(): number {
    const values = this.read.values();
    const sorted = values.slice(FROM_S / READ_S, Math.max(0, values.length - UNTIL_S / READ_S)).sort();
    const middle = sorted[Math.floor(0.5 * sorted.length)] ?? 0;
    const height = sorted[Math.floor(0.9 * sorted.length)] ?? 0;
    return middle > 0 ? dbFromGain(height / middle) : Infinity;
  }
}
