// Clip lane: one channel of an antialiased clipper: the sound itself, delayed, less what is clipped off at a higher rate.
import { DelayedGain } from '../control/delayed-gain.ts';
import { OVERSAMPLED_FRAMES, Oversampler } from '../control/oversampler.ts';
import type { ClipCurve } from './clip-curve.ts';

/** Where nothing is above the knee the sound is only delayed, to the last bit. */
export class ClipLane {
  readonly latencyFrames: number;
  private readonly factor: number;
  private readonly curve: ClipCurve;
  private readonly oversampler: Oversampler;
  private readonly delay: DelayedGain;
  private readonly excess = new Float64Array(OVERSAMPLED_FRAMES);
  /** The last two values at the high rate. */
  private last = 0;
  private lastButOne = 0;
  /** Is any of them above the knee? */
  private any = false;

  constructor(curve: ClipCurve, factor: number) {
    this.curve = curve;
    this.factor = factor;
    this.oversampler = new Oversampler(factor, true);
    this.latencyFrames = this.oversampler.latencyFrames;
    this.delay = new DelayedGain(this.latencyFrames);
  }

  /** In place. */
  process(samples: Float64Array, frames: number): void {
    for (let at = 0; at < frames; at += OVERSAMPLED_FRAMES) {
      const count = Math.min(OVERSAMPLED_FRAMES, frames - at);
      this.piece(count === frames ? samples : samples.subarray(at, at + count), count);
    }
  }

  reset(): void {
    this.oversampler.reset();
    this.delay.reset();
    this.last = 0;
    this.lastButOne = 0;
    this.any = false;
  }

  private piece(samples: Float64Array, frames: number): void {
    const { oversampler, excess } = this;
    oversampler.up(samples, frames);
    const silent = this.takeExcess(oversampler.fast, frames * this.factor);
    const any = oversampler.down(excess, frames, silent);
    this.delay.process(samples, frames, null);
    if (any) for (let n = 0; n < frames; n++) samples[n]! -= excess[n]!;
  }

  /** Replaces the wave by what is to be taken from it, one sample late. Tells whether that is nothing. */
  private takeExcess(fast: Float64Array, count: number): boolean {
    const { from } = this.curve;
    if (!this.any) {
      let n = 0;
      while (n < count && fast[n]! <= from && fast[n]! >= -from) n++;
      if (n === count) {
        this.lastButOne = fast[count - 2]!;
        this.last = fast[count - 1]!;
        fast.fill(0, 0, count);
        return true;
      }
    }
    this.clip(fast, count);
    return false;
  }

  private clip(fast: Float64Array, count: number): void {
    const { curve } = this;
    const { from } = curve;
    let u2 = this.lastButOne;
    let u1 = this.last;
    let second = curve.second(u1);
    let older = curve.slope(u1, u2, second, curve.second(u2));
    let was = u1 > from || u1 < -from;
    let wasBefore = u2 > from || u2 < -from;
    for (let n = 0; n < count; n++) {
      const u0 = fast[n]!;
      const is = u0 > from || u0 < -from;
      if (is || was || wasBefore) {
        const newest = curve.second(u0);
        const newer = curve.slope(u0, u1, newest, second);
        fast[n] = curve.blend(u0, u1, u2, newer, older);
        second = newest;
        older = newer;
      } else {
        // Below the knee the integrals are 0, and so are their differences.
        fast[n] = 0;
      }
      wasBefore = was;
      was = is;
      u2 = u1;
      u1 = u0;
    }
    this.lastButOne = u2;
    this.last = u1;
    this.any = was || wasBefore;
  }
}
