// Loudness sketch: what a limiter and a loudness meter would have to know of a song, kept a thousand times a second.
import { PEAK_LATENCY_FRAMES, PeakInterpolator } from '../../dsp/interpolate.ts';
import { edgeFrame, HopCutter, HOPS_PER_SECOND, type HopListener } from '../../measure/hops.ts';
import { KPower } from '../../measure/k-power.ts';
import { kWeighting } from '../../measure/loudness.ts';
import type { Block, SignalFormat } from '../../signal/signal.ts';
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
  /** Of the stretches of a hop that fall into one step each: where they end, and their peaks. */
  private readonly ends: Float64Array;
  private readonly tops: Float64Array;
  private readonly stepEnds = new Float64Array(STEPS_PER_HOP);
  private readonly peaks = new StepTrack();
  private readonly energies = new StepTrack();
  private readonly floor: number;
  private hops = 0;
  private peak = 0;
  /** Frame of the sound that the next peak belongs to; the interpolator lags. */
  private at = -PEAK_LATENCY_FRAMES;
  /** The step that the next peak belongs to counts as one of these, and ends before this frame. */
  private steps = 1;
  private stepEnd: number;

  constructor(format: SignalFormat, floor: number) {
    this.format = format;
    this.floor = floor;
    this.cutter = new HopCutter(format, [this]);
    this.kPower = new KPower(kWeighting(format.sampleRateHz), format.channels);
    this.interpolators = Array.from(
      { length: format.channels },
      () => new PeakInterpolator(format.sampleRateHz),
    );
    const late = Math.ceil((PEAK_LATENCY_FRAMES * STEPS_PER_SECOND) / format.sampleRateHz);
    this.ends = new Float64Array(STEPS_PER_HOP + late + 2);
    this.tops = new Float64Array(this.ends.length);
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
    const silence = this.interpolators.map(() => new Float64Array(PEAK_LATENCY_FRAMES));
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
    const { stepEnds, kPower } = this;
    let count = 0;
    for (let step = first + 1, end = 0; end < frames; step++) {
      end = Math.min(frames, edgeFrame(step, STEPS_PER_SECOND, rate) - origin);
      stepEnds[count++] = end;
    }
    kPower.take(channels, stepEnds, count);
    for (let i = 0; i < count; i++) {
      let sum = 0;
      for (let c = 0; c < channels.length; c++) sum += kPower.heard(i, c);
      this.energies.push(sum);
    }
  }

  /** A louder channel spares the next one nearly all looking between the samples. */
  private keepPeaks(channels: readonly Float64Array[], frames: number): void {
    const { ends, tops, interpolators } = this;
    const count = this.cutSteps(frames);
    tops.fill(0, 0, count);
    tops[0] = this.peak;
    for (let c = 0; c < interpolators.length; c++) {
      interpolators[c]!.stretches(channels[c]!, frames, ends, tops, count, this.floor);
    }
    for (let i = 0; i < count - 1; i++) this.peaks.push(tops[i]!);
    this.peak = tops[count - 1]!;
    this.at += frames;
  }

  /** Puts into `ends` where the steps end within the next frames; the last one goes on. Returns how many there are. */
  private cutSteps(frames: number): number {
    const { at, ends } = this;
    let count = 0;
    for (; this.stepEnd < at + frames; this.steps++) {
      ends[count++] = this.stepEnd - at;
      this.stepEnd = edgeFrame(this.steps + 1, STEPS_PER_SECOND, this.format.sampleRateHz);
    }
    ends[count++] = frames;
    return count;
  }
}
