// Hold budget: what all moves together cost, and the costliest of them turned down until the budget holds.
import { hundredth } from '../decider.ts';
import type { Damage, Move, Restraint } from '../plan.ts';
import { turned } from '../turned.ts';
import { mostSpent, spentParts, type SpentPart } from './damage-budget.ts';
import type { Excerpt } from './excerpts.ts';
import type { Scales } from './scales.ts';
import { bends, damageBetween, distortionBetween, hear, through, type Heard } from './trial-room.ts';
import { isMending } from './worth.ts';

/** What a limit is aimed at, so that a figure that is measured again lies inside. */
const INSIDE = 0.95;
/** After so many of the largest steps a move is left out; few moves may take more and smaller ones. */
const STEPS = { aMove: 4, least: 12 } as const;
/** More than this of a part is more than its rounding. */
const NEARLY = 1.005;
/** One step takes no more than this off a move, so that several share the load. */
const LEAST_FACTOR = 0.6;
/** A move of less than this share of what was decided is left out. */
const LEAST_STRENGTH = 0.2;

export interface HeldMoves {
  readonly moves: readonly Move[];
  /** One for every move that had to be turned down. */
  readonly restraints: readonly Restraint[];
}

/**
 * Of all moves at once, `all` being the sound behind them. Mending is no damage: what is mended is what the rest is
 * compared with. Distortion is what moves that bend add to the sound as all the others leave it.
 */
export function totalDamage(
  mended: Heard,
  all: Heard,
  moves: readonly Move[],
  excerpts: readonly Excerpt[],
): Damage {
  const total = damageBetween(mended, all, false);
  if (!moves.some(bends)) return total;
  const unbent = through(
    excerpts,
    moves.filter((move) => !bends(move)),
  );
  return { ...total, distortionDb: distortionBetween(unbent, all.excerpts) };
}

/** What all damage is measured against. */
export function heardMended(
  { loudest }: Pick<Scales, 'loudest'>,
  excerpts: readonly Excerpt[],
  moves: readonly Move[],
): Heard {
  return hear(through(excerpts, moves.filter(isMending)), loudest);
}

/** The moves as they are where the budget holds. Moves whose strength somebody said are not touched. */
export function heldToBudget(
  scales: Scales,
  excerpts: readonly Excerpt[],
  given: readonly Move[],
  heard: Heard,
): HeldMoves {
  let moves = given;
  let all = heard;
  const mended = heardMended(scales, excerpts, given);
  const first = mostSpent(totalDamage(mended, all, moves, excerpts), scales.budget);
  let spent = first;
  const most = Math.max(STEPS.least, STEPS.aMove * given.length);
  for (let step = 0; spent.share > 1 && step < most; step++) {
    const costliest = costliestOf(scales, moves, given, spent);
    if (costliest === null) break;
    moves = turnedDown(moves, costliest, spent.share, given);
    all = hear(through(excerpts, moves), scales.loudest);
    spent = mostSpent(totalDamage(mended, all, moves, excerpts), scales.budget);
  }
  const over = spent.share > NEARLY ? [{ code: 'budget-exceeded', facts: factsOf(spent) }] : [];
  return { moves, restraints: [...given.flatMap((move) => told(move, moves, first)), ...over] };
}

/** The move that spends most of a part; null where none of those that may be touched spends any. */
function costliestOf(
  { budget, asked }: Scales,
  moves: readonly Move[],
  given: readonly Move[],
  { part }: SpentPart,
): Move | null {
  let found: Move | null = null;
  let most = 0;
  for (const move of moves) {
    if (isMending(move) || asked.has(move.id) || move.tried === null || move.strength === 0) continue;
    const own = spentParts(move.tried.cost, budget).find((one) => one.part === part);
    const share = ((own?.share ?? 0) * move.strength) / strengthIn(given, move);
    if (share <= most) continue;
    most = share;
    found = move;
  }
  return found;
}

function strengthIn(moves: readonly Move[], { id }: Move): number {
  return moves.find((move) => move.id === id)!.strength;
}

function turnedDown(moves: readonly Move[], costliest: Move, share: number, given: readonly Move[]): Move[] {
  const strength = costliest.strength * Math.max(LEAST_FACTOR, INSIDE / share);
  const decided = strengthIn(given, costliest);
  return moves.flatMap((move) => {
    if (move.id !== costliest.id) return move;
    return strength < LEAST_STRENGTH * decided ? [] : turned(move, strength);
  });
}

function told(given: Move, moves: readonly Move[], spent: SpentPart): Restraint[] {
  const now = moves.find(({ id }) => id === given.id);
  if (now?.strength === given.strength) return [];
  const percent = Math.round((100 * (now?.strength ?? 0)) / given.strength);
  return [{ code: 'budget-held', facts: { move: given.id, ...factsOf(spent), percent } }];
}

function factsOf({ part, value, allowed }: SpentPart): Restraint['facts'] {
  return { part, value: hundredth(value), allowed: hundredth(allowed) };
}
