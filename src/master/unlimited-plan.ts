// Unlimited plan: the moves of a plan without what holds its peaks down for loudness; for whoever limits by other means, or not at all.
import type { Plan } from './plan.ts';

/** Of the loudness stage; the level stays, so that songs stand to each other as before. */
const PEAK_HOLDERS: readonly string[] = ['limiter', 'clipper'];

/** Promises nothing: peaks may stand above full scale. Moves of other stages stay, those written by hand too. */
export function unlimitedPlan(plan: Plan): Plan {
  const moves = plan.moves.filter(({ stage, kind }) => stage !== 'loudness' || !PEAK_HOLDERS.includes(kind));
  return { ...plan, moves, promise: { integratedLufs: null, ceilingDbtp: null }, damage: null };
}
