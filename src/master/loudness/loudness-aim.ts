// Loudness aim: level and limiter: as loud as asked or as the style likes, but never past what limiting may cost.
import { dbFromGain } from '../../dsp/decibel.ts';
import { checkParams } from '../../process/params.ts';
import { LIMITER } from '../../process/peaks/limiter.ts';
import type { Analysis } from '../analysis.ts';
import { hundredth, moveOf, thousandth, type Decision } from '../decider.ts';
import { finishedSign, type FinishedSign } from '../finished.ts';
import type { Forecaster, ForecastPoint, LimiterSetting } from './forecast.ts';
import type { Intent } from '../intent.ts';
import { affordableDriveDb, driveForLufs, freeDriveDb, overspent } from './loudness-search.ts';
import type { Because, Move, PlannedSong, PlanPromise, Restraint } from '../plan.ts';
import type { LimitingBudget, Style } from '../style/style.ts';
import { styleLoudest } from '../style/style-loudness.ts';

/** What may be spent on a loudness somebody asks for: beyond it the music audibly pumps or breaks up. */
export const ASKED_BUDGET: LimitingBudget = {
  meanDb: 3,
  shareOver1Db: 0.85,
  deepDb: 9,
  leastPlrDb: 6,
  distortionDb: -22,
  crestLossDb: 6,
};
/** A peak this little above the ceiling is within what meters agree to. */
const CEILING_TOLERANCE_DB = 0.05;
/** Level moves below this are none. */
const LEAST_LEVEL_DB = 0.005;
/** The reach of the gain processor; a mix that wants more is hardly there. */
const MOST_LEVEL_DB = 60;

export interface LoudnessDecision extends Decision {
  readonly promise: PlanPromise;
  /** What was decided on, for the report; null where there is no loudness. */
  readonly point: ForecastPoint | null;
}

export interface LoudnessQuestion {
  readonly analysis: Analysis;
  readonly intent: Intent;
  readonly song: PlannedSong;
  readonly style: Style;
  /** Share 0…1 of the spectrum that the arrangement fills. */
  readonly coverage: number;
  /** Of the sound after tone and glue. */
  readonly forecaster: Forecaster;
}

interface Aim {
  readonly code: string;
  readonly driveDb: number;
  readonly restraints: readonly Restraint[];
}

/** Pure; not for `off`. Too short or too quiet for a loudness: peaks only. */
export function aimLoudness(question: LoudnessQuestion): LoudnessDecision {
  const { intent, forecaster } = question;
  const limiter = limiterSetting(intent);
  // Above the free drive a simulation is needed, which changes nothing in whether there is a loudness.
  const own = forecaster.at(Math.min(0, freeDriveDb(forecaster, limiter)), limiter);
  if (own.integratedLufs === null) return peaksOnly(question, limiter);
  return settled(question, limiter, aim(question, limiter));
}

export function limiterSetting(intent: Intent): LimiterSetting {
  const { lookAheadMs, character } = checkParams(LIMITER.params, {}, LIMITER.id);
  return {
    ceilingDbtp: intent.ceilingDbtp,
    lookAheadMs: lookAheadMs as number,
    character: character as string,
  };
}

function aim(question: LoudnessQuestion, limiter: LimiterSetting): Aim {
  const { intent, analysis, song } = question;
  const before = analysis.measurements.loudness.integratedLufs ?? 0;
  const { loudness } = intent;
  if (loudness.mode === 'target') return aimAt(question, limiter, loudness.lufs, 'level-asked');
  if (loudness.mode === 'keep') return aimAt(question, limiter, before, 'level-kept');
  const sign = finishedSign(analysis, intent, song, question.style);
  return sign ? aimFinished(question, limiter, sign, before) : aimAuto(question, limiter);
}

/** A finished song keeps its level; only what exceeds the ceiling is held, as long as that is cheap. */
function aimFinished(
  question: LoudnessQuestion,
  limiter: LimiterSetting,
  sign: FinishedSign,
  lufs: number,
): Aim {
  const told = { code: 'loudness-finished', facts: { sign, lufs: hundredth(lufs) } };
  const untouched = question.forecaster.at(0, limiter);
  if (overspent(untouched, ASKED_BUDGET, limiter) === null) {
    const facts = { ...told.facts, heldLufs: hundredth(untouched.integratedLufs ?? lufs) };
    return { code: 'level-finished', driveDb: 0, restraints: [{ ...told, facts }] };
  }
  const kept = aimAt(question, limiter, lufs, 'level-finished');
  return kept.code === 'level-refused' ? kept : { ...kept, restraints: [told, ...kept.restraints] };
}

function aimAt(question: LoudnessQuestion, limiter: LimiterSetting, lufs: number, code: string): Aim {
  const { forecaster } = question;
  const driveDb = driveForLufs(forecaster, limiter, lufs);
  const point = forecaster.at(driveDb, limiter);
  const spent = overspent(point, ASKED_BUDGET, limiter);
  if (spent === null) return { code, driveDb, restraints: [] };
  const most = affordableDriveDb(forecaster, limiter, ASKED_BUDGET);
  const reached = forecaster.at(most, limiter);
  return {
    code: 'level-refused',
    driveDb: most,
    restraints: [
      {
        code: 'loudness-refused',
        facts: {
          aim: code,
          askedLufs: hundredth(lufs),
          lufs: hundredth(reached.integratedLufs ?? 0),
          limit: spent.limit,
          value: hundredth(spent.value),
          allowed: spent.allowed,
        },
      },
    ],
  };
}

/** The knee: the loudest that the style's budget pays for, but not above what the style likes. */
function aimAuto(question: LoudnessQuestion, limiter: LimiterSetting): Aim {
  const { forecaster, style, coverage } = question;
  const loudest = styleLoudest(style, coverage);
  const kneeDb = affordableDriveDb(forecaster, limiter, style.limiting);
  const knee = forecaster.at(kneeDb, limiter);
  if ((knee.integratedLufs ?? 0) > loudest) {
    const driveDb = driveForLufs(forecaster, limiter, loudest);
    const facts = {
      style: style.id,
      lufs: hundredth(loudest),
      kneeLufs: hundredth(knee.integratedLufs ?? 0),
    };
    return { code: 'level-style', driveDb, restraints: [{ code: 'loudness-style', facts }] };
  }
  const next = forecaster.at(kneeDb + 0.1, limiter);
  const spent = overspent(next, style.limiting, limiter);
  const facts = {
    lufs: hundredth(knee.integratedLufs ?? 0),
    limit: spent?.limit ?? 'none',
    value: hundredth(spent?.value ?? 0),
    allowed: spent?.allowed ?? 0,
  };
  return { code: 'level-knee', driveDb: kneeDb, restraints: [{ code: 'loudness-knee', facts }] };
}

/** The aim as moves. A level of nothing and a limiter with nothing to do are left out. */
function settled(question: LoudnessQuestion, limiter: LimiterSetting, aimed: Aim): LoudnessDecision {
  const { forecaster } = question;
  const wantedDb = Math.min(MOST_LEVEL_DB, Math.max(-MOST_LEVEL_DB, aimed.driveDb));
  const driveDb = Math.abs(wantedDb) < LEAST_LEVEL_DB ? 0 : thousandth(wantedDb);
  const point = forecaster.at(driveDb, limiter);
  const peakDbtp = dbFromGain(forecaster.peak) + driveDb;
  const moves: Move[] = [];
  if (driveDb !== 0)
    moves.push(levelMove(aimed.code, driveDb, unlimitedLufs(forecaster, limiter), point.integratedLufs ?? 0));
  if (peakDbtp > limiter.ceilingDbtp + CEILING_TOLERANCE_DB) moves.push(limiterMove(limiter, peakDbtp));
  return {
    moves,
    restraints: [
      ...aimed.restraints,
      ...(moves.length === 0 ? [{ code: 'level-left-alone', facts: {} }] : []),
    ],
    promise: { integratedLufs: thousandth(point.integratedLufs ?? 0), ceilingDbtp: limiter.ceilingDbtp },
    point,
  };
}

/** Loudness of the sound as it comes from tone and glue. */
function unlimitedLufs(forecaster: Forecaster, limiter: LimiterSetting): number {
  const free = freeDriveDb(forecaster, limiter);
  return (forecaster.at(free, limiter).integratedLufs ?? 0) - free;
}

function levelMove(code: string, driveDb: number, before: number, after: number): Move {
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

function limiterMove(limiter: LimiterSetting, peakDbtp: number): Move {
  const before = hundredth(peakDbtp);
  const after = limiter.ceilingDbtp;
  return moveOf({
    id: 'limiter',
    stage: 'loudness',
    kind: 'limiter',
    params: { ceilingDbtp: after, lookAheadMs: limiter.lookAheadMs },
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
  });
}

/** Under 400 ms, or fainter than any meter hears: no loudness to aim at, but a ceiling to keep. */
function peaksOnly({ forecaster }: LoudnessQuestion, limiter: LimiterSetting): LoudnessDecision {
  const peakDbtp = dbFromGain(forecaster.peak);
  const over = peakDbtp > limiter.ceilingDbtp + CEILING_TOLERANCE_DB;
  return {
    ...nothing([{ code: 'loudness-unmeasurable', facts: {} }]),
    moves: over ? [limiterMove(limiter, peakDbtp)] : [],
    promise: { integratedLufs: null, ceilingDbtp: limiter.ceilingDbtp },
  };
}

function nothing(restraints: readonly Restraint[]): Omit<LoudnessDecision, 'promise'> {
  return { moves: [], restraints, point: null };
}
