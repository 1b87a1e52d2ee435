// Loudness cost: loudness against what limiting costs, as a record: the curve, its knee, what is recommended and what was asked.
import { hundredth } from '../decider.ts';
import type { Intent } from '../intent.ts';
import type { Span } from '../plan.ts';
import type { LimitingBudget, Style } from '../style/style.ts';
import type { CostedForecast } from './costed-forecast.ts';
import type { LimiterSetting } from './forecast.ts';
import { worstSpent, type BudgetLimit, type CostedPoint } from './limiting-budget.ts';
import { affordableDriveDb, freeDriveDb } from './loudness-search.ts';

/** Every figure rises, or stays, from point to point. */
export interface CostPoint {
  readonly lufs: number;
  /** Gain in front of the limiter. */
  readonly driveDb: number;
  /** DK50 of the limiter alone on the worse of the telling sections; null where it has nothing to do. */
  readonly distortionDb: number | null;
  /** Fall of the PSR of the telling sections, dB. */
  readonly crestLossDb: number;
  /** Forecast over the loud parts of the whole song. */
  readonly meanReductionDb: number;
  readonly shareOver1Db: number;
  /** How much of the style's budget is spent by its worst part: 1 at the knee. */
  readonly share: number;
}

export interface LoudnessCost {
  readonly points: readonly CostPoint[];
  /** The loudest master that a budget pays for, and the part of the budget that is met first there. */
  readonly kneeLufs: number;
  readonly kneeLimit: BudgetLimit | 'none';
  /** The knee, but not above what the style likes; the mix's own loudness where it is finished. LUFS. */
  readonly recommendedLufs: number;
  /** The loudest that may be asked for. */
  readonly mostLufs: number;
  readonly mostLimit: BudgetLimit | 'none';
  /** null unless a number was asked for. */
  readonly askedLufs: number | null;
  /** What the plan's master gets. */
  readonly plannedLufs: number;
  readonly style: string;
  /** What the knee may spend. */
  readonly budget: LimitingBudget;
  /** Of the limiter that the curve was drawn with. */
  readonly character: string;
  readonly measuredOn: readonly Span[];
}

export interface CostQuestion {
  readonly forecast: CostedForecast;
  readonly limiter: LimiterSetting;
  readonly style: Style;
  /** What may be spent on a loudness that somebody asks for. */
  readonly allowed: LimitingBudget;
  readonly intent: Intent;
  readonly measuredOn: readonly Span[];
  readonly recommendedLufs: number;
  readonly plannedLufs: number;
}

/** For what has a loudness. */
export function loudnessCost(question: CostQuestion): LoudnessCost {
  const { forecast, limiter, style, allowed, intent, measuredOn } = question;
  const knee = endOf(question, style.limiting);
  const most = endOf(question, allowed);
  return {
    points: rising(
      forecast.trials(limiter).map(({ driveDb }) => {
        const point = forecast.at(driveDb, limiter);
        return { point, share: worstSpent(point, style.limiting, limiter)?.share ?? 0 };
      }),
    ),
    kneeLufs: knee.lufs,
    kneeLimit: knee.limit,
    recommendedLufs: hundredth(question.recommendedLufs),
    mostLufs: most.lufs,
    mostLimit: most.limit,
    askedLufs: intent.loudness.mode === 'target' ? intent.loudness.lufs : null,
    plannedLufs: hundredth(question.plannedLufs),
    style: style.id,
    budget: style.limiting,
    character: limiter.character,
    measuredOn,
  };
}

/** Where a budget ends, and which part of it is met first. */
function endOf(
  { forecast, limiter }: CostQuestion,
  budget: LimitingBudget,
): { lufs: number; limit: BudgetLimit | 'none' } {
  const driveDb = affordableDriveDb(forecast, limiter, budget);
  const { integratedLufs } = forecast.at(driveDb, limiter);
  const spent =
    worstSpent(forecast.at(driveDb, limiter), budget, limiter) ??
    worstSpent(forecast.at(freeDriveDb(forecast, limiter) + JUST_BEYOND_DB, limiter), budget, limiter);
  return { lufs: hundredth(integratedLufs ?? 0), limit: spent?.limit ?? 'none' };
}

/** Where nothing at all may be spent, the limit is what the first bit of limiting would meet. */
const JUST_BEYOND_DB = 0.1;

interface SharedPoint {
  readonly point: CostedPoint;
  readonly share: number;
}

function rising(points: readonly SharedPoint[]): CostPoint[] {
  let last: CostPoint | null = null;
  return points.map(({ point, share }) => {
    const at: CostPoint = {
      lufs: hundredth(Math.max(point.integratedLufs ?? 0, last?.lufs ?? -Infinity)),
      driveDb: hundredth(point.driveDb),
      distortionDb: costlier(point.distortionDb ?? null, last?.distortionDb ?? null),
      crestLossDb: hundredth(Math.max(point.crestLossDb ?? 0, last?.crestLossDb ?? 0)),
      meanReductionDb: hundredth(Math.max(point.meanReductionDb, last?.meanReductionDb ?? 0)),
      shareOver1Db: Math.round(1e4 * Math.max(point.shareOver1Db, last?.shareOver1Db ?? 0)) / 1e4,
      share: hundredth(Math.max(share, last?.share ?? 0)),
    };
    last = at;
    return at;
  });
}

function costlier(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a === null ? b : hundredth(a);
  return hundredth(Math.max(a, b));
}
