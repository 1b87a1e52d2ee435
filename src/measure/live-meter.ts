// Live meter: what a needle shows: loudness, true peak, correlation and spectrum of the last moments of sound.
import { dbFromGain } from '../dsp/decibel.ts';
import { PeakInterpolator } from '../dsp/interpolate.ts';
import type { Block, SignalFormat } from '../signal/signal.ts';
import { BandPowerListener } from './band-power.ts';
import { edgeFrame } from './hops.ts';
import { KPower } from './k-power.ts';
import { channelWeights } from './layout.ts';
import { audibleLoudness, kWeighting } from './loudness.ts';
import { RecentSums } from './recent-sums.ts';
import { audibleLevel } from './spectrum.ts';
import { correlationOf } from './pair-image.ts';

/** The sound of the last moments; null where there is none or it is silent. */
export interface LiveReading {
  /** 400 ms, ungated (EBU Tech 3341). */
  readonly momentaryLufs: number | null;
  /** 3 s, ungated. */
  readonly shortTermLufs: number | null;
  /** Highest since the last `read`, so that no peak is missed between two pictures; the page holds it. */
  readonly truePeakDbtp: number | null;
  /** −1…1 over about 400 ms; null for mono and silence. */
  readonly correlation: number | null;
  /** Third octaves as in SpectrumResult, averaged over about a second. */
  readonly bandsHz: readonly number[];
  readonly levelDb: readonly (number | null)[];
}

export interface LiveMeter {
  push(block: Block): void;
  /** Also begins a new stretch for the peak. */
  read(): LiveReading;
  /** After a jump: forgets all. */
  reset(): void;
}

/** Everything moves in steps of 10 ms, but the spectrum. */
const STEPS_PER_SECOND = 100;
const MOMENTARY_STEPS = 40;
const SHORT_TERM_STEPS = 300;
/** A quarter of a frame, about 90 ms, between two spectra: eleven pictures a second. */
const SPECTRUM_HOP_SHARE = 0.25;
const SPECTRUM_SECONDS = 1;
/** Σ L² + Σ R² under this a frame (−140 dB) is silence. */
const SILENT_POWER = 1e-14;

/** 1 or 2 channels, 8 to 384 kHz. Loudness is null until its window is full, the spectrum until its first frame of ¼ s is. */
export function createLiveMeter(format: SignalFormat): LiveMeter {
  return new StepMeter(format);
}

class StepMeter implements LiveMeter {
  private readonly sampleRateHz: number;
  private readonly step: readonly Float64Array[];
  private readonly weights: readonly number[];
  private readonly kPower: KPower;
  private readonly interpolators: readonly PeakInterpolator[];
  private readonly bandPower: BandPowerListener;
  private readonly bandsHz: readonly number[];
  /** K-weighted energy of each step. */
  private readonly loud = new RecentSums(SHORT_TERM_STEPS, 1);
  /** Σ L², Σ R², Σ L·R of each step. */
  private readonly pair = new RecentSums(MOMENTARY_STEPS, 3);
  private readonly pairOfStep = new Float64Array(3);
  private readonly loudOfStep = new Float64Array(1);
  private readonly spectra: RecentSums;
  private peak = 0;
  private held = 0;
  private wanted: number;

  constructor(format: SignalFormat) {
    const { sampleRateHz, channels } = format;
    const longest = Math.ceil(sampleRateHz / STEPS_PER_SECOND) + 1;
    this.sampleRateHz = sampleRateHz;
    this.step = Array.from({ length: channels }, () => new Float64Array(longest));
    this.weights = channelWeights(channels);
    this.kPower = new KPower(kWeighting(sampleRateHz), channels);
    this.interpolators = this.step.map(() => new PeakInterpolator(sampleRateHz));
    this.bandPower = new BandPowerListener(format, SPECTRUM_HOP_SHARE);
    this.bandsHz = this.bandPower.bands.map((band) => band.centreHz);
    const hopSeconds = (SPECTRUM_HOP_SHARE * this.bandPower.frameLength) / sampleRateHz;
    this.spectra = new RecentSums(Math.round(SPECTRUM_SECONDS / hopSeconds), this.bandsHz.length);
    this.wanted = edgeFrame(1, STEPS_PER_SECOND, sampleRateHz);
  }

  push(block: Block): void {
    let taken = 0;
    while (taken < block.frames) {
      const count = Math.min(this.wanted - this.held, block.frames - taken);
      for (let c = 0; c < this.step.length; c++) {
        const [from, to] = [block.channels[c]!, this.step[c]!];
        for (let n = 0; n < count; n++) to[this.held + n] = from[taken + n]!;
      }
      taken += count;
      this.held += count;
      if (this.held === this.wanted) this.endStep();
    }
  }

  read(): LiveReading {
    const reading = {
      momentaryLufs: this.loudness(MOMENTARY_STEPS),
      shortTermLufs: this.loudness(SHORT_TERM_STEPS),
      truePeakDbtp: this.peak > 0 ? dbFromGain(this.peak) : null,
      correlation: this.correlation(),
      bandsHz: this.bandsHz,
      levelDb: this.levels(),
    };
    this.peak = 0;
    return reading;
  }

  reset(): void {
    this.kPower.reset();
    for (const interpolator of this.interpolators) interpolator.reset();
    this.bandPower.reset();
    for (const sums of [this.loud, this.pair, this.spectra]) sums.reset();
    this.peak = 0;
    this.held = 0;
    this.wanted = edgeFrame(1, STEPS_PER_SECOND, this.sampleRateHz);
  }

  private endStep(): void {
    this.weigh();
    this.findPeak();
    if (this.step.length === 2) this.takePair();
    this.bandPower.hop(this.step, this.held);
    this.takeSpectra();
    this.held = 0;
    const { count } = this.loud;
    const start = edgeFrame(count, STEPS_PER_SECOND, this.sampleRateHz);
    this.wanted = edgeFrame(count + 1, STEPS_PER_SECOND, this.sampleRateHz) - start;
  }

  private weigh(): void {
    this.kPower.takeOne(this.step, this.held);
    let energy = 0;
    for (let c = 0; c < this.step.length; c++) energy += this.weights[c]! * this.kPower.heard(0, c);
    this.loudOfStep[0] = energy;
    this.loud.push(this.loudOfStep);
  }

  /** Between the samples is looked only where more could be than the step's own largest sample. */
  private findPeak(): void {
    for (let c = 0; c < this.step.length; c++) {
      const largest = Math.max(this.peak, this.kPower.peak(0, c));
      this.peak = Math.max(largest, this.interpolators[c]!.peak(this.step[c]!, this.held, largest));
    }
  }

  private takePair(): void {
    this.pairOfStep[0] = this.kPower.power(0, 0);
    this.pairOfStep[1] = this.kPower.power(0, 1);
    this.pairOfStep[2] = this.kPower.cross(0);
    this.pair.push(this.pairOfStep);
  }

  /** The listener would keep every frame to the end; here each is taken at once. */
  private takeSpectra(): void {
    const { powers, loudPowers } = this.bandPower;
    if (powers.length === 0) return;
    this.spectra.push(powers.values());
    powers.clear();
    loudPowers.clear();
  }

  private loudness(steps: number): number | null {
    const { count } = this.loud;
    if (count < steps) return null;
    const first = edgeFrame(count - steps, STEPS_PER_SECOND, this.sampleRateHz);
    const frames = edgeFrame(count, STEPS_PER_SECOND, this.sampleRateHz) - first;
    return audibleLoudness(this.loud.sum(0, steps) / frames);
  }

  private correlation(): number | null {
    if (this.step.length !== 2) return null;
    const [left, right, cross] = [this.pair.sum(0), this.pair.sum(1), this.pair.sum(2)];
    const frames = (MOMENTARY_STEPS * this.sampleRateHz) / STEPS_PER_SECOND;
    return left + right < SILENT_POWER * frames ? null : correlationOf({ left, right, cross });
  }

  private levels(): (number | null)[] {
    const frames = Math.min(this.spectra.count, this.spectra.length);
    return this.bandsHz.map((_, b) => (frames === 0 ? null : audibleLevel(this.spectra.sum(b) / frames)));
  }
}
