// Waver: pitch that sways to and fro in all notes at once, as from a turntable or a tape that does not run evenly.
import { cos, sin } from '../../dsp/math.ts';
import type { Detector, DetectorKind, Finding } from '../finding.ts';
import type { Hearing } from '../hearing.ts';
import { PitchDrift } from '../heard/pitch-drift.ts';
import { shortSpectra, type SpectraFrame } from '../heard/spectra.ts';

/** 400 looks, about 9 s; the first two, then one in four: what sways does so all the time. */
const SECTION_LOOKS = 400;
const LEAST_SECTION_LOOKS = 170;
const ALL_OF = 2;
const THEN_EVERY = 4;
/** Looks that tell nothing: nothing in them is as it was. */
const LEAST_LIKENESS = 0.2;
/** Larger drifts than four times the middle one are other notes. */
const MOST_OF_MIDDLE = 4;
const RATE_STEP_HZ = 0.05;
const RATES = 400;
const NEXT_HZ = 0.5;
const WARN_LEAST = 10;
const WARN_OVER_NEXT = 4;
/** Slower than this a voice or a string may sway on purpose. */
const VIBRATO_HZ = 7.5;
/** A loop sways at the rate of its beat, and at twice and thrice that rate too. */
const OVERTONES = 3.2;

/** One kind of sway: its rates, and how far it must stand above the middle of all rates and above the next best. */
interface Kind {
  readonly code: 'wow' | 'flutter';
  readonly fromHz: number;
  readonly toHz: number;
  /** Rates that the middle is taken of. */
  readonly amongHz: readonly [number, number];
  /** Looks between the two that are compared, and how many steps the pitch may move. */
  readonly lag: number;
  readonly reach: number;
  readonly least: number;
  readonly overNext: number;
  /** Less of it, in per cent, is not heard. */
  readonly leastDepth: number;
}
/** Turntables and reels. */
const WOW: Kind = {
  code: 'wow',
  fromHz: 0.35,
  toHz: 2.6,
  amongHz: [0.3, 4],
  lag: 4,
  reach: 6,
  least: 3.7,
  overNext: 1.85,
  leastDepth: 0.15,
};
/** Capstans and worn rollers; below 5.2 Hz notes in sixteenths sway too. */
const FLUTTER: Kind = {
  code: 'flutter',
  fromHz: 5.2,
  toHz: 19.5,
  amongHz: [0.3, 20],
  lag: 1,
  reach: 4,
  least: 4.6,
  overNext: 1.75,
  leastDepth: 0.06,
};

/** The drifts of one kind, section by section. */
class Sway {
  readonly kind: Kind;
  readonly powers = new Float64Array(RATES);
  private readonly drifts = new Float64Array(SECTION_LOOKS);
  private readonly weights = new Float64Array(SECTION_LOOKS);

  constructor(kind: Kind) {
    this.kind = kind;
  }

  take(t: number, pitch: PitchDrift): void {
    pitch.compare(this.kind.lag, this.kind.reach);
    this.drifts[t] = pitch.drift;
    this.weights[t] = pitch.likeness >= LEAST_LIKENESS ? pitch.likeness * pitch.likeness : 0;
  }

  /** Adds how much the pitch sways at every rate: |DFT|² of the drifts, weighted by how sure they are. */
  close(looks: number, hopS: number): boolean {
    const { drifts, weights } = this;
    let total = 0;
    let mean = 0;
    for (let t = 0; t < looks; t++) {
      total += weights[t]!;
      mean += weights[t]! * drifts[t]!;
    }
    if (total <= 0) return false;
    mean /= total;
    const apart = drifts.subarray(0, looks).map((drift) => Math.abs(drift - mean));
    const most = MOST_OF_MIDDLE * apart.sort()[looks >> 1]!;
    for (let t = 0; t < looks; t++) {
      const taper = 0.5 - 0.5 * cos((2 * Math.PI * (t + 0.5)) / looks);
      const drift = Math.max(-most, Math.min(most, drifts[t]! - mean));
      drifts[t] = (taper * weights[t]! * drift * 4) / total;
    }
    for (let i = 1; i < RATES; i++) this.powers[i]! += swayAt(drifts, looks, i * RATE_STEP_HZ * hopS);
    return true;
  }
}

class WaverDetector implements Detector {
  private readonly hopS: number;
  private readonly pitch: PitchDrift;
  private readonly sways = [new Sway(WOW), new Sway(FLUTTER)];
  private looks = 0;
  private heard = 0;
  private sections = 0;

  constructor(hearing: Hearing) {
    const spectra = hearing.stream(shortSpectra);
    this.pitch = new PitchDrift(spectra);
    this.hopS = spectra.hopFrames / hearing.format.sampleRateHz;
    spectra.listen((frame) => {
      if (frame.frames === spectra.size) this.look(frame);
    });
  }

  push(): void {}

  private look(frame: SpectraFrame): void {
    if (this.heard < ALL_OF || this.heard % THEN_EVERY === 0) {
      this.pitch.look(frame);
      for (const sway of this.sways) sway.take(this.looks, this.pitch);
    }
    if (++this.looks === SECTION_LOOKS) this.closeSection();
  }

  private closeSection(): void {
    if (this.heard < ALL_OF || this.heard % THEN_EVERY === 0) {
      const told = this.sways.map((sway) => sway.close(this.looks, this.hopS));
      if (told.every((one) => one)) this.sections++;
    }
    this.heard++;
    this.looks = 0;
    this.pitch.forget();
  }

  result(): Finding[] {
    if (this.looks >= LEAST_SECTION_LOOKS) this.closeSection();
    return this.sections === 0 ? [] : this.sways.flatMap((sway) => this.judge(sway));
  }

  private judge({ kind, powers }: Sway): Finding[] {
    const sways = powers.map((sum) => Math.sqrt(sum / this.sections));
    const [fromHz, toHz] = kind.amongHz;
    const middle = middleOf(sways.slice(this.rateIndex(fromHz), this.rateIndex(toHz) + 1));
    const best = highest(sways, this.rateIndex(kind.fromHz), this.rateIndex(kind.toHz), -Infinity);
    const rateHz = best * RATE_STEP_HZ;
    const last = this.rateIndex(Math.max(kind.toHz, OVERTONES * rateHz));
    const next = sways[highest(sways, this.rateIndex(kind.fromHz), last, best)]!;
    const over = sways[best]! / middle;
    if (!(over >= kind.least) || sways[best]! < kind.overNext * next) return [];
    const depth = (100 * sways[best]!) / (2 * Math.abs(sin(Math.PI * rateHz * kind.lag * this.hopS)));
    if (depth < kind.leastDepth) return [];
    const onPurpose = kind === FLUTTER && rateHz <= VIBRATO_HZ;
    const sure = over >= WARN_LEAST && sways[best]! >= WARN_OVER_NEXT * next;
    return [
      {
        code: kind.code,
        severity: sure && !onPurpose ? 'warning' : 'note',
        confidence: Math.min(0.9, 0.3 + over / 20),
        channel: null,
        startS: null,
        endS: null,
        value: depth,
        unit: '%',
        facts: { rateHz },
      },
    ];
  }

  private rateIndex(hz: number): number {
    return Math.min(RATES - 1, Math.round(Math.min(hz, 0.45 / this.hopS) / RATE_STEP_HZ));
  }
}

function middleOf(values: Float64Array): number {
  return values.sort()[values.length >> 1] ?? 0;
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
