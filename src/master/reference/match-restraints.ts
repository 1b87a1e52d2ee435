// Match restraints: where a match stops short of its reference, and why, so that it is told and not hidden.
import type { LoudPartsResult } from '../../measure/loud-parts-record.ts';
import { hundredth } from '../decider.ts';
import type { Restraint } from '../plan.ts';
import type { Bound } from './match-bounds.ts';
import { distanceDb, missingFrom, type MatchBounds } from './match-fit.ts';
import type { FittedMatch } from './match-rounds.ts';
import type { ReferenceTarget } from './reference-target.ts';

/** What is still missing from so much on is told. */
const LEAST_TOLD_DB = 2;
/** Beyond this distance two records have little in common. */
const FAR_DB = 9;
/** A gain this near to its bound would have gone on. */
const AT_BOUND_DB = 0.1;
/** What mastering seldom lifts, and never without a look at the noise. */
const STRONG_LIFT_DB = 12;
/** Below what the ear and release formats need, an edge is worth a word. */
const WHOLE_HZ = 18000;

export function matchRestraints(
  { curves, before, reached }: FittedMatch,
  song: LoudPartsResult,
  target: ReferenceTarget,
  bounds: MatchBounds,
): Restraint[] {
  const first = missingFrom(before, target);
  const left = missingFrom(reached, target);
  if (first === null || left === null) return [];
  const farDb = distanceDb(first.midDb, song.bandsHz, target);
  const leftDb = distanceDb(left.midDb, song.bandsHz, target);
  return [
    ...(farDb > FAR_DB
      ? [{ code: 'match-far', facts: { distanceDb: hundredth(farDb), leftDb: hundredth(leftDb) } }]
      : []),
    ...strongLift('middle', curves.midDb, song),
    ...strongLift('sides', curves.sideDb ?? [], song),
    ...boundReached('middle', { left: left.midDb, gains: curves.midDb, bounds: bounds.mid }, song, target),
    ...(left.sideDb && curves.sideDb && bounds.side
      ? boundReached('sides', { left: left.sideDb, gains: curves.sideDb, bounds: bounds.side }, song, target)
      : []),
    ...(target.highestHz < WHOLE_HZ
      ? [{ code: 'match-top-unknown', facts: { highestHz: target.highestHz } }]
      : []),
  ];
}

/** Lifts that may bring up what nobody meant to be heard. */
function strongLift(
  where: 'middle' | 'sides',
  gains: readonly number[],
  { bandsHz }: LoudPartsResult,
): Restraint[] {
  const lifted = bandsHz.filter((_, b) => (gains[b] ?? 0) > STRONG_LIFT_DB);
  if (lifted.length === 0) return [];
  const facts = {
    where,
    lowHz: lifted[0]!,
    highHz: lifted.at(-1)!,
    mostDb: hundredth(Math.max(...gains)),
  };
  return [{ code: 'match-strong', facts }];
}

interface Reached {
  readonly left: readonly number[];
  readonly gains: readonly number[];
  readonly bounds: readonly Bound[];
}

/** One word for all bands of the middle, one for those of the sides: the stretch they lie in, and the most that is missing. */
function boundReached(
  where: 'middle' | 'sides',
  { left, gains, bounds }: Reached,
  { bandsHz }: LoudPartsResult,
  { highestHz }: ReferenceTarget,
): Restraint[] {
  const short = bandsHz.flatMap((hz, b) => {
    const { lowDb, highDb } = bounds[b]!;
    const isAtBound = gains[b]! >= highDb - AT_BOUND_DB || gains[b]! <= lowDb + AT_BOUND_DB;
    const isOpen = highDb > lowDb && hz <= highestHz;
    return isOpen && isAtBound && Math.abs(left[b]!) >= LEAST_TOLD_DB
      ? [{ hz, db: left[b]!, bound: bounds[b]! }]
      : [];
  });
  if (short.length === 0) return [];
  const most = short.reduce((a, b) => (Math.abs(b.db) > Math.abs(a.db) ? b : a));
  const boundDb = most.db > 0 ? most.bound.highDb : -most.bound.lowDb;
  return [
    {
      code: most.db > 0 ? 'match-lift-bound' : 'match-cut-bound',
      facts: {
        where,
        lowHz: short[0]!.hz,
        highHz: short.at(-1)!.hz,
        mostHz: most.hz,
        missingDb: hundredth(Math.abs(most.db)),
        boundDb,
      },
    },
  ];
}
