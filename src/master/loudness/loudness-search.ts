// Loudness search: the drive that gives a loudness, and the most that a budget of limiting allows.
import { dbFromGain } from '../../dsp/decibel.ts';
import type { LimiterSetting } from './forecast.ts';
import { worstSpent, type Reckoner } from './limiting-budget.ts';
import type { LimitingBudget } from '../style/style.ts';

/** How near a drive is sought: far below what is heard, and what the forecast is worth. */
const NEAR_DB = 0.005;
/** A budget spent but for this share is spent. */
const NEAR_SHARE = 0.0005;
/** Where a budget's end is sought first. */
const FIRST_REACH_DB = 4;
const NEAR_LUFS = 0.001;
const MOST_ROUNDS = 40;
const MOST_DRIVE_DB = 60;
/** Loudness gained for a decibel of drive where hardly anything is left to gain. */
const LEAST_SLOPE = 0.1;
/** More drive than any budget pays for. */
const FURTHEST_DB = 30;

/** The drive at which the largest peak just meets the ceiling: up to here the limiter has nothing to do. */
export function freeDriveDb(forecaster: Reckoner, limiter: LimiterSetting): number {
  return Math.min(MOST_DRIVE_DB, limiter.ceilingDbtp - dbFromGain(forecaster.peak));
}

/**
 * The highest drive within the budget; at least the free one, which costs nothing. What is spent rises with the drive, so
 * its crossing is sought by false position; an end that stands still twice counts half (the Illinois rule), or it would
 * never come nearer.
 */
export function affordableDriveDb(
  forecaster: Reckoner,
  limiter: LimiterSetting,
  budget: LimitingBudget,
): number {
  const free = freeDriveDb(forecaster, limiter);
  const excess = (driveDb: number): number =>
    (worstSpent(forecaster.at(driveDb, limiter), budget, limiter)?.share ?? 0) - 1;
  let from = free;
  let below = -1;
  let to = free + FIRST_REACH_DB;
  let above = excess(to);
  while (above <= 0) {
    if (to - free > FURTHEST_DB) return to;
    from = to;
    below = above;
    to = free + 2 * (to - free);
    above = excess(to);
  }
  let stood = 0;
  for (let round = 0; round < MOST_ROUNDS && to - from > NEAR_DB; round++) {
    const drive = Math.min(to, Math.max(from, from + ((to - from) * below) / (below - above)));
    const next = excess(drive);
    if (next <= 0) {
      from = drive;
      below = next;
      if (next > -NEAR_SHARE) break;
      stood = Math.max(0, stood) + 1;
      if (stood > 1) above *= 0.5;
    } else {
      to = drive;
      above = next;
      stood = Math.min(0, stood) - 1;
      if (stood < -1) below *= 0.5;
    }
  }
  return from;
}

/** The drive whose master has this loudness; where limiting holds it back for good, the highest tried. */
export function driveForLufs(forecaster: Reckoner, limiter: LimiterSetting, lufs: number): number {
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
