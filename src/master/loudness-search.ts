// Loudness search: the drive that gives a loudness, and the most that a budget of limiting allows.
import { dbFromGain } from '../dsp/decibel.ts';
import type { Forecaster, ForecastPoint, LimiterSetting } from './forecast.ts';
import type { LimitingBudget } from './style.ts';

/** How near a drive is sought: far below what is heard, and what the forecast is worth. */
const NEAR_DB = 0.01;
const NEAR_LUFS = 0.001;
const MOST_ROUNDS = 40;
/** The curve's points: from where limiting begins, half a decibel apart. */
const CURVE_POINTS = 20;
const CURVE_STEP_DB = 0.5;
const MOST_DRIVE_DB = 60;
/** Loudness gained for a decibel of drive where hardly anything is left to gain. */
const LEAST_SLOPE = 0.1;
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
  const affords = (driveDb: number): boolean =>
    overspent(forecaster.at(driveDb, limiter), budget, limiter) === null;
  let from = free;
  let to = free + 1;
  while (affords(to)) {
    if (to - free > FURTHEST_DB) return to;
    from = to;
    to = free + 2 * (to - free);
  }
  while (to - from > NEAR_DB) {
    const middle = 0.5 * (from + to);
    if (affords(middle)) from = middle;
    else to = middle;
  }
  return from;
}

/** The drive whose master has this loudness; where limiting holds it back for good, the highest tried. */
export function driveForLufs(forecaster: Forecaster, limiter: LimiterSetting, lufs: number): number {
  const free = freeDriveDb(forecaster, limiter);
  const missing = (driveDb: number): number =>
    lufs - (forecaster.at(driveDb, limiter).integratedLufs ?? lufs);
  let drive = free + missing(free);
  if (drive <= free) return drive;
  // Limiting takes part of every gain, so the slope is at most 1 and each step falls short: a secant finds the rest.
  let before = free;
  let gap = missing(before);
  for (let round = 0; round < MOST_ROUNDS && drive - free < FURTHEST_DB; round++) {
    const next = missing(drive);
    if (Math.abs(next) < NEAR_LUFS) break;
    const slope = Math.min(1, Math.max(LEAST_SLOPE, (gap - next) / (drive - before)));
    before = drive;
    gap = next;
    drive += next / slope;
  }
  return Math.min(drive, free + FURTHEST_DB);
}

/** Loudness against cost at twenty drives, for the report. */
export function loudnessCurve(forecaster: Forecaster, limiter: LimiterSetting): ForecastPoint[] {
  const free = freeDriveDb(forecaster, limiter);
  return Array.from({ length: CURVE_POINTS }, (_, i) => forecaster.at(free + i * CURVE_STEP_DB, limiter));
}
