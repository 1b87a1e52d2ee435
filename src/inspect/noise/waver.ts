// Waver: pitch that sways to and fro in all notes at once, as from a turntable or a tape that does not run evenly.
import { cos, sin } from '../../dsp/math.ts';
import type { Detector, DetectorKind, Finding } from '../finding.ts';
import type { Hearing } from '../hearing.ts';
import { PitchSteps } from '../pitch-steps.ts';
import { shortSpectra } from '../spectra.ts';

/** 400 looks, about 9 s. */
const SECTION_LOOKS = 400;
const LEAST_SECTION_LOOKS = 170;
/** Mean partials a look that a section needs, to be counted. */
const LEAST_TONAL = 0.5;
/** One kind of sway: its rates, and how far it must stand above the middle of all rates and above the next best of its kind. */
interface Kind {
  readonly code: 'wow' | 'flutter';
  readonly fromHz: number;
  readonly toHz: number;
  readonly least: number;
  readonly overNext: number;
  /** So much that no other rate need be asked. */
  readonly alone: number;
}
/** Turntables and reels. Music that does not sway reaches 6.2 times the middle, or 2.3 times the next, not both. */
const WOW: Kind = { code: 'wow', fromHz: 0.35, toHz: 2.6, least: 4, overNext: 2.4, alone: 7.2 };
/** Capstans and worn rollers; below 5.2 Hz notes in sixteenths sway too. */
const FLUTTER: Kind = { code: 'flutter', fromHz: 5.2, toHz: 19.5, least: 4.6, overNext: 1.85, alone: 10 };
const RATE_STEP_HZ = 0.05;
const RATES = 400;
const NEXT_HZ = 0.5;
const WARN_LEAST = 8;
/** Slower than this a voice or a string may sway on purpose. */
const VIBRATO_HZ = 7.5;

class WaverDetector implements Detector {
  private readonly hopS: number;
  private readonly steps = new Float64Array(SECTION_LOOKS);
  private readonly weights = new Float64Array(SECTION_LOOKS);
  private readonly sways = new Float64Array(RATES);
  private looks = 0;
  private sections = 0;

  constructor(hearing: Hearing) {
    const spectra = hearing.stream(shortSpectra);
    const pitch = new PitchSteps(spectra, hearing.format.channels);
    this.hopS = spectra.hopFrames / hearing.format.sampleRateHz;
    spectra.listen((frame) => {
      if (frame.frames < spectra.size) return;
      pitch.look(frame);
      this.steps[this.looks] = pitch.step;
      this.weights[this.looks] = pitch.weight;
      if (++this.looks === SECTION_LOOKS) this.closeSection();
    });
  }

  push(): void {}

  /** Adds how much the pitch sways at every rate: |DFT|² of the steps, weighted by how many partials told them. */
  private closeSection(): void {
    const { steps, weights, looks } = this;
    let total = 0;
    let mean = 0;
    for (let t = 0; t < looks; t++) {
      total += weights[t]!;
      mean += weights[t]! * steps[t]!;
    }
    if (total >= LEAST_TONAL * looks) {
      mean /= total;
      for (let t = 0; t < looks; t++) {
        const taper = 0.5 - 0.5 * cos((2 * Math.PI * (t + 0.5)) / looks);
        steps[t] = taper * weights[t]! * (steps[t]! - mean) * (4 / total);
      }
      for (let i = 1; i < RATES; i++) this.sways[i]! += swayAt(steps, looks, i * RATE_STEP_HZ * this.hopS);
      this.sections++;
    }
    this.looks = 0;
  }

  result(): Finding[] {
    if (this.looks >= LEAST_SECTION_LOOKS) this.closeSection();
    if (this.sections === 0) return [];
    const sways = this.sways.map((sum) => Math.sqrt(sum / this.sections));
    const told = sways.slice(this.rateIndex(WOW.fromHz), this.rateIndex(FLUTTER.toHz)).sort();
    const middle = told[told.length >> 1] ?? 0;
    return middle > 0 ? [WOW, FLUTTER].flatMap((kind) => this.judge(kind, sways, middle)) : [];
  }

  private judge(kind: Kind, sways: Float64Array, middle: number): Finding[] {
    const first = this.rateIndex(kind.fromHz);
    const last = this.rateIndex(kind.toHz);
    const best = highest(sways, first, last, -Infinity);
    const next = highest(sways, first, last, best);
    const over = sways[best]! / middle;
    const clear = over >= kind.least && sways[best]! >= kind.overNext * sways[next]!;
    if (!clear && over < kind.alone) return [];
    const rateHz = best * RATE_STEP_HZ;
    const onPurpose = kind === FLUTTER && rateHz <= VIBRATO_HZ;
    return [
      {
        code: kind.code,
        severity: clear && over >= WARN_LEAST && !onPurpose ? 'warning' : 'note',
        confidence: Math.min(0.9, 0.3 + over / 20),
        channel: null,
        startS: null,
        endS: null,
        value: (100 * sways[best]!) / (2 * Math.PI * rateHz * this.hopS),
        unit: '%',
        facts: { rateHz },
      },
    ];
  }

  private rateIndex(hz: number): number {
    return Math.min(RATES - 1, Math.round(Math.min(hz, 0.45 / this.hopS) / RATE_STEP_HZ));
  }
}

/** |Σ x[t] e^(-2πi·turns·t)|². */
function swayAt(x: Float64Array, count: number, turns: number): number {
  const stepRe = cos(2 * Math.PI * turns);
  const stepIm = -sin(2 * Math.PI * turns);
  let turnRe = 1;
  let turnIm = 0;
  let re = 0;
  let im = 0;
  for (let t = 0; t < count; t++) {
    re += x[t]! * turnRe;
    im += x[t]! * turnIm;
    const next = turnRe * stepRe - turnIm * stepIm;
    turnIm = turnRe * stepIm + turnIm * stepRe;
    turnRe = next;
  }
  return re * re + im * im;
}

/** Index of the highest from `first` to `last` that is no neighbour of `apart`. */
function highest(values: Float64Array, first: number, last: number, apart: number): number {
  let best = first;
  let most = -1;
  for (let i = first; i <= last; i++) {
    if (Math.abs(i - apart) * RATE_STEP_HZ <= NEXT_HZ || values[i]! <= most) continue;
    most = values[i]!;
    best = i;
  }
  return best;
}

/** Wow and flutter. */
export const WAVER: DetectorKind = {
  id: 'waver',
  codes: ['wow', 'flutter'],
  create: (hearing) => new WaverDetector(hearing),
};
