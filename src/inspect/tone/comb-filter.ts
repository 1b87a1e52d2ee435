// Comb filter: the song heard together with a late copy of itself: evenly spaced notches through the whole spectrum.
import { createRealFft } from '../../dsp/fft.ts';
import { cos } from '../../dsp/math.ts';
import type { Detector, DetectorKind, Finding } from '../finding.ts';
import type { Hearing } from '../hearing.ts';
import { shortSpectra, type Spectra, type SpectraFrame } from '../heard/spectra.ts';

/** Looks under -90 dBFS say nothing; bins 90 dB under their look are rounding. */
const LEAST_POWER = 1e-9;
const FLOOR_SHARE = 1e-9;
const LEAST_LOOKS = 20;
/** After so many looks with sound (half a minute and more) one in four is taken. */
const ALL_OF = 1000;
const THEN_EVERY = 4;
/** Shorter copies colour the tone and leave no comb; of longer ones (11.6 ms) the double can no longer be read. */
const SHORTEST_S = 0.0004;
const LONGEST_S = 0.0116;
/** The song's own colour, removed before the teeth are looked for; wide enough to keep two teeth of the longest spacing. */
const COLOUR_HZ = 3000;
const FINE_COLOUR_HZ = 900;
/** Copies longer than this show in the finer picture, whose colour is followed more closely. */
const FINE_FROM_S = 0.0011;
/** A deep notch or a lone line counts no more than this (nepers of power). */
const MOST_NEPERS = 3;
/** A real comb runs through all of these; the partials of a chord do not. */
const REGIONS_HZ = [
  [200, 2000],
  [2000, 5000],
  [5000, 10000],
  [10000, 16000],
] as const;
/** So many regions must show it. */
const LEAST_REGIONS = 3;
/** Ripple in nepers of power. A copy of gain g makes about 2g; unfaulted mixes of every kind stay under 0.2 in three regions. */
const NOTE_RIPPLE = 0.25;
const WARN_RIPPLE = 0.45;
/** The logarithm bends the ripple: its double has -g² where a row of partials has a positive one. Share of the square. */
const LEAST_BEND = 0.1;
const MOST_BEND = 0.8;
/** And it stands highest among all lags within this factor. */
const ALONE = 1.25;
/** Weighs the three lags around the double, whose exact place lies between them. */
const DOUBLE_LOBE = 0.35;
/** An inverted copy has dips where a pitch has them too: only ever a note. The weakest region counted against the strongest: a comb is even, partials fade upward. */
const WARN_EVEN = 0.4;
const NOTE_EVEN = 0.3;
/** For a warning no region may speak against it: what comes from copying everything is everywhere (0.22 and more in planted combs). */
const WARN_LEAST_RIPPLE = 0.1;

class CombDetector implements Detector {
  private readonly rate: number;
  private readonly spectra: Spectra;
  private readonly sum: Float64Array;
  private readonly bits = new Float32Array(1);
  private readonly whole = new Int32Array(this.bits.buffer);
  private looks = 0;
  private turn = -1;

  constructor(hearing: Hearing) {
    this.rate = hearing.format.sampleRateHz;
    this.spectra = hearing.stream(shortSpectra);
    this.sum = new Float64Array(this.spectra.size / 2 + 1);
    this.spectra.listen((frame) => this.look(frame));
  }

  push(): void {}

  /** Every other look is new sound. */
  private look({ power, total }: SpectraFrame): void {
    this.turn++;
    const [first, second = first] = power;
    if (first === undefined || second === undefined) return;
    if (this.turn % (this.looks < ALL_OF ? 2 : 2 * THEN_EVERY) !== 0) return;
    const all = total(0) + total(power.length > 1 ? 1 : 0);
    if (!(all > LEAST_POWER)) return;
    this.looks++;
    this.addLogarithms(first, second, all);
  }

  /** Logarithms straight off the bits of a float32: straight lines between powers of two, within 0.06, and the same everywhere. */
  private addLogarithms(first: Float64Array, second: Float64Array, all: number): void {
    const { bits, whole, sum } = this;
    const floor = all * FLOOR_SHARE;
    for (let k = 0; k < sum.length; k++) {
      bits[0] = first[k]! + second[k]! + floor;
      sum[k]! += whole[0]!;
    }
  }

  result(): Finding[] {
    if (this.looks < LEAST_LOOKS) return [];
    const teeth = this.bestTeeth();
    if (teeth === null) return [];
    const { lag, ripple, even, least, sign } = teeth;
    const sure = sign > 0 && ripple >= WARN_RIPPLE && even >= WARN_EVEN && least >= WARN_LEAST_RIPPLE;
    const ms = (1000 * lag) / this.rate;
    return [
      {
        code: 'comb-filter',
        severity: sure ? 'warning' : 'note',
        confidence: sure ? 0.9 : 0.5,
        channel: 'both',
        startS: null,
        endS: null,
        value: Math.round(ms * 100) / 100,
        unit: 'ms',
        facts: { spacingHz: Math.round(1000 / ms), copy: sign > 0 ? 'upright' : 'inverted' },
      },
    ];
  }

  /** The lag whose ripple runs most evenly through the regions. */
  private bestTeeth(): Teeth | null {
    const logs = this.meanLogarithms();
    const pictures = [COLOUR_HZ, FINE_COLOUR_HZ].map((hz) => this.cepstra(logs, hz));
    const first = Math.ceil(SHORTEST_S * this.rate);
    const last = Math.min(Math.floor(LONGEST_S * this.rate), Math.floor(this.spectra.size / 4) - 2);
    let best: Teeth | null = null;
    for (let lag = first; lag <= last; lag++) {
      const [regions, all] = lag < FINE_FROM_S * this.rate ? pictures[0]! : pictures[1]!;
      const sign = all[lag]! > 0 ? 1 : -1;
      const { ripple, even, least } = strength(regions, lag, sign);
      if (ripple < NOTE_RIPPLE || even < NOTE_EVEN || (best !== null && ripple <= best.ripple)) continue;
      if (sign * all[lag]! > NOTE_RIPPLE && bends(all, lag)) best = { lag, ripple, even, least, sign };
    }
    return best;
  }

  private meanLogarithms(): Float64Array {
    const perStep = Math.LN2 / 8388608;
    return this.sum.map((value) => (value / this.looks) * perStep);
  }

  /** Amplitude of the ripple by lag in frames: of each region that the rate has, and of all together. */
  private cepstra(logs: Float64Array, colourHz: number): [Float64Array[], Float64Array] {
    const { size, binHz } = this.spectra;
    const top = 0.45 * this.rate;
    const ripple = withoutColour(logs, Math.round(colourHz / binHz / 2));
    const between = (low: number, high: number) =>
      cepstrum(ripple, Math.round(low / binHz), Math.round(Math.min(high, top) / binHz), size);
    const regions = REGIONS_HZ.filter(([, high]) => high <= top * 1.2).map(([low, high]) =>
      between(low, high),
    );
    return [regions, between(REGIONS_HZ[0][0], REGIONS_HZ.at(-1)![1])];
  }
}

interface Teeth {
  /** Frames. */
  readonly lag: number;
  /** The least of the LEAST_REGIONS strongest regions, and its share of the strongest. */
  readonly ripple: number;
  readonly even: number;
  /** Of the weakest of all regions. */
  readonly least: number;
  readonly sign: 1 | -1;
}

function strength(
  regions: readonly Float64Array[],
  lag: number,
  sign: number,
): { ripple: number; even: number; least: number } {
  if (regions.length < LEAST_REGIONS) return { ripple: 0, even: 0, least: 0 };
  const sizes = regions.map((region) => sign * region[lag]!).sort((a, b) => b - a);
  const ripple = sizes[LEAST_REGIONS - 1]!;
  return { ripple, even: ripple / Math.max(sizes[0]!, 1e-9), least: sizes.at(-1)! };
}

/** A tooth of a comb stands highest at its own lag, and its double is negative. */
function bends(all: Float64Array, lag: number): boolean {
  const here = all[lag]!;
  const until = Math.min(all.length - 1, Math.ceil(lag * ALONE));
  for (let n = Math.floor(lag / ALONE); n <= until; n++) if (Math.abs(all[n]!) > Math.abs(here)) return false;
  const double = (all[2 * lag - 1]! + 2 * all[2 * lag]! + all[2 * lag + 1]!) * DOUBLE_LOBE;
  const bend = -double / (here * here);
  return bend > LEAST_BEND && bend < MOST_BEND;
}

/** What stands out of the mean over `reach` bins to either side, held to ±MOST_NEPERS. */
function withoutColour(logs: Float64Array, reach: number): Float64Array {
  const sums = new Float64Array(logs.length + 1);
  for (let k = 0; k < logs.length; k++) sums[k + 1] = sums[k]! + logs[k]!;
  return logs.map((value, k) => {
    const from = Math.max(0, k - reach);
    const to = Math.min(logs.length, k + reach + 1);
    const apart = value - (sums[to]! - sums[from]!) / (to - from);
    return Math.max(-MOST_NEPERS, Math.min(MOST_NEPERS, apart));
  });
}

/** Amplitude of cos(2π·k·lag/size) in bins `from` (inclusive) to `to`, under a Hann window, for every lag. */
function cepstrum(ripple: Float64Array, from: number, to: number, size: number): Float64Array {
  const windowed = new Float64Array(size);
  const re = new Float64Array(size / 2 + 1);
  const im = new Float64Array(size / 2 + 1);
  let weights = 0;
  for (let k = from; k < Math.min(to, ripple.length); k++) {
    const weight = 0.5 - 0.5 * cos((2 * Math.PI * (k - from + 0.5)) / (to - from));
    windowed[k] = weight * ripple[k]!;
    weights += weight;
  }
  createRealFft(size).forward(windowed, re, im);
  return re.map((value) => (weights > 0 ? (2 * value) / weights : 0));
}

/** A copy of everything, a few milliseconds late, in both channels. */
export const COMB_FILTER: DetectorKind = {
  id: 'comb-filter',
  codes: ['comb-filter'],
  create: (hearing) => new CombDetector(hearing),
};
