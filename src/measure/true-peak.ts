// True peak: the largest value at and between the samples (ITU-R BS.1770-5 Annex 2), of all the sound and hop by hop.
import { dbFromGain } from '../dsp/decibel.ts';
import { PeakInterpolator } from '../dsp/interpolate.ts';
import type { SignalFormat } from '../signal/signal.ts';
import { History } from './history.ts';
import { HopSums } from './hop-sums.ts';
import { meterOfHops, type HopListener } from './hops.ts';
import { LevelsListener } from './levels.ts';
import type { ChannelPeak, PeakResult } from './measurements.ts';
import type { Meter } from './meter.ts';

interface ChannelPeaks {
  readonly interpolator: PeakInterpolator;
  sample: number;
  true: number;
}

/**
 * The interpolator is told the largest sample of each hop, so that it looks between samples only where more could be.
 * A hop's true peak may lie up to PEAK_LATENCY_FRAMES before it.
 */
export class PeakListener implements HopListener {
  /** Largest true peak of all channels in every hop, linear. */
  readonly hopPeaks = new History();
  private readonly channels: readonly ChannelPeaks[];
  private readonly levels: LevelsListener;
  private flushed = false;

  /** `levels` must hear each hop before this does. */
  constructor(format: SignalFormat, levels: LevelsListener) {
    this.levels = levels;
    this.channels = Array.from({ length: format.channels }, () => ({
      interpolator: new PeakInterpolator(format.sampleRateHz),
      sample: 0,
      true: 0,
    }));
  }

  hop(channels: readonly Float64Array[], frames: number): void {
    let most = 0;
    for (let c = 0; c < this.channels.length; c++) {
      const peaks = this.channels[c]!;
      const sample = this.levels.channels[c]!.hopPeak;
      const between = peaks.interpolator.peak(channels[c]!, frames, sample);
      if (sample > peaks.sample) peaks.sample = sample;
      if (between > peaks.true) peaks.true = between;
      if (between > most) most = between;
    }
    this.hopPeaks.push(most);
  }

  result(): PeakResult {
    this.flush();
    const perChannel = this.channels.map((peaks) => told(peaks.sample, peaks.true));
    const sample = Math.max(0, ...this.channels.map((peaks) => peaks.sample));
    const between = Math.max(0, ...this.channels.map((peaks) => peaks.true));
    return { ...told(sample, between), perChannel };
  }

  private flush(): void {
    if (this.flushed) return;
    for (const peaks of this.channels)
      peaks.true = Math.max(peaks.true, peaks.interpolator.flush(peaks.true));
    this.flushed = true;
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
  const peaks = new PeakListener(format, levels);
  return meterOfHops(format, [sums, levels, peaks], () => peaks.result());
}
