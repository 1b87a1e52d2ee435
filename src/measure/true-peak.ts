// True peak: the largest value at and between the samples (ITU-R BS.1770-5 Annex 2), of all the sound and hop by hop.
import { dbFromGain } from '../dsp/decibel.ts';
import type { SignalFormat } from '../signal/signal.ts';
import { History } from './history.ts';
import { HopSums } from './hop-sums.ts';
import { meterOfHops, type HopListener } from './hops.ts';
import type { PassingPeaks } from './k-power.ts';
import { LevelsListener } from './levels.ts';
import type { ChannelPeak, PeakResult } from './measurements.ts';
import type { Meter } from './meter.ts';

/**
 * The interpolator looks between samples only where more could be than a hop's largest sample. A hop's true peak is that of
 * PEAK_LATENCY_FRAMES earlier.
 */
export class PeakListener implements HopListener {
  /** Largest true peak of all channels in every hop, linear. */
  readonly hopPeaks = new History();
  private readonly sums: HopSums;
  private readonly levels: LevelsListener;
  private readonly passing: PassingPeaks;
  /** Largest so far, by channel. */
  private readonly truePeaks: Float64Array;
  private readonly hopTops: Float64Array;
  private flushed = false;

  /** `sums` and `levels` must hear each hop before this does. */
  constructor(sums: HopSums, levels: LevelsListener) {
    const { channels } = sums.format;
    this.sums = sums;
    this.levels = levels;
    this.passing = sums.seekPeaks();
    this.truePeaks = new Float64Array(channels);
    this.hopTops = new Float64Array(sums.hopEnds.length);
  }

  hop(): void {
    const { hopTops, truePeaks } = this;
    const { hops } = this.sums;
    hopTops.fill(0);
    this.passing.tops.forEach((tops, c) => {
      for (let i = 0; i < hops; i++) {
        if (tops[i]! > hopTops[i]!) hopTops[i] = tops[i]!;
        if (tops[i]! > truePeaks[c]!) truePeaks[c] = tops[i]!;
      }
    });
    for (let i = 0; i < hops; i++) this.hopPeaks.push(hopTops[i]!);
  }

  result(): PeakResult {
    this.flush();
    const samplePeaks = this.levels.channels.map(({ peak }) => peak);
    const perChannel = samplePeaks.map((sample, c) => told(sample, this.truePeaks[c]!));
    return { ...told(Math.max(0, ...samplePeaks), Math.max(0, ...this.truePeaks)), perChannel };
  }

  /** What is left, and what rings on after the end. */
  private flush(): void {
    if (this.flushed) return;
    this.flushed = true;
    this.passing.interpolators.forEach((interpolator, c) => {
      const rest = interpolator.flush(this.truePeaks[c]!);
      this.truePeaks[c] = Math.max(this.truePeaks[c]!, rest);
    });
  }
}

function told(sample: number, between: number): ChannelPeak {
  return { samplePeakDbfs: decibels(sample), truePeakDbtp: decibels(between) };
}

function decibels(peak: number): number | null {
  return peak > 0 ? dbFromGain(peak) : null;
}

/** Sample and true peaks alone. */
export function createPeakMeter(format: SignalFormat): Meter<PeakResult> {
  const sums = new HopSums(format);
  const levels = new LevelsListener(sums);
  const peaks = new PeakListener(sums, levels);
  return meterOfHops(format, [sums, levels, peaks], () => peaks.result());
}
