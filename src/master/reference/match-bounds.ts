// Match bounds: how far a match may lift or cut each third octave, by what is there to be lifted.
import { dbFromPower } from '../../dsp/decibel.ts';
import type { LoudPartsResult } from '../../measure/loud-parts-record.ts';
import { isLocked, type Lock } from '../stage.ts';
import { powerOf } from '../sides-in.ts';
import { bandLoudnessDb } from './band-loudness.ts';
import type { ReferenceTarget } from './reference-target.ts';

/** The most that one band is cut: as far as the processor reaches. A cut takes noise along with it. */
const MOST_CUT_DB = 24;
/** The most that is lifted, in bands that stand up to this far under the whole sound: what is heard there is music. */
const MOST_LIFT_DB = 24;
const MUSIC_DB = -62;
/** A band this far under the whole sound holds nothing but noise and what filters left over; in between it goes evenly. */
const NOTHING_DB = -92;
/** What is faint and never falls by so much is taken for noise, and lifted by no more than the edges are. */
const NEVER_FALLS_DB = 3;
/** What is fainter still, but falls by so much between the notes, is no noise: an instrument plays there. */
const PLAYS_DB = 15;
/** Where rounding to 16 bits would drown whatever it is. */
const SKIRT_DB = -110;
/** Under the lowest notes, and where hearing ends, little is gained and much may be spoiled. */
const LOWEST_HZ = 30;
const HIGHEST_HZ = 16000;
const EDGE_LIFT_DB = 12;
/** Above what the reference holds, its edge is an encoder's or a converter's, not a wish. */
const UNKNOWN_DB = 0;

/** What a band's gain must stay within, dB. */
export interface Bound {
  readonly lowDb: number;
  readonly highDb: number;
}

const SHUT: Bound = { lowDb: 0, highDb: 0 };

/** One for each of the song's bands. `levels`: of what is to be moved, middle or sides. */
export function matchBounds(
  song: LoudPartsResult,
  levels: readonly (number | null)[],
  target: ReferenceTarget,
  locks: readonly Lock[],
): Bound[] {
  const whole = bandLoudnessDb(song) ?? 0;
  const falls = fallsOf(song);
  return song.bandsHz.map((hz, b) => {
    const level = levels[b];
    if (level === null || level === undefined || isLocked(locks, hz, hz + 1)) return SHUT;
    if (hz > target.highestHz || !target.bandsHz.includes(hz))
      return { lowDb: -UNKNOWN_DB, highDb: UNKNOWN_DB };
    return { lowDb: -MOST_CUT_DB, highDb: liftDb(hz, level - whole, falls[b]!) };
  });
}

/** `underDb`: the band against the whole sound; `falls`: how far it falls when it is quiet, dB. */
function liftDb(hz: number, underDb: number, falls: number): number {
  const byLevel = shareBetween(underDb, NOTHING_DB, MUSIC_DB);
  const byFall = underDb > SKIRT_DB ? shareBetween(falls, NEVER_FALLS_DB, PLAYS_DB) : 0;
  const share = Math.max(byLevel, byFall);
  const isNoise = share < 1 && falls < NEVER_FALLS_DB;
  const isEdge = hz < LOWEST_HZ || hz >= HIGHEST_HZ;
  return Math.min(share * MOST_LIFT_DB, isNoise || isEdge ? EDGE_LIFT_DB : MOST_LIFT_DB);
}

function shareBetween(value: number, from: number, to: number): number {
  return Math.max(0, Math.min(1, (value - from) / (to - from)));
}

/** Of each band: how far its loud parts stand above what it is nearly always above; 0 where nobody knows. */
function fallsOf({ midDb, sideDb, floorDb }: LoudPartsResult): number[] {
  return midDb.map((mid, b) => {
    const power = powerOf(mid) + powerOf(sideDb?.[b]);
    const floor = floorDb[b] ?? null;
    if (power === 0) return 0;
    return floor === null ? PLAYS_DB : dbFromPower(power) - floor;
  });
}
