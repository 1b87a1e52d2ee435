// Peak look: how far the wave stands out of a ceiling around every frame, a first time and, more closely, a second time.
import { PEAK_LATENCY_FRAMES, PeakInterpolator } from '../../dsp/interpolate.ts';
import { FINE_LATENCY_FRAMES, FinePeak } from './fine-peak.ts';

/** A close look acts on what is above the ceiling by more than this (0.0009 dB). */
const CLOSE_TOLERANCE = 1.0001;
/** It reads again, with the longer interpolator, what is above this share of the ceiling (-0.72 dB). */
const DOUBTED_SHARE = 0.92;

export interface PeakLook {
  readonly latencyFrames: number;
  /**
   * Writes the true peak around each frame `latencyFrames` ago where it is above the ceiling, else something that is not.
   * Tells whether any is.
   */
  read(samples: Float64Array, frames: number, out: Float64Array): boolean;
  reset(): void;
}

/** One channel, with the usual interpolator. */
export class FirstLook implements PeakLook {
  readonly latencyFrames = PEAK_LATENCY_FRAMES;
  private readonly peaks: PeakInterpolator;
  private readonly ceiling: number;

  constructor(sampleRateHz: number, ceiling: number) {
    this.peaks = new PeakInterpolator(sampleRateHz);
    this.ceiling = ceiling;
  }

  read(samples: Float64Array, frames: number, out: Float64Array): boolean {
    return this.peaks.envelope(samples, frames, out, this.ceiling);
  }

  reset(): void {
    this.peaks.reset();
  }
}

/** One channel, with the longer interpolator at the few places where it can tell something else. */
export class CloseLook implements PeakLook {
  readonly latencyFrames = FINE_LATENCY_FRAMES;
  private readonly peaks: PeakInterpolator;
  private readonly fine: FinePeak;
  private readonly limit: number;
  private readonly doubted: number;
  /** What the usual interpolator said, `lag` frames of it from before. */
  private readonly usual: Float64Array;
  private readonly newest: Float64Array;
  /** Is any of the first `lag` of them doubted? */
  private waiting = false;
  private readonly lag = FINE_LATENCY_FRAMES - PEAK_LATENCY_FRAMES;

  /** For at most `longest` frames a time. */
  constructor(sampleRateHz: number, ceiling: number, longest: number) {
    this.peaks = new PeakInterpolator(sampleRateHz);
    this.limit = ceiling * CLOSE_TOLERANCE;
    this.fine = new FinePeak(this.limit, longest);
    this.doubted = ceiling * DOUBTED_SHARE;
    this.usual = new Float64Array(this.lag + longest);
    this.newest = this.usual.subarray(this.lag);
  }

  read(samples: Float64Array, frames: number, out: Float64Array): boolean {
    const fresh = this.peaks.envelope(samples, frames, this.newest, this.doubted);
    this.fine.push(samples, frames);
    if (!fresh && !this.waiting) {
      out.fill(0, 0, frames);
      return false;
    }
    const any = this.judge(frames, out);
    this.keep(frames);
    return any;
  }

  reset(): void {
    this.peaks.reset();
    this.fine.reset();
    this.usual.fill(0);
    this.waiting = false;
  }

  private judge(frames: number, out: Float64Array): boolean {
    const { fine, usual, limit, doubted } = this;
    let any = false;
    for (let n = 0; n < frames; n++) {
      out[n] = usual[n]!;
      if (out[n]! <= doubted) continue;
      fine.raise(out, n);
      if (out[n]! > limit) any = true;
      else out[n] = 0;
    }
    return any;
  }

  private keep(frames: number): void {
    const { usual, lag, doubted } = this;
    let waiting = false;
    for (let n = 0; n < lag; n++) {
      const peak = usual[frames + n]!;
      usual[n] = peak;
      if (peak > doubted) waiting = true;
    }
    this.waiting = waiting;
  }
}
