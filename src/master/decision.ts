// Decision: what every decider answers, and how finely its figures are told.
import type { Move, Restraint } from './plan.ts';

/** Moves in order, and what was weighed and left alone. */
export interface Decision {
  readonly moves: readonly Move[];
  readonly restraints: readonly Restraint[];
}

/** Two decimals, as plans tell figures; never a negative zero. */
export function hundredth(value: number): number {
  return Math.round(value * 100) / 100 || 0;
}

/** Three decimals, for what is promised or set. */
export function thousandth(value: number): number {
  return Math.round(value * 1000) / 1000 || 0;
}
