// Tone: a few broad moves for what stands outside the style's corridor, only back to its edge.
import type { SpectrumResult } from '../../measure/measurements.ts';
import { alone, hundredth, moveOf, type Decider, type Decision, type Question } from '../decider.ts';
import { toneBalanceDb } from '../measured-value.ts';
import type { Because, Expectation, Move, Restraint } from '../plan.ts';
import type { Style } from '../style/style.ts';
import { eqParams, fitTone, toneResponseDb, type ToneBand } from './tone-fit.ts';
import type { TonePicture } from '../style/tone-picture.ts';

/** Never boosted below, never judged above: under 40 Hz few rooms tell the truth, over 13 kHz codecs and ears decide. */
const LOWEST_BOOST_HZ = 39;
const JUDGED_HZ = { lowest: 31, highest: 12600 } as const;
/** Outside by less than this is inside. */
const LEAST_OUTSIDE_DB = 0.4;

export const TONE: Decider = { id: 'tone', stage: 'tone', decide };

function decide({ spectrum, picture, style, song }: Question): Decision {
  if (!spectrum || !picture) return alone('tone-unknown');
  const bands = fitTone(wantedTone(picture), song.sampleRateHz);
  const moves = toneMoves(spectrum, picture, bands, song.sampleRateHz);
  return { moves, restraints: toneRestraints(picture, bands, style) };
}

function wantedTone(picture: TonePicture): { bandsHz: readonly number[]; db: number[]; weight: number[] } {
  const judged = picture.bandsHz.map((hz) => hz >= JUDGED_HZ.lowest && hz <= JUDGED_HZ.highest);
  const db = picture.outsideDb.map((out, i) => {
    if (!judged[i] || Math.abs(out) < LEAST_OUTSIDE_DB) return 0;
    if (out < 0 && picture.bandsHz[i]! < LOWEST_BOOST_HZ) return 0;
    return Math.min(3, Math.max(-3, -out));
  });
  return { bandsHz: picture.bandsHz, db, weight: judged.map((is) => (is ? 1 : 0.05)) };
}

function toneMoves(
  spectrum: SpectrumResult,
  picture: TonePicture,
  bands: readonly ToneBand[],
  rate: number,
): Move[] {
  if (bands.length === 0) return [];
  const response = toneResponseDb(bands, spectrum.bandsHz, rate);
  return [
    moveOf({
      id: 'tone',
      stage: 'tone',
      kind: 'eq',
      params: eqParams(bands),
      confidence: 0.8,
      because: bands.map((band) => toneBecause(picture, band)),
      expects: bands.map((band) => toneExpectation(spectrum, band, response)),
    }),
  ];
}

/** The band's middle third-octaves: where it does at least half of its work, but within two octaves about a shelf. */
function worksOn(band: ToneBand): { lowHz: number; highHz: number } {
  if (band.type === 'low-shelf') return { lowHz: 40, highHz: band.hz };
  if (band.type === 'high-shelf') return { lowHz: band.hz, highHz: 12500 };
  const half = band.q >= 1 ? 1.26 : 1.6;
  return { lowHz: band.hz / half, highHz: band.hz * half };
}

/** Where in the band the song stands furthest outside; both figures are against the middle of the style. */
function toneBecause(picture: TonePicture, band: ToneBand): Because {
  const { lowHz, highHz } = worksOn(band);
  const inside = picture.bandsHz
    .map((hz, i) => (hz >= 0.99 * lowHz && hz <= 1.01 * highHz ? i : -1))
    .filter((i) => i >= 0);
  const sign = band.gainDb < 0 ? 1 : -1;
  const worst = inside.reduce(
    (a, b) => (sign * picture.outsideDb[b]! > sign * picture.outsideDb[a]! ? b : a),
    inside[0] ?? 0,
  );
  const middle = (picture.lowDb[worst]! + picture.highDb[worst]!) / 2;
  const edge = sign > 0 ? picture.highDb[worst]! : picture.lowDb[worst]!;
  return {
    code: sign > 0 ? 'tone-too-much' : 'tone-too-little',
    measurement: toneKey(band),
    value: hundredth(picture.levelDb[worst]! - middle),
    target: hundredth(edge - middle),
    unit: 'dB',
  };
}

function toneKey(band: ToneBand): string {
  const { lowHz, highHz } = worksOn(band);
  return `tone-${Math.round(lowHz)}-${Math.round(highHz)}`;
}

function toneExpectation(spectrum: SpectrumResult, band: ToneBand, response: readonly number[]): Expectation {
  const measurement = toneKey(band);
  const [, low, high] = measurement.split('-').map(Number);
  return {
    measurement,
    before: hundredth(toneBalanceDb(spectrum, low!, high!) ?? 0),
    after: hundredth(toneBalanceDb(spectrum, low!, high!, response) ?? 0),
    unit: 'dB',
  };
}

function toneRestraints(picture: TonePicture, bands: readonly ToneBand[], style: Style): Restraint[] {
  const restraints: Restraint[] = [];
  if (bands.length === 0) restraints.push({ code: 'tone-inside', facts: { style: style.id } });
  for (const { lowHz, highHz } of picture.empty) {
    restraints.push({
      code: 'tone-nothing-there',
      facts: { lowHz: Math.round(lowHz), highHz: Math.round(highHz) },
    });
  }
  const worst = picture.outsideDb
    .filter((_, i) => picture.bandsHz[i]! >= JUDGED_HZ.lowest && picture.bandsHz[i]! <= JUDGED_HZ.highest)
    .reduce((most, db) => Math.max(most, Math.abs(db)), 0);
  if (worst > 3.5)
    restraints.push({ code: 'tone-beyond-mastering', facts: { outsideDb: hundredth(worst), mostDb: 3 } });
  return restraints;
}
