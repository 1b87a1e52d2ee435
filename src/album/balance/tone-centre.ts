// Tone centre: the songs of an album laid over each other, the middle they share, and how far each stands from it.
import { smoothed } from '../../dsp/curve.ts';
import type { SpectrumResult } from '../../measure/measurements.ts';
import { toneResponseDb, type ToneBand } from '../../master/deciders/tone-fit.ts';
import { isWithin } from '../../master/sides-in.ts';
import type { StyleSpectrum } from '../../master/style/style.ts';
import { tonePicture } from '../../master/style/tone-picture.ts';

/** Where a record's songs are compared: below rooms decide, above formats do. */
const COMPARED_HZ = { lowest: 39, highest: 12600 } as const;
/** From song to song the ear compares bass, body, presence and air, not notes: wider than the picture of one song. */
const SMOOTHING_OCTAVES = 1.5;
/** A band so far under what it is laid against is not played: it carries nothing, and counts less from a little before. */
const ABSENT_DB = 10;
const FADING_DB = 6;
/** However few instruments play: what lies this much and more under them is what lies between them. */
const BESIDE_DB = 20;
/** Songs count in the middle by 1 / (1 + (distance / scale)²): an outlier does not carry the record along. */
const SCALE_DB = 3;
/** With less than this of the bands in common a song has other instruments than its album, not another tone. */
const LEAST_IN_COMMON = 0.6;
/** Heights and middle settle on each other. */
const ROUNDS = 12;

/** A song's tone on the album's bands, at no height of its own; null where it has no such band. */
export interface SongTone {
  /** Smoothed, loud parts, dB. */
  readonly levelDb: readonly (number | null)[];
  /** 0…1: whether anything is played there. */
  readonly played: readonly number[];
}

/** What all stand around. */
export interface ToneCentre {
  /** Against the style's middle, by which differences of songs are easier to smooth and place. */
  readonly middleDb: readonly number[];
  /** 0…: how many songs can be compared there. */
  readonly weight: readonly number[];
  /** Of each song 0…1: which of its bands are compared. */
  readonly counts: readonly (readonly number[])[];
  /** Of each song, dB at its bands: above the middle positive, at its own height. */
  readonly awayDb: readonly (readonly number[])[];
}

/** The bands that are compared: those of the widest spectrum. */
export function comparedBandsHz(spectra: readonly (SpectrumResult | null)[]): number[] {
  const widest = spectra.reduce<readonly number[]>(
    (most, spectrum) => ((spectrum?.bandsHz.length ?? 0) > most.length ? spectrum!.bandsHz : most),
    [],
  );
  return widest.filter((hz) => hz >= COMPARED_HZ.lowest && hz <= COMPARED_HZ.highest);
}

/** null where nothing can be told of the spectrum. */
export function songTone(
  spectrum: SpectrumResult | null,
  bandsHz: readonly number[],
  style: StyleSpectrum,
): SongTone | null {
  const picture = tonePicture(spectrum, style);
  if (picture === null) return null;
  const smooth = smoothed({ hz: picture.bandsHz, db: picture.awayDb }, SMOOTHING_OCTAVES).db;
  const top = smooth.reduce((most, db) => Math.max(most, db), -Infinity);
  const at = bandsHz.map((hz) => picture.bandsHz.findIndex((own) => isWithin(own, hz, hz)));
  return {
    levelDb: at.map((i) => (i < 0 ? null : smooth[i]!)),
    played: at.map((i) =>
      i < 0 ? 0 : Math.min(playedShare(smooth[i]!), playedShare(smooth[i]! - top + BESIDE_DB)),
    ),
  };
}

/** What bands of an equaliser change of a song's tone, as broadly as it is looked at: dB at each of `bandsHz`. */
export function broadResponseDb(
  bands: readonly ToneBand[],
  bandsHz: readonly number[],
  sampleRateHz: number,
): readonly number[] {
  if (bands.length === 0) return bandsHz.map(() => 0);
  const db = toneResponseDb(bands, bandsHz, sampleRateHz);
  return smoothed({ hz: bandsHz, db }, SMOOTHING_OCTAVES).db;
}

function playedShare(awayDb: number): number {
  return Math.min(1, Math.max(0, 0.5 + (ABSENT_DB + awayDb) / FADING_DB));
}

/** The middle of two songs and more, each at the height at which it lies nearest to it. */
export function toneCentre(tones: readonly SongTone[], bands: number): ToneCentre {
  let middleDb: number[] = Array.from({ length: bands }, () => 0);
  let awayDb = tones.map((tone) => atOwnHeight(tone, middleDb));
  for (let round = 0; round < ROUNDS; round++) {
    middleDb = middleDb.map((middle, b) => middle + meanAway(tones, awayDb, b));
    awayDb = tones.map((tone) => atOwnHeight(tone, middleDb));
  }
  const counts = tones.map((tone, i) => awayDb[i]!.map((_, b) => countsAt(tone, awayDb[i]!, b)));
  const weight = middleDb.map((_, b) => counts.reduce((sum, row) => sum + row[b]!, 0));
  return { middleDb, weight, counts, awayDb };
}

/** How far a song lies from a middle, dB, at the height about which most of its bands gather. */
export function atOwnHeight({ levelDb, played }: SongTone, middleDb: readonly number[]): number[] {
  const apart = levelDb.map((level, b) => (level === null ? 0 : level - middleDb[b]!));
  let height = weightedMean(apart, played);
  for (let round = 0; round < ROUNDS; round++)
    height = weightedMean(
      apart,
      played.map((share, b) => share * nearness(apart[b]! - height)),
    );
  return apart.map((db) => db - height);
}

/** 0…1: 0 for what is not played, or stands so far off that other instruments play there than on the other songs. */
function countsAt({ played }: SongTone, awayDb: readonly number[], b: number): number {
  return played[b]! * Math.min(1, Math.max(0, 0.5 + (ABSENT_DB - Math.abs(awayDb[b]!)) / FADING_DB));
}

/** Whether enough of a song's bands are played on the others too for its tone to be compared. */
export function isComparable(counts: readonly number[]): boolean {
  return counts.reduce((sum, one) => sum + one, 0) >= LEAST_IN_COMMON * counts.length;
}

function meanAway(tones: readonly SongTone[], awayDb: readonly (readonly number[])[], b: number): number {
  return weightedMean(
    awayDb.map((away) => away[b]!),
    tones.map((tone, i) => countsAt(tone, awayDb[i]!, b) * nearness(awayDb[i]![b]!)),
  );
}

function nearness(awayDb: number): number {
  return 1 / (1 + (awayDb / SCALE_DB) * (awayDb / SCALE_DB));
}

function weightedMean(values: readonly number[], weights: readonly number[]): number {
  const weight = weights.reduce((sum, one) => sum + one, 0);
  return weight > 0 ? values.reduce((sum, value, i) => sum + weights[i]! * value, 0) / weight : 0;
}

/** Root of the mean square over the bands that count, dB. */
export function awayRmsDb(awayDb: readonly number[], counts: readonly number[]): number {
  return Math.sqrt(
    weightedMean(
      awayDb.map((db) => db * db),
      counts,
    ),
  );
}

/** The same over all songs that can be compared: the spread of a record's tone. `counts`: of each song, as before any was drawn. */
export function spreadDb(
  awayDb: readonly (readonly number[])[],
  counts: readonly (readonly number[])[],
): number {
  const squares = awayDb.flatMap((away, i) =>
    isComparable(counts[i]!) ? [awayRmsDb(away, counts[i]!) ** 2] : [],
  );
  return Math.sqrt(
    weightedMean(
      squares,
      squares.map(() => 1),
    ),
  );
}
