// Narrow peaks: rings in a song's fine spectrum: how far each stands out, and the bell that it looks like.
import { analogueBell, analogueDb } from '../dsp/analogue-band.ts';
import { log2, pow } from '../dsp/math.ts';
import type { FineSpectrumResult } from '../measure/fine-result.ts';

/** Bands aside that a band is compared with, either way: a fifth to three quarters of an octave. */
const NEAR = 5;
const FAR = 18;
/** Fewer of them on a side, at the ends of the spectrum, tell nothing. */
const LEAST_ASIDE = 6;
const HIGH_SHARE = 0.9;

/** A bell is looked for in these, three eighths of an octave either way. */
const LOOK_BANDS = 9;
/** Wider ones than are called narrow are tried too, so that a slope does not pass for a peak. */
const QS = [3.5, 4.2, 5, 6, 7, 8.5, 10, 12, 14, 17, 20] as const;
/** Its middle, in quarters of a band either way. */
const STEPS_ASIDE = 4;
const FIT_ROUNDS = 3;
const GAINS_DB = { first: 8, least: 1, most: 20 } as const;

/** A bell that stands out of a straight line over log frequency. */
export interface Bell {
  readonly hz: number;
  readonly q: number;
  readonly gainDb: number;
  /** RMS of what line and bell leave, dB. */
  readonly restDb: number;
  /** Share 0…1 of the variance that they explain. */
  readonly share: number;
}

/** One peak that stands out of the notes as well as out of what lies between them. */
export interface Ring {
  readonly bell: Bell;
  /** How far it stands over its surroundings, dB, in the notes and in the floor … */
  readonly notesOverDb: number;
  readonly floorOverDb: number;
  /** … and over nine tenths of them. */
  readonly notesClearDb: number;
  readonly floorClearDb: number;
}

export function fineBandsHz({ firstHz, bandsPerOctave, floorDb }: FineSpectrumResult): number[] {
  return floorDb.map((_, b) => firstHz * pow(2, b / bandsPerOctave));
}

/** What a peak must reach to be looked at: over its surroundings, and over nine tenths of them. */
export interface LeastRing {
  readonly lowHz: number;
  readonly highHz: number;
  readonly overDb: number;
  readonly clearDb: number;
}

/** Peaks of the floor that reach as much in the floor as in the notes, lowest first. */
export function ringsOf(fine: FineSpectrumResult, least: LeastRing): Ring[] {
  const { floorDb, notesDb } = fine;
  const hz = fineBandsHz(fine);
  const rings: Ring[] = [];
  hz.forEach((at, b) => {
    if (at < least.lowHz || at > least.highHz || !isPeak(floorDb, b)) return;
    const floor = prominence(floorDb, b);
    const notes = prominence(notesDb, b);
    if (floor === null || notes === null) return;
    if (Math.min(floor.overLineDb, notes.overLineDb) < least.overDb) return;
    if (Math.min(floor.clearDb, notes.clearDb) < least.clearDb) return;
    rings.push({
      bell: nearestBell(hz, floorDb, b),
      notesOverDb: notes.overLineDb,
      floorOverDb: floor.overLineDb,
      notesClearDb: notes.clearDb,
      floorClearDb: floor.clearDb,
    });
  });
  return rings;
}

/**
 * How far the floor at `hz` stands over its surroundings, dB: what a filter there changes and no gain does; after an
 * equaliser of `responseDb`, band by band, where there is one. null where it cannot be told.
 */
export function resonanceDb(
  fine: FineSpectrumResult,
  hz: number,
  responseDb: readonly number[] = [],
): number | null {
  const levels = fine.floorDb.map((db, b) => db + (responseDb[b] ?? 0));
  return prominence(levels, Math.round(fine.bandsPerOctave * log2(hz / fine.firstHz)))?.overLineDb ?? null;
}

interface Prominence {
  readonly overLineDb: number;
  readonly clearDb: number;
}

/** Of the highest of a band and the two beside it, over the straight line through the middles of what lies below and above. */
function prominence(levels: readonly number[], b: number): Prominence | null {
  const below = aside(levels, b - FAR, b - NEAR);
  const above = aside(levels, b + NEAR, b + FAR);
  if (Math.min(below.length, above.length) < LEAST_ASIDE) return null;
  const slope = (middle(above) - middle(below)) / (meanBand(above) - meanBand(below));
  const line = (band: number): number => middle(below) + slope * (band - meanBand(below));
  const over = [b - 1, b, b + 1].map((band) => levels[band]! - line(band));
  const overLineDb = Math.max(...over);
  const others = [...below, ...above].map(({ band, db }) => db - line(band));
  return { overLineDb, clearDb: overLineDb - quantile(others, HIGH_SHARE) };
}

interface BandLevel {
  readonly band: number;
  readonly db: number;
}

function aside(levels: readonly number[], from: number, to: number): BandLevel[] {
  const first = Math.max(0, from);
  return levels.slice(first, Math.max(first, to + 1)).map((db, i) => ({ band: first + i, db }));
}

function middle(bands: readonly BandLevel[]): number {
  return quantile(
    bands.map(({ db }) => db),
    0.5,
  );
}

function meanBand(bands: readonly BandLevel[]): number {
  return bands.reduce((sum, { band }) => sum + band, 0) / bands.length;
}

function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(share * (values.length - 1))]!;
}

function isPeak(levels: readonly number[], b: number): boolean {
  return levels[b]! >= (levels[b - 1] ?? Infinity) && levels[b]! > (levels[b + 1] ?? Infinity);
}

/** The bell near band `b` that leaves least. */
function nearestBell(hz: readonly number[], levels: readonly number[], b: number): Bell {
  const from = Math.max(0, b - LOOK_BANDS);
  const bands = hz.slice(from, b + LOOK_BANDS + 1);
  const wanted = withoutLine(levels.slice(from, b + LOOK_BANDS + 1));
  const variance = varianceOf(levels.slice(from, b + LOOK_BANDS + 1));
  const step = log2(hz[1]! / hz[0]!) / STEPS_ASIDE;
  let best: Bell | null = null;
  for (let s = -STEPS_ASIDE; s <= STEPS_ASIDE; s++) {
    for (const q of QS) {
      const { gainDb, left } = fitted(bands, wanted, hz[b]! * pow(2, s * step), q);
      if (best !== null && best.restDb * best.restDb <= left) continue;
      const share = variance > 0 ? 1 - left / variance : 0;
      best = { hz: hz[b]! * pow(2, s * step), q, gainDb, restDb: Math.sqrt(left), share };
    }
  }
  return best!;
}

/** Least squares for the gain; the shape of a bell depends on its gain, so a few rounds settle it. `left`: mean square. */
function fitted(
  bands: readonly number[],
  wanted: readonly number[],
  hz: number,
  q: number,
): { gainDb: number; left: number } {
  let gainDb: number = GAINS_DB.first;
  let left = 0;
  for (let round = 0; round < FIT_ROUNDS; round++) {
    const bell = analogueBell(hz, gainDb, q);
    const given = gainDb;
    const shape = withoutLine(bands.map((one) => analogueDb(bell, one) / given));
    const size = dot(shape, shape);
    const along = dot(shape, wanted);
    gainDb = Math.min(GAINS_DB.most, Math.max(GAINS_DB.least, size > 0 ? along / size : 0));
    left = (dot(wanted, wanted) - 2 * gainDb * along + gainDb * gainDb * size) / bands.length;
  }
  return { gainDb, left: Math.max(0, left) };
}

function varianceOf(values: readonly number[]): number {
  const mean = values.reduce((sum, y) => sum + y, 0) / values.length;
  return values.reduce((sum, y) => sum + (y - mean) * (y - mean), 0) / values.length;
}

/** The values without their least-squares straight line; they lie evenly. */
function withoutLine(values: readonly number[]): number[] {
  const middleAt = (values.length - 1) / 2;
  let sum = 0;
  let along = 0;
  let size = 0;
  values.forEach((y, i) => {
    sum += y;
    along += (i - middleAt) * y;
    size += (i - middleAt) * (i - middleAt);
  });
  return values.map((y, i) => y - sum / values.length - ((i - middleAt) * along) / size);
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, one, i) => sum + one * b[i]!, 0);
}
