// Candidate wishes: what each candidate asks of the judgement, as an intent and a style, from what the artist asks.
import type { Intent, LoudnessIntent } from '../intent.ts';
import { LOUDNESS_RANGE_LUFS } from '../intent.ts';
import type { LoudnessCost } from '../loudness/loudness-cost.ts';
import type { Plan } from '../plan.ts';
import { BARELY } from '../style/style-budgets.ts';
import type { Style } from '../style/style.ts';
import { turned } from '../turned.ts';

/** Of every move of the recommended plan. */
export const GENTLE_SHARE = 0.5;
/** What hardly any limiting pays for is seldom above this; what asks for less keeps its own. */
const GENTLE_LOUDEST_LUFS = -14;
/** How much louder than recommended "louder" is, where the budget for what is asked pays for it. */
const LOUDER_LU = 3;
/** Less louder than this is not another master. */
const LEAST_LOUDER_LU = 0.5;

/** An intent and the style it is judged by. */
export interface CandidateWish {
  readonly intent: Intent;
  readonly style: Style;
}

export function gentleWish({ intent, style }: CandidateWish): CandidateWish {
  const { loudness } = intent;
  const asked = loudness.mode === 'target' ? loudness.lufs : style.loudestLufs;
  const auto: LoudnessIntent = { mode: 'auto' };
  return {
    intent: {
      ...intent,
      amount: GENTLE_SHARE * intent.amount,
      loudness: loudness.mode === 'target' ? auto : loudness,
    },
    style: { ...style, limiting: BARELY, loudestLufs: Math.min(asked, GENTLE_LOUDEST_LUFS) },
  };
}

/** The recommended plan, not weighed and without level, with every move at half its strength. */
export function gentlePlan(recommended: Plan, { intent }: CandidateWish): Plan {
  const moves = recommended.moves.map((move) => ({
    ...turned(move, GENTLE_SHARE * move.strength),
    tried: null,
  }));
  return { ...recommended, intent, moves, damage: null };
}

/** null where no louder master is within what may be asked for. */
export function louderWish({ intent, style }: CandidateWish, cost: LoudnessCost): CandidateWish | null {
  const lufs = Math.min(cost.mostLufs, cost.plannedLufs + LOUDER_LU, LOUDNESS_RANGE_LUFS.max);
  if (lufs < cost.plannedLufs + LEAST_LOUDER_LU) return null;
  return { intent: { ...intent, loudness: { mode: 'target', lufs: Math.floor(100 * lufs) / 100 } }, style };
}
