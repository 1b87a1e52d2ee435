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
    this.block = 2 * Math.max(1, Math.round((BLOCK_S / 2) * rate));
  }

  /** Means of the channel that is louder from moment to moment; every second sample is enough. */
  push({ channels, frames }: Block): void {
    const left = channels[0]!;
    const right = channels[1] ?? left;
    const { block } = this;
    for (let start = 0; start < frames; ) {
      const end = Math.min(frames, start + block - this.filled);
      let { sum } = this;
      for (let n = start + (this.filled & 1); n < end; n += 2) {
        const a = Math.abs(left[n]!);
        const b = Math.abs(right[n]!);
        sum += a > b ? a : b;
      }
      this.sum = sum;
      this.filled += end - start;
      start = end;
      if (this.filled === block) this.close((2 * sum) / block);
    }
  }

  private close(level: number): void {
    this.sum = 0;
    this.filled = 0;
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
