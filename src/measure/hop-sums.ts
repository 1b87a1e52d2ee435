// Hop sums: each hop once through the kernel, cut where any meter wants a sum to end.
import type { SignalFormat } from '../signal/signal.ts';
import { blockFramesDr14 } from './dr14.ts';
import { edgeFrame, HOPS_PER_SECOND, type HopListener } from './hops.ts';
import { KPower } from './k-power.ts';
import { kWeighting } from './loudness.ts';

/** Momentary loudness moves in 10 ms: with 100 ms it reads up to 0.45 LU low on EBU Tech 3341 case 13. */
export const STEPS_PER_SECOND = 100;
const STEPS_PER_HOP = STEPS_PER_SECOND / HOPS_PER_SECOND;

/**
 * Cuts every hop at the steps of 10 ms and where a block of TT DR ends, and sums the stretches between. Must hear each hop
 * before the listeners that read it.
 */
export class HopSums implements HopListener {
  readonly format: SignalFormat;
  readonly power: KPower;
  /** Frame of the hop at which each stretch ends; `count` of them are of the hop heard last. */
  readonly ends: Float64Array;
  count = 0;
  /** Frames of a TT DR block. */
  readonly blockFrames: number;
  private hops = 0;

  constructor(format: SignalFormat) {
    this.format = format;
    this.power = new KPower(kWeighting(format.sampleRateHz), format.channels);
    this.blockFrames = blockFramesDr14(format.sampleRateHz);
    this.ends = new Float64Array(STEPS_PER_HOP + 2);
  }

  hop(channels: readonly Float64Array[], frames: number): void {
    this.cut(frames);
    this.power.take(channels, this.ends, this.count);
    this.hops++;
  }

  private cut(frames: number): void {
    const { ends, blockFrames } = this;
    const rate = this.format.sampleRateHz;
    const start = edgeFrame(this.hops, HOPS_PER_SECOND, rate);
    const toBlockEnd = blockFrames - (start % blockFrames);
    let count = 0;
    let at = 0;
    for (let step = this.hops * STEPS_PER_HOP + 1; at < frames; step++) {
      const end = Math.min(frames, edgeFrame(step, STEPS_PER_SECOND, rate) - start);
      if (at < toBlockEnd && toBlockEnd < end) ends[count++] = toBlockEnd;
      if (end > at) ends[count++] = end;
      at = end;
    }
    this.count = count;
  }
}
