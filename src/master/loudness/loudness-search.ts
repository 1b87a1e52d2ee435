// Loudness search: the drive that gives a loudness, and the most that a budget of limiting allows.
import { dbFromGain } from '../../dsp/decibel.ts';
import type { LimiterSetting } from './forecast.ts';
import { worstSpent, type Reckoner } from './limiting-budget.ts';
import type { LimitingBudget } from '../style/style.ts';

/** How near a drive is sought: far below what is heard, and what the forecast is worth. */
const NEAR_DB = 0.01;
/** A budget spent but for this, 0.2 %, is spent. */
const NEAR_SHARE_DB = 0.02;
/** Each look further for a budget's end goes so many times as far. */
const FURTHER = 1.75;
/** Less than this is as good as nothing spent. */
const LEAST_SHARE = 0.001;
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
 * The highest drive within the budget, as near as `nearDb`; at least the free one, which costs nothing. What is spent rises
 * with the drive, nearly evenly when told in dB, so its crossing is sought by false position; an end that stands still twice
 * counts half (the Illinois rule), or it would never come nearer.
 */
export function affordableDriveDb(
  forecaster: Reckoner,
  limiter: LimiterSetting,
  budget: LimitingBudget,
  nearDb = NEAR_DB,
): number {
  const excess = (driveDb: number): number =>
    dbFromGain(
      Math.max(LEAST_SHARE, worstSpent(forecaster.at(driveDb, limiter), budget, limiter)?.share ?? 0),
    );
  let { from, below, to, above } = bracketOf(forecaster, limiter, excess);
  if (above <= 0) return to;
  let stood = 0;
  for (let round = 0; round < MOST_ROUNDS && to - from > nearDb; round++) {
    const drive = Math.min(to, Math.max(from, from + ((to - from) * below) / (below - above)));
    const next = excess(drive);
    if (next <= 0) {
      from = drive;
      below = next;
      if (next > -NEAR_SHARE_DB) break;
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

interface Bracket {
  /** Within the budget, and by how much. */
  readonly from: number;
  readonly below: number;
  /** Beyond it. */
  readonly to: number;
  readonly above: number;
}

/** Between drives that are looked at anyway, where there are any; else ever further, up to more than any budget pays for. */
function bracketOf(
  forecaster: Reckoner,
  limiter: LimiterSetting,
  excess: (driveDb: number) => number,
): Bracket {
  const free = freeDriveDb(forecaster, limiter);
  let from = free;
  let below = dbFromGain(LEAST_SHARE);
  const known = (forecaster.knownDrivesDb?.(limiter) ?? []).filter((driveDb) => driveDb > free);
  for (let i = 0, to = known[0] ?? free + FIRST_REACH_DB; ; i++) {
    const above = excess(to);
    if (above > 0 || to - free > FURTHEST_DB) return { from, below, to, above };
    from = to;
    below = above;
    to = known[i + 1] ?? free + FURTHER * (to - free);
  }
}

/** The drive whose master has this loudness, as near as `nearLufs`; where limiting holds it back for good, the highest tried. */
export function driveForLufs(
  forecaster: Reckoner,
  limiter: LimiterSetting,
  lufs: number,
  nearLufs = NEAR_LUFS,
): number {
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
    if (Math.abs(next) < nearLufs) break;
    const slope = Math.min(1, Math.max(LEAST_SLOPE, (gap - next) / (drive - before)));
    before = drive;
    gap = next;
    drive += next / slope;
  }
  return Math.min(drive, free + FURTHEST_DB);
}
