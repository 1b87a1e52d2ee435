// Clip lane: one channel of an antialiased clipper: the sound itself, delayed, less what is clipped off at a higher rate.
import { DelayedGain } from '../control/delayed-gain.ts';
import { OVERSAMPLED_FRAMES, Oversampler } from '../control/oversampler.ts';
import type { ClipCurve } from './clip-curve.ts';

/** Values at the high rate that are clipped at a time. */
const STRETCH = 512;

/** Where nothing is above the knee the sound is only delayed, to the last bit. */
export class ClipLane {
  readonly latencyFrames: number;
  private readonly factor: number;
  private readonly curve: ClipCurve;
  private readonly oversampler: Oversampler;
  private readonly delay: DelayedGain;
  private readonly excess = new Float64Array(OVERSAMPLED_FRAMES);
  /** Of a stretch: the two values before it and its own, their second integrals, and what lies between each two. */
  private readonly wave = new Float64Array(STRETCH + 2);
  private readonly seconds = new Float64Array(STRETCH + 2);
  private readonly slopes = new Float64Array(STRETCH + 1);
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

  /** Stretch by stretch, so that what lies between the steps stays in the nearest cache. */
  private clip(fast: Float64Array, count: number): void {
    const { wave, seconds, slopes, curve } = this;
    for (let at = 0; at < count; at += STRETCH) {
      const here = Math.min(STRETCH, count - at);
      wave[0] = this.lastButOne;
      wave[1] = this.last;
      for (let n = 0; n < here; n++) wave[n + 2] = fast[at + n]!;
      curve.secondsOf(wave, here + 2, seconds);
      curve.slopesOf(wave, seconds, here + 1, slopes);
      this.any = curve.blendsOf(wave, slopes, here, fast, at);
      this.lastButOne = wave[here]!;
      this.last = wave[here + 1]!;
    }
  }
}
