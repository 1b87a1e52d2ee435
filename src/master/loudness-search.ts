// Loudness search: the drive that gives a loudness, and the most that a budget of limiting allows.
import { dbFromGain } from '../dsp/decibel.ts';
import type { Forecaster, ForecastPoint, LimiterSetting } from './forecast.ts';
import type { LimitingBudget } from './style.ts';

/** Halvings: from 60 dB to under 0.002 dB. */
const ROUNDS = 15;
/** The curve's points: from where limiting begins, half a decibel apart. */
const CURVE_POINTS = 20;
const CURVE_STEP_DB = 0.5;
const MOST_DRIVE_DB = 60;
/** More drive than any budget pays for. */
const FURTHEST_DB = 30;

/** Which part of a budget is spent. */
export type BudgetLimit = 'meanDb' | 'shareOver1Db' | 'deepDb' | 'leastPlrDb';

export interface SpentLimit {
  readonly limit: BudgetLimit;
  readonly value: number;
  readonly allowed: number;
}

/** The drive at which the largest peak just meets the ceiling: up to here the limiter has nothing to do. */
export function freeDriveDb(forecaster: Forecaster, limiter: LimiterSetting): number {
  return Math.min(MOST_DRIVE_DB, limiter.ceilingDbtp - dbFromGain(forecaster.peak));
}

/** The first part of the budget that a point exceeds, worst first; null within it. Without limiting nothing is spent. */
export function overspent(
  point: ForecastPoint,
  budget: LimitingBudget,
  limiter: LimiterSetting,
): SpentLimit | null {
  if (point.mostReductionDb === 0 || point.integratedLufs === null) return null;
  const plr = limiter.ceilingDbtp - point.integratedLufs;
  const spent: (SpentLimit & { readonly share: number })[] = [
    {
      limit: 'meanDb',
      value: point.meanReductionDb,
      allowed: budget.meanDb,
      share: point.meanReductionDb / budget.meanDb,
    },
    {
      limit: 'shareOver1Db',
      value: point.shareOver1Db,
      allowed: budget.shareOver1Db,
      share: point.shareOver1Db / budget.shareOver1Db,
    },
    {
      limit: 'deepDb',
      value: point.deepReductionDb,
      allowed: budget.deepDb,
      share: point.deepReductionDb / budget.deepDb,
    },
    { limit: 'leastPlrDb', value: plr, allowed: budget.leastPlrDb, share: 1 + (budget.leastPlrDb - plr) },
  ];
  const worst = spent.reduce((a, b) => (b.share > a.share ? b : a));
  return worst.share > 1 ? { limit: worst.limit, value: worst.value, allowed: worst.allowed } : null;
}

/** The highest drive within the budget; at least the free one, which costs nothing. */
export function affordableDriveDb(
  forecaster: Forecaster,
  limiter: LimiterSetting,
  budget: LimitingBudget,
): number {
  const free = freeDriveDb(forecaster, limiter);
  return highest(free, free + FURTHEST_DB, (drive) => {
    return overspent(forecaster.at(drive, limiter), budget, limiter) === null;
  });
}

/** The drive whose master has this loudness; the highest tried where even that stays below. */
export function driveForLufs(forecaster: Forecaster, limiter: LimiterSetting, lufs: number): number {
  const free = freeDriveDb(forecaster, limiter);
  const untouched = forecaster.at(free, limiter).integratedLufs;
  if (untouched === null) return free;
  if (lufs <= untouched) return free + lufs - untouched;
  const low = free + lufs - untouched;
  return highest(low, low + 2 * (lufs - untouched) + 3, (drive) => {
    return (forecaster.at(drive, limiter).integratedLufs ?? 0) <= lufs;
  });
}

/** Loudness against cost at twenty drives, for the report. */
export function loudnessCurve(forecaster: Forecaster, limiter: LimiterSetting): ForecastPoint[] {
  const free = freeDriveDb(forecaster, limiter);
  return Array.from({ length: CURVE_POINTS }, (_, i) => forecaster.at(free + i * CURVE_STEP_DB, limiter));
}

/** Highest value from `low` to `high` at which `holds`, which holds at `low` and stops holding once. */
function highest(low: number, high: number, holds: (value: number) => boolean): number {
  let from = low;
  let to = high;
  if (holds(to)) return to;
  for (let round = 0; round < ROUNDS; round++) {
    const middle = 0.5 * (from + to);
    if (holds(middle)) from = middle;
    else to = middle;
  }
  return from;
}
