// Gain dips: short smooth dips around single peaks, deep enough at each of them, and nothing anywhere else.
import { SlidingMaximum } from '../../dsp/lookahead.ts';
import { RunningMean, WHOLE } from '../control/running-mean.ts';

/**
 * A sliding maximum of the needed reduction, 2h + 3 frames long, then two running means of h + 1 frames: a bell of
 * 4h + 3 frames. Every value that the means gather around a frame covers that frame, so their mean does too; one frame
 * more on either side covers the wave between the samples. Reductions are counted in 1/WHOLE.
 */
export class GainDips {
  /** Frames by which what comes out lags. */
  readonly latencyFrames: number;
  private readonly maximum: SlidingMaximum;
  private readonly first: RunningMean;
  private readonly second: RunningMean;
  private readonly reach: number;
  /** Frames until every window holds zeros only; then nothing needs to be reckoned. */
  private left = 0;

  constructor(halfFrames: number) {
    const h = Math.max(1, halfFrames);
    this.maximum = new SlidingMaximum(2 * h + 3);
    this.first = new RunningMean(h + 1);
    this.second = new RunningMean(h + 1);
    this.latencyFrames = 2 * h + 1;
    this.reach = 4 * h + 6;
  }

  /** Nothing in sight: zeros in give zeros out. */
  get idle(): boolean {
    return this.left === 0;
  }

  /**
   * Replaces the reductions (0 … 1) needed at x[0 … frames-1] by those to apply `latencyFrames` earlier. A stretch at a time,
   * so that no number is handed over; where nothing is in sight nothing is reckoned.
   */
  process(x: Float64Array, frames: number): void {
    for (let n = 0; n < frames; ) {
      while (n < frames && this.left === 0 && !(x[n]! > 0)) x[n++] = 0;
      const from = n;
      for (; n < frames; n++) {
        if (x[n]! > 0) this.left = this.reach;
        if (this.left === 0) break;
        this.left--;
        x[n] = Math.ceil(x[n]! * WHOLE);
      }
      if (n > from) this.round(from === 0 && n === x.length ? x : x.subarray(from, n));
    }
  }

  reset(): void {
    this.maximum.reset();
    this.first.reset();
    this.second.reset();
    this.left = 0;
  }

  private round(x: Float64Array): void {
    this.maximum.process(x, x.length);
    this.first.process(x, x.length);
    this.second.process(x, x.length);
    for (let n = 0; n < x.length; n++) x[n] = x[n]! / WHOLE;
  }
}
