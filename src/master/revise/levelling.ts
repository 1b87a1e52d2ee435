// Levelling: which moves of a plan are its level and its limiter, where others go before them, and who set them.
import type { Move, Plan } from '../plan.ts';

/** By stage, or, where somebody wrote them without one, by the names that the judgement gives them. */
export function isLevelling({ stage, id }: Move): boolean {
  return stage === 'loudness' || id === 'level' || id === 'limiter';
}

/** The moves with a new one after the others and before level and limiter. */
export function withMove(moves: readonly Move[], move: Move): Move[] {
  const last = moves.findIndex(isLevelling);
  return last < 0 ? [...moves, move] : [...moves.slice(0, last), move, ...moves.slice(last)];
}

/** Told where a revision without the mix took back a promise. */
export const UNHEARD = 'words-unheard';

/** Whether somebody set the level without promising a loudness: nobody but them knows what it should be. */
export function isLevelledByHand({ promise, restraints }: Plan): boolean {
  return promise.integratedLufs === null && !restraints.some(({ code }) => code === UNHEARD);
}
