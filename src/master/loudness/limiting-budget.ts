// Limiting budget: what a drive costs laid against what a style, or a wish, may spend: which limit is nearest, and by how much.
import { gainFromDb } from '../../dsp/decibel.ts';
import type { DamageBudget } from '../intent.ts';
import type { Damage } from '../plan.ts';
import type { LimitingBudget } from '../style/style.ts';
import type { ForecastPoint, LimiterSetting } from './forecast.ts';

/** What may be spent on a loudness somebody asks for: beyond it the music audibly pumps or breaks up. */
export const ASKED_BUDGET: LimitingBudget = {
  meanDb: 3,
  shareOver1Db: 0.85,
  deepDb: 9,
  leastPlrDb: 6,
  distortionDb: -27,
  crestLossDb: 6.5,
};

/** A limit of next to nothing: none at all could not be divided by. */
const NEXT_TO_NOTHING_DB = 0.05;

/** A budget within the user's own limits; of the crest only what the moves before the limiter have left. */
export function withinLimits(
  budget: LimitingBudget,
  { distortionDb, crestLossDb, reductionDb }: Partial<DamageBudget>,
  before: Damage | null,
): LimitingBudget {
  const held = (most: number, own: number): number => Math.min(most, Math.max(NEXT_TO_NOTHING_DB, own));
  const spentDb = Math.max(0, before?.crestLossDb ?? 0);
  return {
    ...budget,
    ...(distortionDb === undefined ? {} : { distortionDb: Math.min(budget.distortionDb, distortionDb) }),
    ...(crestLossDb === undefined ? {} : { crestLossDb: held(budget.crestLossDb, crestLossDb - spentDb) }),
    ...(reductionDb === undefined ? {} : { deepDb: held(budget.deepDb, reductionDb) }),
  };
}

/** What a limiter did to the telling sections, measured on their rendering: the worse of them. */
export interface MeasuredCost {
  /** Damage.distortionDb; null where nothing was touched. */
  readonly distortionDb: number | null;
  /** Damage.crestLossDb, 0 or more. */
  readonly crestLossDb: number;
}

/** A drive with all that it costs; what was not measured is not counted. */
export type CostedPoint = ForecastPoint & Partial<MeasuredCost>;

/** Tells the loudness and the cost of any drive. */
export interface Reckoner {
  /** Largest true peak in front of the drive, linear. */
  readonly peak: number;
  at(driveDb: number, limiter: LimiterSetting): CostedPoint;
  /** Drives that are reckoned anyway, from low to high. */
  knownDrivesDb?(limiter: LimiterSetting): readonly number[];
}

/** Which part of a budget is spent. */
export type BudgetLimit = keyof LimitingBudget;

export interface SpentLimit {
  readonly limit: BudgetLimit;
  readonly value: number;
  readonly allowed: number;
}

/** The first part of the budget that a point exceeds, worst first; null within it. Without limiting nothing is spent. */
export function overspent(
  point: CostedPoint,
  budget: LimitingBudget,
  limiter: LimiterSetting,
): SpentLimit | null {
  const worst = worstSpent(point, budget, limiter);
  if (worst === null || worst.share <= 1) return null;
  return { limit: worst.limit, value: worst.value, allowed: worst.allowed };
}

/** The part of the budget that is nearest to its end or past it, and how much of it is spent; null without limiting. */
export function worstSpent(
  point: CostedPoint,
  budget: LimitingBudget,
  limiter: LimiterSetting,
): (SpentLimit & { readonly share: number }) | null {
  if (point.mostReductionDb === 0 || point.integratedLufs === null) return null;
  const values: Readonly<Record<BudgetLimit, number | null>> = {
    meanDb: point.meanReductionDb,
    shareOver1Db: point.shareOver1Db,
    deepDb: point.deepReductionDb,
    leastPlrDb: limiter.ceilingDbtp - point.integratedLufs,
    distortionDb: point.distortionDb ?? null,
    crestLossDb: point.crestLossDb ?? null,
  };
  return (Object.keys(values) as BudgetLimit[])
    .filter((limit) => values[limit] !== null)
    .map((limit) => {
      const [value, allowed] = [values[limit]!, budget[limit]];
      return { limit, value, allowed, share: shareOf(limit, value, allowed) };
    })
    .reduce((a, b) => (b.share > a.share ? b : a));
}

/** 1 where the limit is met. Distortion counts by its amplitude, which grows as evenly as the rest. */
function shareOf(limit: BudgetLimit, value: number, allowed: number): number {
  if (limit === 'leastPlrDb') return 1 + allowed - value;
  if (limit === 'distortionDb') return gainFromDb(value - allowed);
  return value / allowed;
}
