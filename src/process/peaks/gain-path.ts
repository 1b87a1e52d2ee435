// Gain path: from the peaks around every frame to the smooth gain that brings them under the ceiling.
import { GainDips } from './gain-dips.ts';
import { type EaseShare, GainEase } from './gain-ease.ts';

/** The slow gain, and short dips for what it leaves. */
export class GainPath {
  readonly latencyFrames: number;
  private readonly ease: GainEase;
  private readonly dips: GainDips;
  /** Reductions needed, waiting for the slow gain; and the slow reduction, waiting for the dips. */
  private readonly needed: Float64Array;
  private readonly eased: Float64Array;
  private neededAt = 0;
  private easedAt = 0;
  /** Frames that this remembers a peak, and how many of them are left. */
  private readonly memory: number;
  private left = 0;

  constructor(lookAheadMs: number, share: EaseShare, dipMs: number, sampleRateHz: number) {
    this.ease = new GainEase(lookAheadMs, sampleRateHz, share);
    this.dips = new GainDips(Math.round(dipMs * 0.001 * sampleRateHz));
    this.needed = new Float64Array(this.ease.latencyFrames);
    this.eased = new Float64Array(this.dips.latencyFrames);
    this.latencyFrames = this.ease.latencyFrames + this.dips.latencyFrames;
    this.memory = this.ease.memoryFrames + 4 * this.dips.latencyFrames;
  }

  /**
   * Replaces peaks by the gain to apply `latencyFrames` earlier; `scratch` is overwritten. One pass over each frame. Where
   * no peak is above the ceiling (`any` is false) and none was for long, the gain is 1: it then leaves all as it is and
   * gives false. Everything that it remembers is then zero, so that nothing needs to be moved on.
   */
  process(
    peaks: Float64Array,
    frames: number,
    ceiling: number,
    scratch: Float64Array,
    any: boolean,
  ): boolean {
    if (!any && this.left <= 0) {
      this.ease.skip(frames);
      return false;
    }
    this.left = any ? this.memory : this.left - frames;
    this.move(peaks, frames, ceiling, scratch);
    return true;
  }

  reset(): void {
    this.ease.reset();
    this.dips.reset();
    this.needed.fill(0);
    this.eased.fill(0);
    this.neededAt = 0;
    this.easedAt = 0;
    this.left = 0;
  }

  private move(peaks: Float64Array, frames: number, ceiling: number, scratch: Float64Array): void {
    const { dips, needed, eased } = this;
    this.ease.process(peaks, frames, ceiling, scratch);
    let neededAt = this.neededAt;
    for (let n = 0; n < frames; n++) {
      const wanted = needed[neededAt]!;
      const done = scratch[n]!;
      needed[neededAt] = peaks[n]! > ceiling ? 1 - ceiling / peaks[n]! : 0;
      if (++neededAt === needed.length) neededAt = 0;
      peaks[n] = wanted > done ? (wanted - done) / (1 - done) : 0;
    }
    this.neededAt = neededAt;
    dips.process(peaks, frames);
    let easedAt = this.easedAt;
    for (let n = 0; n < frames; n++) {
      peaks[n] = (1 - eased[easedAt]!) * (1 - peaks[n]!);
      eased[easedAt] = scratch[n]!;
      if (++easedAt === eased.length) easedAt = 0;
    }
    this.easedAt = easedAt;
  }
}
