// Dip evidence: what speaks for and against a short fall of the level being a fault and no music, in dB.
import { bandChange, soundingBands, soundingEverywhere, type BandChange } from './band-look.ts';

/**
 * Evidence in dB: the lesser of fall and rise, and the clearance, speak for a dip; bands that do not move alike, levels
 * that move anyway, edges that differ, and length speak against it. Weights and limits lie in the gap between planted
 * dips and ten minutes of music.
 */
const MOST_CLEARANCE_DB = 3;
/** -3 dB, as a ratio of power. */
export const LEAST_CLEARANCE = 0.5012;
const UNEVEN_WEIGHT = 3;
const UNEQUAL_WEIGHT = 0.3;
const FREE_LENGTH_S = 0.1;
const DB_PER_SECOND_LONGER = 100;
const LEAST_EVIDENCE = -4.5;
const SURE_EVIDENCE = 0;
/** The same of one channel against the other, which cancels the music that both have; what remains moves less by itself. */
const MOST_APART_CLEARANCE_DB = 12;
/** -1 dB, as a ratio of power. */
export const LEAST_APART_CLEARANCE = 0.7943;
const APART_CLEARANCE_WEIGHT = 0.5;
const LEAST_APART_EVIDENCE = 6.8;
const SURE_APART_EVIDENCE = 8;

/** Band levels around the fall and around the rise, as a BandLook gives them. */
export type Looks = readonly [fall: Float64Array, rise: Float64Array];

/** Of a dip of `lengthS` seconds by itself; `clearance` and `unrest` as of its sides. -Infinity where too little sounds. */
export function ownEvidenceDb(
  fallLook: Float64Array,
  riseLook: Float64Array,
  clearance: number,
  unrest: number,
  lengthS: number,
): number {
  const bands = soundingBands(fallLook, riseLook);
  const fall = bandChange(fallLook, bands);
  const rise = bandChange(riseLook, bands);
  if (fall === null || rise === null) return -Infinity;
  return (
    evidenceOf(fall, rise, UNEVEN_WEIGHT) +
    Math.min(clearance, MOST_CLEARANCE_DB) -
    unrest -
    UNEQUAL_WEIGHT * Math.abs(fall.db + rise.db) -
    DB_PER_SECOND_LONGER * Math.max(0, lengthS - FREE_LENGTH_S)
  );
}

/** Of a dip that the other channel does not share; `clearance` of the difference of both. */
export function apartEvidenceDb(own: Looks, others: Looks, clearance: number): number {
  const bands = soundingEverywhere(soundingBands(...own), ...others);
  const fall = bandChange(own[0], bands, others[0]);
  const rise = bandChange(own[1], bands, others[1]);
  if (fall === null || rise === null) return -Infinity;
  return evidenceOf(fall, rise, 1) + APART_CLEARANCE_WEIGHT * Math.min(clearance, MOST_APART_CLEARANCE_DB);
}

/**
 * Whether a look into the bands is worth its price, by the lesser of fall and rise of the whole sound. Dips worth telling
 * stand 10 dB over the limit by themselves, and reach to 4 dB below it against the other channel.
 */
export function mayBeDip(edgeDb: number, clearance: number, unrest: number, lengthS: number): boolean {
  const tooLong = DB_PER_SECOND_LONGER * Math.max(0, lengthS - FREE_LENGTH_S);
  const most = edgeDb + Math.min(clearance, MOST_CLEARANCE_DB) - unrest - tooLong;
  return most >= LEAST_EVIDENCE + 6;
}

/** The same against the other channel. */
export function mayBeDipApart(edgeDb: number, clearance: number): boolean {
  const most = edgeDb + APART_CLEARANCE_WEIGHT * Math.min(clearance, MOST_APART_CLEARANCE_DB);
  return most >= LEAST_APART_EVIDENCE - 5.5;
}

/** By how many dB both kinds of evidence are above what is worth telling; negative: not at all. */
export function worthTellingDb(own: number, apart: number): number {
  return Math.max(own - LEAST_EVIDENCE, apart - LEAST_APART_EVIDENCE);
}

export function isSureDip(own: number, apart: number): boolean {
  return own >= SURE_EVIDENCE || apart >= SURE_APART_EVIDENCE;
}

function evidenceOf(fall: BandChange, rise: BandChange, unevenWeight: number): number {
  return Math.min(-fall.db, rise.db) - unevenWeight * (fall.uneven + rise.uneven);
}
