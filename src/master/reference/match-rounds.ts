// Match rounds: curves for middle and sides, tried on the song's loud part with all that follows, and corrected by what came out.
import { createLoudPartsMeter } from '../../measure/loud-parts.ts';
import type { LoudPartsResult } from '../../measure/loud-parts-record.ts';
import { moveOf } from '../decider.ts';
import type { Move } from '../plan.ts';
import { excerptAfter, type Excerpt } from '../trial/excerpts.ts';
import { feed } from '../trial/trial-room.ts';
import type { MiddleAndSides } from '../sides-in.ts';
import {
  distanceDb,
  louderByDb,
  missingFrom,
  songAfter,
  steppedCurves,
  type MatchBounds,
  type MatchCurves,
} from './match-fit.ts';
import { curveParams } from './match-moves.ts';
import type { ReferenceTarget } from './reference-target.ts';

/** Renderings that are looked at; each leaves about a fifth of what was missing before it. */
const MOST_ROUNDS = 4;
/** Nearer than this nobody hears. */
const NEAR_DB = 0.15;

export interface RoundsQuestion {
  readonly song: LoudPartsResult;
  readonly excerpt: Excerpt;
  readonly target: ReferenceTarget;
  readonly bounds: MatchBounds;
  /** What stands before the match in the chain. */
  readonly soFar: readonly Move[];
  /** What stands between tone and width, and what comes after, by how much louder the song has become, dB. */
  between(curves: MatchCurves): readonly Move[];
  after(louderDb: number): readonly Move[];
}

export interface FittedMatch {
  readonly curves: MatchCurves;
  /** The song's loud parts as the moves before leave them, and as the match does. */
  readonly before: MiddleAndSides;
  readonly reached: MiddleAndSides;
  /** By how much each band moves more (or less) after it, dB; null where it does not sound. */
  readonly movedDb: readonly (number | null)[];
}

/** null where the excerpt holds nothing to look at. */
export function fitMatch(question: RoundsQuestion): FittedMatch | null {
  const { song, excerpt, target, bounds, soFar } = question;
  const raw = loudPartsOf(excerpt);
  const start = excerptAfter(excerpt, soFar);
  const first = soFar.length === 0 ? raw : loudPartsOf(start);
  if (raw === null || first === null) return null;
  const before = songAfter(song, raw, first);
  const missing = missingFrom(before, target);
  if (missing === null) return null;
  let curves = steppedCurves(flat(song, missing.sideDb !== null), missing, bounds, song.bandsHz);
  let best: FittedMatch | null = null;
  let least = Infinity;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const louder = best === null ? 0 : louderByDb(best.reached, before);
    const moves = [...matchMoves(curves, question), ...question.after(louder)];
    const heard = loudPartsOf(excerptAfter(start, moves));
    const reached = heard && songAfter({ ...song, ...before }, first, heard);
    const left = reached && missingFrom(reached, target);
    if (heard === null || reached === null || left === null) break;
    const distance =
      distanceDb(left.midDb, song.bandsHz, target) + distanceDb(left.sideDb ?? [], song.bandsHz, target);
    if (distance < least) best = { curves, before, reached, movedDb: moreMovement(first, heard) };
    if (distance > least - NEAR_DB) break;
    least = distance;
    curves = steppedCurves(curves, left, bounds, song.bandsHz);
  }
  return best;
}

/** The two curves as moves, with what stands between them. */
export function matchMoves(curves: MatchCurves, { song, target, between }: RoundsQuestion): Move[] {
  const curve = (id: string, gains: readonly number[], channel: 'mid' | 'side'): Move =>
    moveOf({
      id,
      stage: channel === 'mid' ? 'tone' : 'width',
      kind: 'match-eq',
      params: curveParams(song.bandsHz, gains, channel, target.highestHz),
      because: [],
      confidence: 1,
    });
  return [
    curve('match-tone', curves.midDb, 'mid'),
    ...between(curves),
    ...(curves.sideDb ? [curve('match-width', curves.sideDb, 'side')] : []),
  ];
}

function moreMovement(before: LoudPartsResult, after: LoudPartsResult): (number | null)[] {
  return before.movement.map(({ spreadDb }, b) => {
    const to = after.movement[b]?.spreadDb ?? null;
    return spreadDb === null || to === null ? null : to - spreadDb;
  });
}

function flat(song: LoudPartsResult, sides: boolean): MatchCurves {
  const zero = song.bandsHz.map(() => 0);
  return { midDb: zero, sideDb: sides ? zero : null };
}

function loudPartsOf(excerpt: Excerpt): LoudPartsResult | null {
  const meter = createLoudPartsMeter(excerpt.format);
  feed(meter, excerpt);
  return meter.result();
}
