// Hop sums: each hop once through the kernel, cut where any meter wants a sum to end.
import type { SignalFormat } from '../signal/signal.ts';
import { blockFramesDr14 } from './dr14.ts';
import { edgeFrame, HOPS_PER_SECOND, type HopListener } from './hops.ts';
import { PeakInterpolator } from '../dsp/interpolate.ts';
import { KPower, type PassingPeaks } from './k-power.ts';
import { kWeighting } from './loudness.ts';

/** Momentary loudness moves in 10 ms: with 100 ms it reads up to 0.45 LU low on EBU Tech 3341 case 13. */
export const STEPS_PER_SECOND = 100;
const STEPS_PER_HOP = STEPS_PER_SECOND / HOPS_PER_SECOND;

/** One call of the kernel for so much sound: large enough that the call costs nothing, small enough for the cache. */
const BURST_FRAMES = 36000;

/** Hops that those who read the sums take at once. */
export function hopsPerBurst(sampleRateHz: number): number {
  return Math.max(1, Math.floor((BURST_FRAMES * HOPS_PER_SECOND) / sampleRateHz));
}

/**
 * Cuts the sound at the steps of 10 ms and where a block of TT DR ends, and sums the stretches between. Takes any number of
 * whole hops up to `hopsPerBurst` at once, and must hear them before the listeners that read it.
 */
export class HopSums implements HopListener {
  readonly format: SignalFormat;
  readonly power: KPower;
  /** Frame of the song with which the hops heard last begin. */
  start = 0;
  /** Frame after `start` at which each of `count` stretches ends. */
  readonly ends: Float64Array;
  count = 0;
  /** The same of the hops themselves. */
  readonly hopEnds: Float64Array;
  hops = 0;
  /** Frames of a TT DR block. */
  readonly blockFrames: number;
  private peaks: PassingPeaks | null = null;
  private next = 0;
  private steps = 0;

  constructor(format: SignalFormat) {
    const hops = hopsPerBurst(format.sampleRateHz);
    this.format = format;
    this.power = new KPower(kWeighting(format.sampleRateHz), format.channels);
    this.blockFrames = blockFramesDr14(format.sampleRateHz);
    this.ends = new Float64Array(hops * (STEPS_PER_HOP + 1) + 1);
    this.hopEnds = new Float64Array(hops + 1);
  }

  hop(channels: readonly Float64Array[], frames: number): void {
    this.start = this.next;
    this.next += frames;
    this.cut(frames);
    if (this.peaks !== null) {
      this.peaks.count = this.hops;
      for (const tops of this.peaks.tops) tops.fill(0);
    }
    this.power.take(channels, this.ends, this.count, this.peaks);
  }

  /** To be asked before the first hop: from then on the true peaks of every hop, too. */
  seekPeaks(): PassingPeaks {
    const { channels, sampleRateHz } = this.format;
    const one = <T>(make: () => T): T[] => Array.from({ length: channels }, make);
    this.peaks ??= {
      interpolators: one(() => new PeakInterpolator(sampleRateHz)),
      edges: this.hopEnds,
      count: 0,
      tops: one(() => new Float64Array(this.hopEnds.length)),
    };
    return this.peaks;
  }

  private cut(frames: number): void {
    const { ends, hopEnds, start, blockFrames } = this;
    const rate = this.format.sampleRateHz;
    let blockEnd = blockFrames - (start % blockFrames);
    let at = 0;
    this.count = 0;
    this.hops = 0;
    while (at < frames) {
      const whole = edgeFrame(this.steps + 1, STEPS_PER_SECOND, rate) - start;
      const end = Math.min(frames, whole);
      if (blockEnd < end) {
        ends[this.count++] = blockEnd;
        blockEnd += blockFrames;
      }
      ends[this.count++] = end;
      if (end === blockEnd) blockEnd += blockFrames;
      if (end === whole) this.steps++;
      if (end === frames || (end === whole && this.steps % STEPS_PER_HOP === 0)) hopEnds[this.hops++] = end;
      at = end;
    }
  }
}
