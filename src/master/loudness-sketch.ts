// Loudness sketch: what a limiter and a loudness meter would have to know of a song, kept a thousand times a second.
import { PEAK_LATENCY_FRAMES, PeakInterpolator } from '../dsp/interpolate.ts';
import { edgeFrame, HopCutter, HOPS_PER_SECOND, type HopListener } from '../measure/hops.ts';
import { KPower } from '../measure/k-power.ts';
import { kWeighting } from '../measure/loudness.ts';
import type { Block, SignalFormat } from '../signal/signal.ts';
import { StepTrack } from './step-track.ts';

/** Steps a second: much finer than a limiter's look-ahead moves. */
export const STEPS_PER_SECOND = 1000;
export const STEPS_PER_HOP = STEPS_PER_SECOND / HOPS_PER_SECOND;

/** 29 MB for an hour. */
export interface LoudnessSketch {
  readonly sampleRateHz: number;
  /** Largest true peak of all channels in each step, linear; exact where above the floor that was asked for. */
  readonly peaks: Float32Array;
  /** Σ of squared K-weighted samples of all channels in each step. */
  readonly energies: Float32Array;
}

/** Feed it the sound after tone and glue. Peaks under `floor` (linear) may be told too low: no gain will lift them. */
export class LoudnessSketcher implements HopListener {
  private readonly format: SignalFormat;
  private readonly cutter: HopCutter;
  private readonly kPower: KPower;
  private readonly interpolators: readonly PeakInterpolator[];
  private readonly envelopes: readonly Float64Array[];
  private readonly peaks = new StepTrack();
  private readonly energies = new StepTrack();
  private readonly floor: number;
  private hops = 0;
  private peak = 0;
  /** Frame of the sound that the next envelope value belongs to; the interpolator lags. */
  private at = -PEAK_LATENCY_FRAMES;
  private stepEnd: number;

  constructor(format: SignalFormat, floor: number) {
    const longest = Math.ceil(format.sampleRateHz / HOPS_PER_SECOND) + 1;
    this.format = format;
    this.floor = floor;
    this.cutter = new HopCutter(format, [this]);
    const longestStep = Math.ceil(format.sampleRateHz / STEPS_PER_SECOND) + 1;
    this.kPower = new KPower(kWeighting(format.sampleRateHz), format.channels, longestStep);
    this.interpolators = Array.from(
      { length: format.channels },
      () => new PeakInterpolator(format.sampleRateHz),
    );
    this.envelopes = Array.from({ length: format.channels }, () => new Float64Array(longest));
    this.stepEnd = edgeFrame(1, STEPS_PER_SECOND, format.sampleRateHz);
  }

  push(block: Block): void {
    this.cutter.push(block);
  }

  hop(channels: readonly Float64Array[], frames: number): void {
    this.keepEnergies(channels, frames);
    this.keepPeaks(channels, frames);
    this.hops++;
  }

  /** Call once, after the last push. */
  result(): LoudnessSketch {
    this.cutter.flush();
    const silence = this.envelopes.map(() => new Float64Array(PEAK_LATENCY_FRAMES));
    this.keepPeaks(silence, PEAK_LATENCY_FRAMES);
    if (this.peaks.length < this.energies.length) this.peaks.push(this.peak);
    return {
      sampleRateHz: this.format.sampleRateHz,
      peaks: this.peaks.values(),
      energies: this.energies.values(),
    };
  }

  private keepEnergies(channels: readonly Float64Array[], frames: number): void {
    const rate = this.format.sampleRateHz;
    const first = this.hops * STEPS_PER_HOP;
    const origin = edgeFrame(first, STEPS_PER_SECOND, rate);
    let start = 0;
    for (let step = first + 1; start < frames; step++) {
      const end = Math.min(frames, edgeFrame(step, STEPS_PER_SECOND, rate) - origin);
      this.kPower.step(channels, start, end);
      this.energies.push(this.kPower.energies.reduce((sum, energy) => sum + energy, 0));
      start = end;
    }
  }

  private keepPeaks(channels: readonly Float64Array[], frames: number): void {
    this.interpolators.forEach((interpolator, c) => {
      interpolator.envelope(channels[c]!, frames, this.envelopes[c]!, this.floor);
    });
    const first = this.envelopes[0]!;
    const second = this.envelopes[this.envelopes.length - 1]!;
    let { peak, at } = this;
    for (let n = 0; n < frames; n++, at++) {
      if (at === this.stepEnd) {
        this.peaks.push(peak);
        peak = 0;
        this.stepEnd = edgeFrame(this.peaks.length + 1, STEPS_PER_SECOND, this.format.sampleRateHz);
      }
      if (first[n]! > peak) peak = first[n]!;
      if (second[n]! > peak) peak = second[n]!;
    }
    this.peak = peak;
    this.at = at;
  }
}
