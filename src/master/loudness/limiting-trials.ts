// Limiting trials: the telling sections driven and limited in truth, at a row of drives, and what the limiter did to them.
import { dbFromGain, gainFromDb } from '../../dsp/decibel.ts';
import { crestLossDb, distortionDb } from '../../measure/damage.ts';
import { createDynamicsMeter } from '../../measure/dynamics.ts';
import type { DynamicsResult } from '../../measure/measurements.ts';
import { moveOf } from '../decider.ts';
import type { Move } from '../plan.ts';
import { renderExcerpt, soundOf, type Excerpt } from '../trial/excerpts.ts';
import type { LimiterSetting } from './forecast.ts';
import type { MeasuredCost } from './limiting-budget.ts';

/** Renderings a row, besides the drive that costs nothing. */
const TRIALS = 7;
/** A wave may stand this much higher between its samples than at them, and a second look at it costs nothing. */
const BETWEEN_DB = 3;
/** The reach of the gain processor; a mix that wants more is hardly there. */
export const MOST_LEVEL_DB = 60;
const NO_COST: MeasuredCost = { distortionDb: null, crestLossDb: 0 };

/** One rendering of every telling section. */
export interface LimitingTrial extends MeasuredCost {
  readonly driveDb: number;
}

/** The limiter's setting as a move's. */
export function limiterParams({ ceilingDbtp, lookAheadMs, character }: LimiterSetting): Move['params'] {
  return { ceilingDbtp, lookAheadMs, ...(character === 'transparent' ? {} : { character }) };
}

/** The moves of a trial. Beyond the reach of the gain processor no song is driven. */
export function levelAndLimiter(driveDb: number, limiter: LimiterSetting): Move[] {
  const about = { because: [], confidence: 1, stage: 'loudness' } as const;
  const gainDb = Math.min(MOST_LEVEL_DB, driveDb);
  return [
    moveOf({ ...about, id: 'level', kind: 'gain', params: { gainDb } }),
    moveOf({ ...about, id: 'limiter', kind: 'limiter', params: limiterParams(limiter) }),
  ];
}

/** A telling section with what all of its trials are compared with. */
export interface TrialSound {
  readonly excerpt: Excerpt;
  readonly samplePeakDb: number;
  readonly dynamics: DynamicsResult;
}

/** `excerpt`: as it comes from the moves before the limiter. */
export function trialSound(excerpt: Excerpt): TrialSound {
  const dynamics = dynamicsOf(soundOf(excerpt), excerpt);
  return { excerpt, samplePeakDb: peakDb(excerpt), dynamics };
}

/** The worse of the sections at one drive. */
export function tryLimiting(
  sounds: readonly TrialSound[],
  driveDb: number,
  limiter: LimiterSetting,
): LimitingTrial {
  const costs = sounds.map((one) => costOf(one, driveDb, limiter));
  return { driveDb, ...costs.reduce(worseOf, NO_COST) };
}

function costOf(
  { excerpt, samplePeakDb, dynamics }: TrialSound,
  driveDb: number,
  limiter: LimiterSetting,
): MeasuredCost {
  if (samplePeakDb + driveDb + BETWEEN_DB < limiter.ceilingDbtp) return NO_COST;
  const after = renderExcerpt(excerpt, levelAndLimiter(driveDb, limiter));
  return {
    distortionDb: distortionDb(soundOf(excerpt), after, excerpt.format.sampleRateHz),
    crestLossDb: Math.max(0, crestLossDb(dynamics, dynamicsOf(after, excerpt))),
  };
}

function dynamicsOf(channels: readonly Float64Array[], { format }: Excerpt): DynamicsResult {
  const meter = createDynamicsMeter(format);
  meter.push({ channels: [...channels], frames: channels[0]!.length });
  return meter.result();
}

function peakDb(excerpt: Excerpt): number {
  let most = 0;
  for (const samples of soundOf(excerpt)) {
    for (let n = 0; n < samples.length; n++) most = Math.max(most, Math.abs(samples[n]!));
  }
  return dbFromGain(most);
}

function worseOf(a: MeasuredCost, b: MeasuredCost): MeasuredCost {
  return {
    distortionDb:
      a.distortionDb === null || b.distortionDb === null
        ? (a.distortionDb ?? b.distortionDb)
        : Math.max(a.distortionDb, b.distortionDb),
    crestLossDb: Math.max(a.crestLossDb, b.crestLossDb),
  };
}

/**
 * The trials from `freeDriveDb`, which costs nothing, to `topDriveDb`, evenly spaced. More drive never costs less: where a
 * measurement says so all the same, the costlier one before it stands.
 */
export function trialRow(
  sounds: readonly TrialSound[],
  freeDriveDb: number,
  topDriveDb: number,
  limiter: LimiterSetting,
): LimitingTrial[] {
  const row: LimitingTrial[] = [{ driveDb: freeDriveDb, ...NO_COST }];
  for (let i = 1; i <= TRIALS; i++) {
    const driveDb = freeDriveDb + (i / TRIALS) * (topDriveDb - freeDriveDb);
    const trial = tryLimiting(sounds, driveDb, limiter);
    row.push({ driveDb, ...worseOf(row.at(-1)!, trial) });
  }
  return row;
}

/** Read between the trials, and on beyond the last: distortion by its amplitude, which grows as evenly as the rest. */
export function costAmong(row: readonly LimitingTrial[], driveDb: number): MeasuredCost {
  const [first, second] = [row[0], row[1]];
  if (first === undefined || second === undefined || driveDb <= first.driveDb) return NO_COST;
  const after = row.findIndex((trial) => trial.driveDb >= driveDb);
  const at = after === -1 ? row.length - 1 : after;
  const [low, high] = [row[at - 1]!, row[at]!];
  const way = (driveDb - low.driveDb) / (high.driveDb - low.driveDb);
  const between = (a: number, b: number): number => a + way * (b - a);
  const amplitude = between(amplitudeOf(low), amplitudeOf(high));
  return {
    distortionDb: amplitude > 0 ? dbFromGain(amplitude) : null,
    crestLossDb: between(low.crestLossDb, high.crestLossDb),
  };
}

function amplitudeOf({ distortionDb }: MeasuredCost): number {
  return distortionDb === null ? 0 : gainFromDb(distortionDb);
}
