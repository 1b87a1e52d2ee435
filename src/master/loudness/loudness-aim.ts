// Loudness aim: how loud: as asked or as the style likes, but never past what limiting may cost.
import type { Analysis } from '../analysis.ts';
import { hundredth } from '../decider.ts';
import { finishedSign, type FinishedSign } from '../finished.ts';
import type { Intent } from '../intent.ts';
import type { PlannedSong } from '../plan.ts';
import type { LimitingBudget, Style } from '../style/style.ts';
import { styleLoudest } from '../style/style-loudness.ts';
import type { CostedForecast } from './costed-forecast.ts';
import type { LimiterSetting } from './forecast.ts';
import { chooseLimiter } from './limiter-choice.ts';
import { overspent } from './limiting-budget.ts';
import { limiterSetting, peaksOnly, settled, type Aim, type LoudnessDecision } from './loudness-moves.ts';
import { affordableDriveDb, driveForLufs, freeDriveDb } from './loudness-search.ts';

/** Far enough past the knee that its limit is told with a figure above it. */
const BEYOND_DB = 0.1;

export interface LoudnessQuestion {
  readonly analysis: Analysis;
  readonly intent: Intent;
  readonly song: PlannedSong;
  readonly style: Style;
  /** What may be spent on a loudness that somebody asks for. */
  readonly allowed: LimitingBudget;
  /** Share 0…1 of the spectrum that the arrangement fills. */
  readonly coverage: number;
  /** Of the sound after the moves before. */
  readonly forecast: CostedForecast;
}

/** Without what is known before it. */
type Sought = Pick<Aim, 'code' | 'driveDb' | 'restraints'>;

/** Not for `off`. Too short or too quiet for a loudness: peaks only. */
export function aimLoudness(question: LoudnessQuestion): LoudnessDecision {
  const { intent, forecast } = question;
  const limiter = limiterSetting(intent);
  // Above the free drive a simulation is needed, which changes nothing in whether there is a loudness.
  const own = forecast.at(Math.min(0, freeDriveDb(forecast, limiter)), limiter);
  if (own.integratedLufs === null) return peaksOnly(forecast, limiter);
  return settled(forecast, aim(question, limiter));
}

function aim(question: LoudnessQuestion, usual: LimiterSetting): Aim {
  const { intent, analysis, style, allowed, coverage, forecast } = question;
  const { loudness } = intent;
  const own = analysis.measurements.loudness.integratedLufs ?? 0;
  const asked = loudness.mode === 'target' ? loudness.lufs : own;
  const auto = loudness.mode === 'auto';
  const sign = signWithoutWish(question);
  if (auto && sign !== null)
    return { ...aimFinished(question, usual, sign, own), limiter: usual, rejected: [], recommendedLufs: own };
  const { limiter, rejected } = auto
    ? chooseLimiter(forecast, usual, styleLoudest(style, coverage), style.limiting)
    : chooseLimiter(forecast, usual, asked, allowed);
  const liked = aimAuto(question, limiter);
  const recommendedLufs = sign === null ? lufsAt(forecast, liked.driveDb, limiter) : own;
  const code = loudness.mode === 'target' ? 'level-asked' : 'level-kept';
  const sought = auto ? liked : aimAt(question, limiter, asked, code, recommendedLufs);
  // Nothing switches silently: what was passed over is told with the loudness too.
  const passed = limiter === usual ? [] : rejected.slice(0, 1);
  const restraints = [...sought.restraints, ...passed];
  return { ...sought, restraints, limiter, rejected, recommendedLufs };
}

/** Whether the song bears a sign of being finished, whatever loudness is asked for. */
function signWithoutWish({ analysis, intent, song, style }: LoudnessQuestion): FinishedSign | null {
  return finishedSign(analysis, { ...intent, loudness: { mode: 'auto' } }, song, style);
}

function lufsAt(forecast: CostedForecast, driveDb: number, limiter: LimiterSetting): number {
  return forecast.forecaster.at(driveDb, limiter).integratedLufs ?? 0;
}

/** A finished song keeps its level; only what exceeds the ceiling is held, as long as that is cheap. */
function aimFinished(
  question: LoudnessQuestion,
  limiter: LimiterSetting,
  sign: FinishedSign,
  lufs: number,
): Sought {
  const told = { code: 'loudness-finished', facts: { sign, lufs: hundredth(lufs) } };
  const untouched = question.forecast.at(0, limiter);
  if (overspent(untouched, question.allowed, limiter) === null) {
    const facts = { ...told.facts, heldLufs: hundredth(untouched.integratedLufs ?? lufs) };
    return { code: 'level-finished', driveDb: 0, restraints: [{ ...told, facts }] };
  }
  const kept = aimAt(question, limiter, lufs, 'level-finished', lufs);
  return kept.code === 'level-refused' ? kept : { ...kept, restraints: [told, ...kept.restraints] };
}

/** That loudness, or the loudest that may be asked for, with what stopped it and what else there is to choose. */
function aimAt(
  { forecast, allowed }: LoudnessQuestion,
  limiter: LimiterSetting,
  lufs: number,
  code: string,
  recommendedLufs: number,
): Sought {
  const driveDb = driveForLufs(forecast, limiter, lufs);
  const spent = overspent(forecast.at(driveDb, limiter), allowed, limiter);
  if (spent === null) return { code, driveDb, restraints: [] };
  const most = affordableDriveDb(forecast, limiter, allowed);
  const facts = {
    aim: code,
    askedLufs: hundredth(lufs),
    lufs: hundredth(lufsAt(forecast, most, limiter)),
    limit: spent.limit,
    value: hundredth(spent.value),
    allowed: spent.allowed,
    recommendedLufs: hundredth(recommendedLufs),
    character: limiter.character,
  };
  return { code: 'level-refused', driveDb: most, restraints: [{ code: 'loudness-refused', facts }] };
}

/** The knee: the loudest that the style's budget pays for, but not above what the style likes. */
function aimAuto({ forecast, style, coverage }: LoudnessQuestion, limiter: LimiterSetting): Sought {
  const loudest = styleLoudest(style, coverage);
  const kneeDb = affordableDriveDb(forecast, limiter, style.limiting);
  const kneeLufs = lufsAt(forecast, kneeDb, limiter);
  if (kneeLufs > loudest) {
    const driveDb = driveForLufs(forecast, limiter, loudest);
    const facts = { style: style.id, lufs: hundredth(loudest), kneeLufs: hundredth(kneeLufs) };
    return { code: 'level-style', driveDb, restraints: [{ code: 'loudness-style', facts }] };
  }
  const spent = overspent(forecast.at(kneeDb + BEYOND_DB, limiter), style.limiting, limiter);
  const facts = {
    lufs: hundredth(kneeLufs),
    limit: spent?.limit ?? 'none',
    value: hundredth(spent?.value ?? 0),
    allowed: spent?.allowed ?? 0,
  };
  return { code: 'level-knee', driveDb: kneeDb, restraints: [{ code: 'loudness-knee', facts }] };
}
