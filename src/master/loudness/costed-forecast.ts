// Costed forecast: the forecast of any drive together with what the limiter was measured to do to the telling sections there.
import type { Excerpt } from '../trial/excerpts.ts';
import type { Forecaster, LimiterSetting } from './forecast.ts';
import { ASKED_BUDGET, type CostedPoint, type MeasuredCost, type Reckoner } from './limiting-budget.ts';
import {
  costAmong,
  trialRow,
  trialSound,
  tryLimiting,
  type LimitingTrial,
  type TrialSound,
} from './limiting-trials.ts';
import { affordableDriveDb, freeDriveDb } from './loudness-search.ts';

/** The end of the row need not be known closely; it lies a little further than the most that can be asked for. */
const TOP_NEAR_DB = 1;
const BEYOND_TOP_DB = 0.5;
/** The row of trials is at least this long. */
const LEAST_REACH_DB = 3;

/** The sections are rendered when a drive with that limiter is asked for the first time. */
export class CostedForecast implements Reckoner {
  readonly peak: number;
  /** Loudness and reductions alone: no section is rendered for it. */
  readonly forecaster: Forecaster;
  private readonly sounds: readonly TrialSound[];
  private readonly rows = new Map<string, readonly LimitingTrial[]>();

  /** `excerpts`: of the sound that the forecaster's sketch was made of. */
  constructor(forecaster: Forecaster, excerpts: readonly Excerpt[]) {
    this.forecaster = forecaster;
    this.sounds = excerpts.map(trialSound);
    this.peak = forecaster.peak;
  }

  at(driveDb: number, limiter: LimiterSetting): CostedPoint {
    const point = this.forecaster.at(driveDb, limiter);
    if (point.mostReductionDb === 0) return point;
    return { ...point, ...costAmong(this.trials(limiter), driveDb) };
  }

  knownDrivesDb(limiter: LimiterSetting): number[] {
    return this.trials(limiter).map(({ driveDb }) => driveDb);
  }

  /** The drive rendered by itself instead of read between the trials. */
  tried(driveDb: number, limiter: LimiterSetting): CostedPoint {
    const { distortionDb, crestLossDb }: MeasuredCost = tryLimiting(this.sounds, driveDb, limiter);
    return { ...this.forecaster.at(driveDb, limiter), distortionDb, crestLossDb };
  }

  /** From the drive that costs nothing to the most that can be asked for. */
  trials(limiter: LimiterSetting): readonly LimitingTrial[] {
    const key = `${limiter.ceilingDbtp} ${limiter.lookAheadMs} ${limiter.character}`;
    const row = this.rows.get(key) ?? this.tryAll(limiter);
    this.rows.set(key, row);
    return row;
  }

  private tryAll(limiter: LimiterSetting): LimitingTrial[] {
    const free = freeDriveDb(this.forecaster, limiter);
    const top = affordableDriveDb(this.forecaster, limiter, ASKED_BUDGET, TOP_NEAR_DB);
    return trialRow(this.sounds, free, Math.max(top + BEYOND_TOP_DB, free + LEAST_REACH_DB), limiter);
  }
}
