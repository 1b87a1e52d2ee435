// Limiter choice: which character of the limiter a loud target costs least with, measured at equal loudness.
import { hundredth } from '../decider.ts';
import type { Restraint } from '../plan.ts';
import type { LimitingBudget } from '../style/style.ts';
import { CHARACTERS } from '../../process/peaks/limiter-character.ts';
import type { CostedForecast } from './costed-forecast.ts';
import type { LimiterSetting } from './forecast.ts';
import { worstSpent, type BudgetLimit, type CostedPoint } from './limiting-budget.ts';
import { driveForLufs } from './loudness-search.ts';

/** Below this, as most records of 2016-2026 stand, the cleanest character is the best one without asking. */
const LOUD_LUFS = -10;
/** Near enough to compare what characters cost. */
const NEAR_LUFS = 0.05;

export interface LimiterChoice {
  readonly limiter: LimiterSetting;
  /** The characters that were weighed and not taken. */
  readonly rejected: readonly Restraint[];
}

interface Weighed {
  readonly limiter: LimiterSetting;
  /** Of the budget: how much its worst part is spent, 1 at its end. */
  readonly share: number;
  readonly limit: BudgetLimit | 'none';
  readonly distortionDb: number | null;
  readonly crestLossDb: number;
}

/** `usual`, unless `lufs` is loud and more than the budget pays for with it, while another character stays within. */
export function chooseLimiter(
  forecast: CostedForecast,
  usual: LimiterSetting,
  lufs: number,
  budget: LimitingBudget,
): LimiterChoice {
  const stay = { limiter: usual, rejected: [] };
  if (lufs < LOUD_LUFS) return stay;
  const driveDb = driveForLufs(forecast.forecaster, usual, lufs, NEAR_LUFS);
  const own = weighed(forecast.at(driveDb, usual), usual, budget);
  if (own.share <= 1) return stay;
  const others = Object.keys(CHARACTERS)
    .filter((character) => character !== usual.character)
    .map((character) => tried(forecast, { ...usual, character }, lufs, budget));
  const best = others.reduce((a, b) => (b.share < a.share ? b : a));
  const chosen = best.share <= 1 ? best : own;
  const rejected = [own, ...others].filter((one) => one !== chosen);
  return { limiter: chosen.limiter, rejected: rejected.map((one) => rejection(one, chosen, lufs)) };
}

function tried(
  forecast: CostedForecast,
  limiter: LimiterSetting,
  lufs: number,
  budget: LimitingBudget,
): Weighed {
  const driveDb = driveForLufs(forecast.forecaster, limiter, lufs, NEAR_LUFS);
  return weighed(forecast.tried(driveDb, limiter), limiter, budget);
}

function weighed(point: CostedPoint, limiter: LimiterSetting, budget: LimitingBudget): Weighed {
  const spent = worstSpent(point, budget, limiter);
  return {
    limiter,
    share: spent?.share ?? 0,
    limit: spent?.limit ?? 'none',
    distortionDb: point.distortionDb ?? null,
    crestLossDb: point.crestLossDb ?? 0,
  };
}

function rejection(one: Weighed, chosen: Weighed, lufs: number): Restraint {
  return {
    code: chosen.share <= 1 ? 'limiter-dearer' : 'limiter-no-help',
    facts: {
      character: one.limiter.character,
      lufs: hundredth(lufs),
      limit: one.limit,
      percent: Math.round(100 * one.share),
      distortionDb: hundredth(one.distortionDb ?? -200),
      crestLossDb: hundredth(one.crestLossDb),
      chosen: chosen.limiter.character,
      chosenPercent: Math.round(100 * chosen.share),
    },
  };
}
