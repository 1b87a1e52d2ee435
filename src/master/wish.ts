// Wish: what the artist asks of one song: the intent, and single moves turned up or down.
import { Fault } from '../signal/fault.ts';
import type { Intent } from './intent.ts';
import type { Plan } from './plan.ts';
import { turned } from './turned.ts';

/** Plain JSON. `strengths`: for single moves, by id, another strength (0…1) than the amount's. */
export interface Wish {
  readonly intent: Intent;
  readonly strengths: Readonly<Record<string, number>>;
  /** Sentences that revise what was decided, in their order. */
  readonly words?: readonly string[];
}

/**
 * The plan of `decideMoves` with single strengths replaced. A move at 0 stays in the plan, bypassed, so that it can come
 * back; ids that the plan does not have are passed over: another style may have other moves. Fault `bad-amount` (in %) for
 * a strength outside 0…1.
 */
export function withStrengths(plan: Plan, strengths: Wish['strengths']): Plan {
  const moves = plan.moves.map((move) => {
    const strength = Object.hasOwn(strengths, move.id) ? strengths[move.id]! : move.strength;
    if (!(strength >= 0 && strength <= 1)) {
      throw new Fault('bad-amount', 'usage', { value: 100 * strength, min: 0, max: 100 });
    }
    return turned(move, strength);
  });
  return { ...plan, moves };
}
