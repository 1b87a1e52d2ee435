// Tone reason: why each band of the equaliser is there: what stands out, by how much, for how long, and what will change.
import type { SpectrumResult } from '../../measure/measurements.ts';
import { hundredth, type Question } from '../decider.ts';
import { toneBalanceDb } from '../measured-value.ts';
import type { Because, Expectation } from '../plan.ts';
import type { TonePicture } from '../style/tone-picture.ts';
import { toneResponseDb, type ToneBand } from './tone-fit.ts';
import { overSeconds } from './tone-seconds.ts';
import type { StandOut } from './tone-stand-out.ts';

/** So far outside the style, that is what is told; else the neighbourhood. */
const STYLE_FIRST_DB = 0.5;
/** A band this far from a place, as a ratio, is there for it. */
const NEAR = 2.6;

/** One band with all that speaks for it. */
export interface ToneReason {
  readonly band: ToneBand;
  readonly because: Because;
  readonly expects: Expectation;
  /** Beyond the edge of what is usual, dB. */
  readonly beyondDb: number;
  /** Of the loud seconds in which it is there, 0…1; null where that cannot be told. */
  readonly share: number | null;
  /** Level of its octave while it is not there, dB re full scale. */
  readonly usualDb: number | null;
}

export function toneReasons(
  { spectrum, analysis, style, song }: Question,
  picture: TonePicture,
  bands: readonly ToneBand[],
  outs: readonly StandOut[],
): ToneReason[] {
  const response = toneResponseDb(bands, picture.bandsHz, song.sampleRateHz);
  return bands.map((band) => {
    const { because, hz } = placeOf(picture, band, outs);
    const { bandsOverTime } = analysis.measurements;
    const over = overSeconds(bandsOverTime, style.spectrum.middle, hz, band.gainDb < 0 ? 1 : -1);
    return {
      band,
      because,
      expects: toneExpectation(spectrum!, band, response),
      beyondDb: Math.abs(because.value) - Math.abs(because.target),
      share: over?.share ?? null,
      usualDb: over?.usualDb ?? null,
    };
  });
}

/** The band's middle third-octaves: where it does at least half of its work, but within two octaves about a shelf. */
function worksOn(band: ToneBand): { lowHz: number; highHz: number } {
  if (band.type === 'low-shelf') return { lowHz: 31, highHz: band.hz };
  if (band.type === 'high-shelf') return { lowHz: band.hz, highHz: 12500 };
  const half = band.q >= 1 ? 1.26 : 1.6;
  return { lowHz: band.hz / half, highHz: band.hz * half };
}

/** Where in the band the song stands furthest out of the style, or, inside of it, out of its own neighbourhood. */
function placeOf(
  picture: TonePicture,
  band: ToneBand,
  outs: readonly StandOut[],
): { because: Because; hz: number } {
  const { lowHz, highHz } = worksOn(band);
  const sign = band.gainDb < 0 ? 1 : -1;
  const inside = picture.bandsHz
    .map((hz, i) => (hz >= 0.99 * lowHz && hz <= 1.01 * highHz ? i : -1))
    .filter((i) => i >= 0);
  const worst = inside.reduce(
    (a, b) => (sign * picture.outsideDb[b]! > sign * picture.outsideDb[a]! ? b : a),
    inside[0] ?? 0,
  );
  const outside = sign * picture.outsideDb[worst]!;
  const nearest = outs
    .filter(({ standsDb, hz }) => Math.sign(standsDb) === sign && apart(hz, band.hz) <= NEAR)
    .reduce<StandOut | null>((a, b) => (a && apart(a.hz, band.hz) <= apart(b.hz, band.hz) ? a : b), null);
  const key = { measurement: toneKey(band), unit: 'dB' };
  if (nearest && outside < STYLE_FIRST_DB) {
    const { standsDb, edgeDb, hz } = nearest;
    const code = sign > 0 ? 'tone-too-much-around' : 'tone-too-little-above';
    return { because: { code, ...key, value: hundredth(standsDb), target: hundredth(edgeDb) }, hz };
  }
  const middle = (picture.lowDb[worst]! + picture.highDb[worst]!) / 2;
  const edge = sign > 0 ? picture.highDb[worst]! : picture.lowDb[worst]!;
  const code = sign > 0 ? 'tone-too-much' : 'tone-too-little';
  const value = hundredth(picture.levelDb[worst]! - middle);
  return { because: { code, ...key, value, target: hundredth(edge - middle) }, hz: picture.bandsHz[worst]! };
}

/** How far apart, as a ratio of at least 1. */
function apart(a: number, b: number): number {
  return Math.max(a, b) / Math.min(a, b);
}

function toneKey(band: ToneBand): string {
  const { lowHz, highHz } = worksOn(band);
  return `tone-${Math.round(lowHz)}-${Math.round(highHz)}`;
}

/** What a band changes of the range it works on, among all that are set (`response`, dB at the spectrum's bands). */
export function toneExpectation(
  spectrum: SpectrumResult,
  band: ToneBand,
  response: readonly number[],
): Expectation {
  const measurement = toneKey(band);
  const [, low, high] = measurement.split('-').map(Number);
  return {
    measurement,
    before: hundredth(toneBalanceDb(spectrum, low!, high!) ?? 0),
    after: hundredth(toneBalanceDb(spectrum, low!, high!, response) ?? 0),
    unit: 'dB',
  };
}
