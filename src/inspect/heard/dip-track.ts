// Dip track: one channel of the last moments in short steps: its sound, the energy of every step, the bands around any of them.
import { ringLength, type BandLook } from './band-look.ts';

const KEPT_STEPS = 1024;
/** A dip of 0.25 s is judged 38 ms behind its end, by looks that begin 21 ms before it. */
const KEPT_S = 0.33;
const FLOOR = 1e-12;

/** Energies are those of the differences from sample to sample, sums over a step. */
export class DipTrack {
  private readonly stepFrames: number;
  private readonly look: BandLook;
  private readonly ring: Float64Array;
  private readonly energies = new Float64Array(KEPT_STEPS);
  /** What was looked at, by the step modulo KEPT_STEPS, and which step that was. */
  private readonly looks: Float64Array[] = [];
  private readonly lookedAt = new Float64Array(KEPT_STEPS).fill(-1);
  private at = 0;
  private last = 0;
  /** Of the frames at even and at odd places of the song, so that no addition waits for the one before. */
  private evenSum = 0;
  private oddSum = 0;

  constructor(sampleRateHz: number, stepFrames: number, look: BandLook) {
    this.stepFrames = stepFrames;
    this.look = look;
    this.ring = new Float64Array(ringLength(KEPT_S * sampleRateHz));
  }

  /** Takes frames `start` to `end` of `x`, of one step. */
  gather(x: Float64Array, start: number, end: number): void {
    const { ring } = this;
    const mask = ring.length - 1;
    let { at, last, evenSum, oddSum } = this;
    let i = start;
    if ((at & 1) === 1 && i < end) {
      const now = x[i++]!;
      ring[at++ & mask] = now;
      oddSum += (now - last) * (now - last);
      last = now;
    }
    for (; i + 1 < end; i += 2, at += 2) {
      const now = x[i]!;
      const next = x[i + 1]!;
      ring[at & mask] = now;
      ring[(at + 1) & mask] = next;
      evenSum += (now - last) * (now - last);
      oddSum += (next - now) * (next - now);
      last = next;
    }
    if (i < end) {
      const now = x[i]!;
      ring[at++ & mask] = now;
      evenSum += (now - last) * (now - last);
      last = now;
    }
    this.at = at;
    this.last = last;
    this.evenSum = evenSum;
    this.oddSum = oddSum;
  }

  /** Step `step` is full. */
  close(step: number): void {
    this.energies[step & (KEPT_STEPS - 1)] = this.evenSum + this.oddSum;
    this.evenSum = 0;
    this.oddSum = 0;
  }

  /** Mean energy of `count` steps from step `from` on; above 0. */
  energy(from: number, count: number): number {
    const { energies } = this;
    let sum = FLOOR;
    for (let step = from; step < from + count; step++) sum += energies[step & (KEPT_STEPS - 1)]!;
    return sum / count;
  }

  /** Levels of the bands before, then after the beginning of step `step`; looked at once, however often they are asked for. */
  bandsAt(step: number): Float64Array {
    const slot = step & (KEPT_STEPS - 1);
    if (this.lookedAt[slot] !== step) {
      this.lookedAt[slot] = step;
      this.looks[slot] = this.look.around(this.ring, step * this.stepFrames);
    }
    return this.looks[slot]!;
  }
}
