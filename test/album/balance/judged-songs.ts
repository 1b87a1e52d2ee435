// Judged songs: made-up records of songs as they come to the balance of an album: heard, planned, and with a cost of loudness.
import type { AlbumSong, Balance } from '../../../src/album/album.ts';
import type { BalanceSong } from '../../../src/album/balance/balance-record.ts';
import type { LoudnessCost } from '../../../src/master/loudness/loudness-cost.ts';
import { levelMove, limiterMove, limiterSetting } from '../../../src/master/loudness/loudness-moves.ts';
import type { Plan } from '../../../src/master/plan.ts';
import type { Measurements } from '../../../src/measure/measurements.ts';
import { analysisOf, intentOf, SONG, type Given } from '../../master/analyses.ts';
import { madeAlbum, madeSong } from '../made-album.ts';

export interface MadeSong extends Given {
  /** What its own plan promises. */
  readonly plannedLufs?: number;
  readonly kneeLufs?: number;
  /** Loud parts over the whole. */
  readonly loudLu?: number;
  readonly plan?: Partial<Plan>;
  /** Notes stand alone: one instrument. */
  readonly sparse?: boolean;
  readonly frames?: number;
}

/** Loudness at which its peaks meet the ceiling; from there on a dB of gain gives 0.8 LU. */
export const FREE_LUFS = -16;
const SLOPE = 0.8;
const LUFS = -22;

export function costOf(kneeLufs: number): LoudnessCost {
  const point = (lufs: number, share: number) => ({
    lufs,
    driveDb: FREE_LUFS - LUFS + (lufs - FREE_LUFS) / SLOPE,
    distortionDb: share === 0 ? null : -40,
    crestLossDb: share,
    meanReductionDb: share,
    shareOver1Db: 0.1 * share,
    share,
  });
  return {
    points: [point(FREE_LUFS, 0), point(kneeLufs, 1), point(kneeLufs + 3, 2)],
    kneeLufs,
    kneeLimit: 'crestLossDb',
    recommendedLufs: kneeLufs,
    mostLufs: kneeLufs + 3,
    mostLimit: 'crestLossDb',
    askedLufs: null,
    plannedLufs: kneeLufs,
    style: 'balanced',
    budget: {
      meanDb: 0.35,
      shareOver1Db: 0.12,
      deepDb: 3,
      leastPlrDb: 9.5,
      distortionDb: -36,
      crestLossDb: 3,
    },
    character: 'transparent',
    measuredOn: [],
  };
}

/** A mix at -22 LUFS, loud parts 1 LU above, planned at its knee of -10 unless told otherwise. */
export function judgedSong(id: string, made: MadeSong = {}): BalanceSong {
  const { kneeLufs = -10, plannedLufs = kneeLufs, loudLu = 1 } = made;
  const cost = costOf(kneeLufs);
  return {
    id,
    analysis: { ...analysisOf(made), measurements: measured(LUFS, loudLu, made) },
    plan: planOf(plannedLufs, made.plan),
    cost,
  };
}

/** What a rendering of it would measure. */
export function measured(lufs: number, loudLu = 1, made: MadeSong = {}): Measurements {
  const { measurements } = analysisOf({ ...made, lufs });
  const row = Array.from({ length: 40 }, (_, i) => (i < 20 ? lufs + loudLu : lufs - 2));
  return {
    ...measurements,
    loudness: {
      ...measurements.loudness,
      maxShortTermLufs: lufs + loudLu,
      shortTermPerSecondLufs: row,
    },
    loudParts: made.sparse ? { ...ONE_INSTRUMENT } : null,
  };
}

/** Every note dies away before the next. */
const ONE_INSTRUMENT: NonNullable<Measurements['loudParts']> = {
  bandsHz: [],
  midDb: [],
  sideDb: null,
  floorDb: [],
  movement: [
    { lowHz: 112, highHz: 447, levelDb: -30, spreadDb: 9 },
    { lowHz: 447, highHz: 1778, levelDb: -30, spreadDb: 9 },
    { lowHz: 1778, highHz: 5623, levelDb: -30, spreadDb: 9 },
  ],
};

function planOf(lufs: number, changes: Partial<Plan> = {}): Plan {
  const intent = intentOf();
  const limiter = limiterSetting(intent);
  const over = Math.max(0, (lufs - FREE_LUFS) / SLOPE);
  const driveDb = Math.min(lufs, FREE_LUFS) - LUFS + over;
  return {
    version: 2,
    intent,
    song: SONG,
    seed: 1,
    moves: [
      levelMove('level-knee', driveDb, LUFS, lufs),
      ...(over > 0 ? [limiterMove(limiter, intent.ceilingDbtp + over)] : []),
    ],
    restraints: [{ code: 'loudness-knee', facts: {} }],
    promise: { integratedLufs: lufs, ceilingDbtp: intent.ceilingDbtp },
    weighedOn: [],
    damage: null,
    ...changes,
  };
}

export const USUAL: Balance = {
  rule: 'loud-range',
  anchor: null,
  mostLu: 6,
  mostToneDb: 3,
  albumLufs: null,
};

/** The album of these songs; `changes` of single ones by id. */
export function albumOf(
  songs: readonly BalanceSong[],
  balance: Partial<Balance> = {},
  changes: Readonly<Record<string, Partial<AlbumSong>>> = {},
) {
  return madeAlbum(
    songs.map(({ id }) => madeSong(id, changes[id])),
    { balance: { ...USUAL, ...balance } },
  );
}
