// K-power: every channel's sums, as it is and K-weighted, stretch by stretch.
import type { Coefficients } from '../dsp/biquad.ts';
import type { PeakInterpolator } from '../dsp/interpolate.ts';
import { kernel } from '../dsp/kernel.ts';
import { weighSections, WEIGH_STATE, WEIGH_SUMS } from '../dsp/weigh-plain.ts';

/** True peaks sought in passing: of every channel, the largest up to each of `count` edges. */
export interface PassingPeaks {
  readonly interpolators: readonly PeakInterpolator[];
  readonly edges: Float64Array;
  count: number;
  /** Raised to the peaks, a row a channel. */
  readonly tops: readonly Float64Array[];
}

/**
 * Channels go through the kernel in pairs, an odd last one beside itself. The shelf's b0 is taken out of the loop. The
 * filter memory is tidied at the end of a stretch, so the stretches must be the same however the sound was cut.
 */
export class KPower {
  private readonly loops = kernel();
  private readonly count: number;
  /** b0², which the loop leaves out. */
  private readonly gain: number;
  /** As `weigh` takes them; never changed. */
  private readonly sections: Float64Array;
  /** One a pair. */
  private readonly states: readonly Float64Array[];
  private sums: readonly Float64Array[];
  private readonly end = new Float64Array(1);

  /** `sections` are those of `kWeighting`. */
  constructor([shelf, highPass]: readonly Coefficients[], channels: number) {
    const { b0, b1, b2, a1, a2 } = shelf!;
    this.count = channels;
    this.gain = b0 * b0;
    this.sections = weighSections(b1 / b0, b2 / b0, a1, a2, highPass!.a1, highPass!.a2);
    this.states = Array.from({ length: Math.ceil(channels / 2) }, () => new Float64Array(WEIGH_STATE));
    this.sums = this.states.map(() => new Float64Array(WEIGH_SUMS));
  }

  /** Back to newborn. */
  reset(): void {
    for (const state of this.states) state.fill(0);
    for (const sums of this.sums) sums.fill(0);
  }

  /** Takes `count` stretches, the i-th up to frame ends[i] (excluded), the first from frame 0. */
  take(
    channels: readonly Float64Array[],
    ends: Float64Array,
    count: number,
    peaks: PassingPeaks | null = null,
  ): void {
    if (this.sums[0]!.length < count * WEIGH_SUMS) {
      this.sums = this.states.map(() => new Float64Array(count * WEIGH_SUMS));
    }
    for (let pair = 0; pair < this.states.length; pair++) {
      const second = Math.min(2 * pair + 1, this.count - 1);
      const [left, right] = [channels[2 * pair]!, channels[second]!];
      const [state, sums] = [this.states[pair]!, this.sums[pair]!];
      if (peaks === null) this.loops.weigh(this.sections, state, left, right, ends, count, sums);
      else this.gauge(pair, [left, right], ends, count, peaks);
    }
  }

  private gauge(
    pair: number,
    [left, right]: readonly [Float64Array, Float64Array],
    ends: Float64Array,
    count: number,
    { interpolators, edges, count: edgeCount, tops }: PassingPeaks,
  ): void {
    const [first, second] = [2 * pair, Math.min(2 * pair + 1, this.count - 1)];
    const [one, other] = [interpolators[first]!, interpolators[second]!];
    this.loops.gauge(
      this.sections,
      this.states[pair]!,
      one.bank,
      { histories: [one.history, other.history], left, right },
      ends,
      count,
      this.sums[pair]!,
      { edges, tops: [tops[first]!, tops[second]!], count: edgeCount },
    );
    one.remember(left, ends[count - 1]!);
    if (other !== one) other.remember(right, ends[count - 1]!);
  }

  /** One stretch: all of the first `frames` frames. */
  takeOne(channels: readonly Float64Array[], frames: number): void {
    this.end[0] = frames;
    this.take(channels, this.end, 1);
  }

  /** Of stretch i of those taken last: Σ y² of a channel, y being the K-weighted sound. */
  heard(i: number, channel: number): number {
    return this.gain * this.sum(i, channel, 0);
  }

  /** Σ x². */
  power(i: number, channel: number): number {
    return this.sum(i, channel, 2);
  }

  /** Σ x. */
  total(i: number, channel: number): number {
    return this.sum(i, channel, 4);
  }

  /** Largest |x|. */
  peak(i: number, channel: number): number {
    return this.sum(i, channel, 6);
  }

  /** Σ x_left·x_right of the first two channels. */
  cross(i: number): number {
    return this.count === 1 ? 0 : this.sums[0]![i * WEIGH_SUMS + 8]!;
  }

  /** Σ y_left·y_right of the first two channels. */
  heardCross(i: number): number {
    return this.count === 1 ? 0 : this.gain * this.sums[0]![i * WEIGH_SUMS + 9]!;
  }

  private sum(i: number, channel: number, what: number): number {
    return this.sums[channel >> 1]![i * WEIGH_SUMS + what + (channel & 1)]!;
  }
}
