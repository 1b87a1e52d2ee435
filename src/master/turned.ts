// Turned: a move at another strength, and what it may then be expected to change.
import { hundredth } from './decider.ts';
import type { Move } from './plan.ts';

/** `strength` 0…1. What is expected shrinks and grows with it. A move at 0 has nothing left to tell it by: it stays at 0. */
export function turned(move: Move, strength: number): Move {
  if (strength === move.strength || move.strength === 0) return move;
  const share = strength / move.strength;
  const expects = move.expects.map((one) => ({
    ...one,
    after: hundredth(one.before + share * (one.after - one.before)),
  }));
  return { ...move, strength, expects };
}
