// Excite lane: one channel of an exciter: an octave made level, bent by a polynomial at twice the rate, and given its level back.
import { highCutSections, lowCutSections } from '../../dsp/biquad-design.ts';
import { PairCascade } from '../../dsp/pair-cascade.ts';
import { DelayedGain } from '../control/delayed-gain.ts';
import { OVERSAMPLED_FRAMES, Oversampler } from '../control/oversampler.ts';

/** Twice: a polynomial of third degree on sound below fs/2 then folds nothing back below fs/2. */
const FACTOR = 2;
/** Levels are means over about 2/(2π · this). */
const LEVEL_HZ = 15;
/** The octave made level is held within this: its peaks beyond are cut, so that what is added stays bounded. */
const MOST = 1.5;
/** The octave ends, and what counts as above it begins, this far from the corner, so that the one is not taken for the other. */
const SOURCE_END = 0.85;
const ABOVE_FROM = 1.3;
/** Powers below this (-200 dB) are silence. */
const SILENT_POWER = 1e-20;
const INAUDIBLE = 1e-40;

export interface ExciteForm {
  readonly hz: number;
  /** RMS above the corner that is filled up to, as a share of that of the octave below it. */
  readonly amount: number;
  readonly even: number;
  readonly sampleRateHz: number;
}

export class ExciteLane {
  readonly latencyFrames: number;
  private readonly oversampler = new Oversampler(FACTOR);
  private readonly delay: DelayedGain;
  private readonly levelDelay: DelayedGain;
  /** The octave out of one copy of the sound, what is above it out of another. */
  private readonly apart: PairCascade;
  private readonly cut: PairCascade;
  private readonly octave = new Float64Array(OVERSAMPLED_FRAMES);
  private readonly high = new Float64Array(OVERSAMPLED_FRAMES);
  private readonly added = new Float64Array(OVERSAMPLED_FRAMES);
  private readonly amount: number;
  private readonly second: number;
  private readonly third: number;
  private readonly share: number;
  /** Powers of the octave and of what is above it, each smoothed twice. */
  private readonly powers = new Float64Array(4);

  constructor({ hz, amount, even, sampleRateHz }: ExciteForm) {
    this.amount = amount;
    this.second = even;
    this.third = 1 - even;
    this.share = Math.min(1, (2 * Math.PI * LEVEL_HZ) / sampleRateHz);
    this.latencyFrames = this.oversampler.latencyFrames;
    this.delay = new DelayedGain(this.latencyFrames);
    this.levelDelay = new DelayedGain(this.latencyFrames);
    const low = lowCutSections(0.5 * hz, 24, sampleRateHz);
    const source = [...low, ...highCutSections(SOURCE_END * hz, 24, sampleRateHz)];
    this.apart = new PairCascade(source, lowCutSections(ABOVE_FROM * hz, 48, sampleRateHz));
    this.cut = new PairCascade(lowCutSections(hz, 48, sampleRateHz), []);
  }

  /** In place. */
  process(samples: Float64Array, frames: number): void {
    for (let at = 0; at < frames; at += OVERSAMPLED_FRAMES) {
      const count = Math.min(OVERSAMPLED_FRAMES, frames - at);
      this.piece(count === frames ? samples : samples.subarray(at, at + count), count);
    }
  }

  reset(): void {
    const { oversampler, delay, levelDelay, apart, cut } = this;
    for (const part of [oversampler, delay, levelDelay, apart, cut]) part.reset();
    this.powers.fill(0);
  }

  private piece(samples: Float64Array, frames: number): void {
    const { oversampler, octave, high, added, levelDelay } = this;
    for (let n = 0; n < frames; n++) {
      octave[n] = samples[n]!;
      high[n] = samples[n]!;
    }
    this.apart.process(octave, high, frames);
    this.makeLevel(octave, high, frames);
    oversampler.up(octave, frames);
    this.bend(oversampler.fast, frames * FACTOR);
    oversampler.down(added, frames, false);
    levelDelay.process(high, frames, null);
    for (let n = 0; n < frames; n++) added[n]! *= high[n]!;
    this.cut.process(added, null, frames);
    this.delay.process(samples, frames, null);
    for (let n = 0; n < frames; n++) samples[n]! += added[n]!;
  }

  /** The octave over its peak level (√2 RMS); `high` becomes the level that its harmonics are to have. */
  private makeLevel(octave: Float64Array, high: Float64Array, frames: number): void {
    const { powers, share, amount } = this;
    let a = powers[0]!;
    let b = powers[1]!;
    let c = powers[2]!;
    let d = powers[3]!;
    for (let n = 0; n < frames; n++) {
      const x = octave[n]!;
      const y = high[n]!;
      a += share * (x * x - a);
      b += share * (a - b);
      c += share * (y * y - c);
      d += share * (c - d);
      if (a < INAUDIBLE) a = 0;
      if (b < INAUDIBLE) b = 0;
      if (c < INAUDIBLE) c = 0;
      if (d < INAUDIBLE) d = 0;
      if (b > SILENT_POWER) {
        const peak = Math.sqrt(2 * b);
        const missing = amount * peak - Math.sqrt(2 * d);
        octave[n] = Math.min(MOST, Math.max(-MOST, x / peak));
        high[n] = missing > 0 ? missing : 0;
      } else {
        octave[n] = 0;
        high[n] = 0;
      }
    }
    powers[0] = a;
    powers[1] = b;
    powers[2] = c;
    powers[3] = d;
  }

  /** Chebyshev's polynomials of second (less its mean) and third degree: of a sine of 1 just that harmonic, of 1. */
  private bend(fast: Float64Array, count: number): void {
    const { second, third } = this;
    for (let n = 0; n < count; n++) {
      const z = fast[n]!;
      const square = z * z;
      fast[n] = second * 2 * square + third * z * (4 * square - 3);
    }
  }
}
