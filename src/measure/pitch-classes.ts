// Pitch classes: how much sounds on each note of the octave, in steps of ten cents, from the summits of the spectra.
import { log2 } from '../dsp/math.ts';
import type { BandFrame, BandPowerListener } from './band-power.ts';

/** A tenth of a semitone. */
export const STEPS_PER_SEMITONE = 10;
export const STEPS_PER_OCTAVE = 12 * STEPS_PER_SEMITONE;
/** Below, half a semitone is narrower than the spectrum can tell; above, overtones tell less than noise. */
const LOWEST_HZ = 90;
const HIGHEST_HZ = 2100;
const A_HZ = 440;
/** 40 dB under the largest bin of all: well over the skirts of a strong bass or of DC. */
const LEAST_SHARE = 0.01;
/** Notes last longer than two looks: every second one is enough. */
const LOOK_EVERY = 2;
/** A summit may be the third or fifth harmonic of a note below: so much of it is laid to that note's charge as well. */
const HARMONICS = [
  { steps: 190.2, share: 0.3 },
  { steps: 278.6, share: 0.15 },
];
/** Above, most summits are harmonics, and the fifth is 14 cents flat of the note it falls on. */
const TUNING_TO_HZ = 700;
const SILENT_POWER = 1e-12;

/** Every frame counts the same, each summit by the square root of its amplitude: chords are not drowned by the bass. */
export class PitchClassListener {
  /** From A, upward. */
  readonly steps = new Float64Array(STEPS_PER_OCTAVE);
  /** The summits below TUNING_TO_HZ alone, by how far they stand above a note tuned to A 440. */
  readonly tuning = new Float64Array(STEPS_PER_SEMITONE);
  private readonly binHz: number;
  private readonly first: number;
  private readonly last: number;
  private readonly size: Float64Array;
  /** Looks that were not silent. */
  sounding = 0;
  private looks = 0;

  constructor(bandPower: BandPowerListener, sampleRateHz: number) {
    this.binHz = sampleRateHz / bandPower.frameLength;
    const bins = bandPower.frameLength / 2;
    this.first = Math.min(bins - 1, Math.max(1, Math.floor(LOWEST_HZ / this.binHz)));
    this.last = Math.min(bins - 1, Math.ceil(HIGHEST_HZ / this.binHz));
    this.size = new Float64Array(this.last + 2);
    bandPower.listen((frame) => this.add(frame));
  }

  private add(frame: BandFrame): void {
    if (this.looks++ % LOOK_EVERY !== 0) return;
    const { size, first, last } = this;
    const largest = this.takeSizes(frame);
    if (!(largest * largest * frame.scale > SILENT_POWER)) return;
    this.sounding++;
    const least = LEAST_SHARE * largest;
    for (let k = first; k <= last; k++) {
      const here = size[k]!;
      if (here < least || here <= size[k - 1]! || here < size[k + 1]!) continue;
      this.note(k, Math.sqrt(here / largest));
    }
  }

  /** Amplitudes of the bins, the channels' powers added; returns the largest. */
  private takeSizes({ re, im }: BandFrame): number {
    const { size, last } = this;
    let largest = 0;
    size.fill(0);
    for (let c = 0; c < re.length; c++) {
      const x = re[c]!;
      const y = im[c]!;
      for (let k = 0; k <= last + 1; k++) size[k]! += x[k]! * x[k]! + y[k]! * y[k]!;
    }
    for (let k = 0; k <= last + 1; k++) {
      size[k] = Math.sqrt(size[k]!);
      if (size[k]! > largest) largest = size[k]!;
    }
    return largest;
  }

  /** The summit between the bins is where a parabola has it. */
  private note(k: number, weight: number): void {
    const [before, here, after] = [this.size[k - 1]!, this.size[k]!, this.size[k + 1]!];
    const between = (0.5 * (before - after)) / (before - 2 * here + after);
    const step = STEPS_PER_OCTAVE * log2(((k + between) * this.binHz) / A_HZ);
    this.steps[inOctave(step)]! += weight;
    if (k * this.binHz < TUNING_TO_HZ) this.tuning[inOctave(step) % STEPS_PER_SEMITONE]! += weight;
    for (const { steps, share } of HARMONICS) this.steps[inOctave(step - steps)]! += share * weight;
  }
}

function inOctave(step: number): number {
  const whole = Math.floor(step + 0.5) % STEPS_PER_OCTAVE;
  return whole < 0 ? whole + STEPS_PER_OCTAVE : whole;
}
