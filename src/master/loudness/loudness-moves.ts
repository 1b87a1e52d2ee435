// Loudness moves: a decided drive as level and limiter, with what they promise.
import { dbFromGain } from '../../dsp/decibel.ts';
import { checkParams } from '../../process/params.ts';
import { LIMITER } from '../../process/peaks/limiter.ts';
import { hundredth, moveOf, thousandth, type Decision } from '../decider.ts';
import type { Intent } from '../intent.ts';
import type { Because, Move, PlanPromise, Restraint } from '../plan.ts';
import type { CostedForecast } from './costed-forecast.ts';
import type { LimiterSetting } from './forecast.ts';
import type { Reckoner } from './limiting-budget.ts';
import { limiterParams, MOST_LEVEL_DB } from './limiting-trials.ts';
import { freeDriveDb } from './loudness-search.ts';

/** A peak this little above the ceiling is within what meters agree to. */
const CEILING_TOLERANCE_DB = 0.05;
/** Level moves below this are none. */
const LEAST_LEVEL_DB = 0.005;

/** What is sought, and why; a decision once it is moves. */
export interface Aim {
  readonly code: string;
  readonly driveDb: number;
  readonly limiter: LimiterSetting;
  /** Other characters of the limiter that were weighed. */
  readonly rejected: readonly Restraint[];
  readonly restraints: readonly Restraint[];
  /** What to take where nobody asks for a number: the knee, within what the style likes; its own level for a finished song. */
  readonly recommendedLufs: number;
}

export interface LoudnessDecision extends Decision {
  readonly promise: PlanPromise;
  /** What the cost is told with; null where there is no loudness. */
  readonly told: {
    readonly limiter: LimiterSetting;
    readonly recommendedLufs: number;
    readonly plannedLufs: number;
  } | null;
}

/** The limiter as it stands unless it is told otherwise. */
export function limiterSetting({ ceilingDbtp }: Pick<Intent, 'ceilingDbtp'>): LimiterSetting {
  const { lookAheadMs, character } = checkParams(LIMITER.params, {}, LIMITER.id);
  return { ceilingDbtp, lookAheadMs: lookAheadMs as number, character: character as string };
}

/** The aim as moves. A level of nothing and a limiter with nothing to do are left out. */
export function settled(forecast: CostedForecast, aimed: Aim): LoudnessDecision {
  const { limiter, recommendedLufs } = aimed;
  const wantedDb = Math.min(MOST_LEVEL_DB, Math.max(-MOST_LEVEL_DB, aimed.driveDb));
  const driveDb = Math.abs(wantedDb) < LEAST_LEVEL_DB ? 0 : thousandth(wantedDb);
  const plannedLufs = forecast.forecaster.at(driveDb, limiter).integratedLufs ?? 0;
  const peakDbtp = dbFromGain(forecast.peak) + driveDb;
  const moves: Move[] = [];
  if (driveDb !== 0)
    moves.push(levelMove(aimed.code, driveDb, unlimitedLufs(forecast.forecaster, limiter), plannedLufs));
  if (peakDbtp > limiter.ceilingDbtp + CEILING_TOLERANCE_DB)
    moves.push(limiterMove(limiter, peakDbtp, aimed.rejected));
  const idle = moves.length === 0 ? [{ code: 'level-left-alone', facts: {} }] : [];
  return {
    moves,
    restraints: [...aimed.restraints, ...idle],
    promise: { integratedLufs: thousandth(plannedLufs), ceilingDbtp: limiter.ceilingDbtp },
    told: { limiter, recommendedLufs, plannedLufs },
  };
}

/** Loudness of the sound as it comes from tone and glue. */
function unlimitedLufs(forecaster: Reckoner, limiter: LimiterSetting): number {
  const free = freeDriveDb(forecaster, limiter);
  return (forecaster.at(free, limiter).integratedLufs ?? 0) - free;
}

/** `before`, `after`: integrated loudness without it and with it and the limiter, LUFS. */
export function levelMove(code: string, driveDb: number, before: number, after: number): Move {
  const because: Because = {
    code,
    measurement: 'integrated-lufs',
    value: hundredth(before),
    target: hundredth(after),
    unit: 'LUFS',
  };
  return moveOf({
    id: 'level',
    stage: 'loudness',
    kind: 'gain',
    params: { gainDb: driveDb },
    confidence: 1,
    because: [because],
    expects: [
      { measurement: 'integrated-lufs', before: hundredth(before), after: hundredth(after), unit: 'LUFS' },
    ],
  });
}

/** `peakDbtp`: where the highest peak would stand without it. */
export function limiterMove(
  limiter: LimiterSetting,
  peakDbtp: number,
  rejected: readonly Restraint[] = [],
): Move {
  const before = hundredth(peakDbtp);
  const after = limiter.ceilingDbtp;
  return moveOf({
    id: 'limiter',
    stage: 'loudness',
    kind: 'limiter',
    params: limiterParams(limiter),
    confidence: 1,
    because: [
      {
        code: 'peaks-over-ceiling',
        measurement: 'true-peak-dbtp',
        value: before,
        target: after,
        unit: 'dBTP',
      },
    ],
    expects: [{ measurement: 'true-peak-dbtp', before, after, unit: 'dBTP' }],
    rejected,
  });
}

/** Under 400 ms, or fainter than any meter hears: no loudness to aim at, but a ceiling to keep. */
export function peaksOnly({ peak }: Reckoner, limiter: LimiterSetting): LoudnessDecision {
  const peakDbtp = dbFromGain(peak);
  const over = peakDbtp > limiter.ceilingDbtp + CEILING_TOLERANCE_DB;
  return {
    moves: over ? [limiterMove(limiter, peakDbtp)] : [],
    restraints: [{ code: 'loudness-unmeasurable', facts: {} }],
    promise: { integratedLufs: null, ceilingDbtp: limiter.ceilingDbtp },
    told: null,
  };
}
