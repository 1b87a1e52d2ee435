// Decide loudness: listens once to the song after tone and glue, forecasts every drive, and completes the plan.
import { pump } from '../../measure/measure.ts';
import type { Source } from '../../signal/stream.ts';
import type { Analysis } from '../analysis.ts';
import { tellingSections } from '../trial/telling-sections.ts';
import { CostedForecast } from './costed-forecast.ts';
import { Forecaster } from './forecast.ts';
import { HeardAfter, type HeardSong, type HearingWish } from './heard-after.ts';
import { LOUDNESS_RANGE_LUFS, stageIsAsked, type Intent } from '../intent.ts';
import { aimLoudness } from './loudness-aim.ts';
import { loudnessCost, type LoudnessCost } from './loudness-cost.ts';
import type { Plan, Span } from '../plan.ts';
import { soundless } from '../soundless.ts';
import { spectrumAfter } from '../spectrum-after.ts';
import type { LimitingBudget, Style } from '../style/style.ts';
import { ASKED_BUDGET, withinLimits } from './limiting-budget.ts';
import { tonePicture } from '../style/tone-picture.ts';

/** Tone, glue and limiter may take this much loudness away, so that more drive is needed than the mix would. */
const HEADROOM_DB = 4;

export interface Judgement {
  readonly plan: Plan;
  /** Loudness against what limiting costs; null where no loudness was decided. */
  readonly cost: LoudnessCost | null;
}

/**
 * The plan of `decideMoves` with its level, limiter and promise. Pulls the source to its end, unless nothing is to be
 * decided (silence, loudness off); the caller closes it.
 */
export async function judgeLoudness(
  source: Source,
  analysis: Analysis,
  plan: Plan,
  style: Style,
  onProgress?: (share: number) => void,
): Promise<Judgement> {
  const silent = soundless(analysis.measurements) !== null;
  if (silent || !levelIsAsked(plan.intent)) return withoutLevel(plan, silent);
  const heard = await hearAfter(source, plan, analysis, style, onProgress);
  return decideLevel(plan, analysis, style, levelSound(heard));
}

/** Neither switched off nor locked. */
export function levelIsAsked(intent: Intent): boolean {
  return intent.loudness.mode !== 'off' && stageIsAsked(intent, 'loudness');
}

/** Silence has no level, and `off` wants none decided. */
export function withoutLevel(plan: Plan, silent: boolean): Judgement {
  const off = silent ? [] : [{ code: 'loudness-off', facts: {} }];
  return { plan: { ...plan, restraints: [...plan.restraints, ...off] }, cost: null };
}

/** Listens to the song after the plan's moves, once. */
async function hearAfter(
  source: Source,
  plan: Plan,
  analysis: Analysis,
  style: Style,
  onProgress?: (share: number) => void,
): Promise<HeardSong> {
  const heard = new HeardAfter(source.format, hearingWish(plan, analysis, style));
  await pump(source, [heard], onProgress);
  return heard.result();
}

/** What must be heard of a song to decide its level after the plan's moves. */
export function hearingWish({ intent, moves }: Plan, analysis: Analysis, style: Style): HearingWish {
  const floorDb = intent.ceilingDbtp - expectedDriveDb(intent, style, analysis);
  return { moves, floorDb, spans: tellingSections(analysis.measurements) };
}

/**
 * The drive that the search will hardly exceed. Peaks that stay under the ceiling with it are told by their samples alone,
 * which is a little low, and costs a tenth of looking between them.
 */
function expectedDriveDb({ loudness }: Intent, style: Style, analysis: Analysis): number {
  const { integratedLufs } = analysis.measurements.loudness;
  if (integratedLufs === null) return LOUDNESS_RANGE_LUFS.max - LOUDNESS_RANGE_LUFS.min;
  const asked =
    loudness.mode === 'target'
      ? loudness.lufs
      : loudness.mode === 'auto'
        ? style.loudestLufs
        : integratedLufs;
  return asked - integratedLufs + HEADROOM_DB;
}

/** What a level is decided on; one of them serves every wish for the same moves. */
export interface LevelSound {
  readonly forecast: CostedForecast;
  readonly measuredOn: readonly Span[];
}

export function levelSound({ sketch, excerpts }: HeardSong): LevelSound {
  return {
    forecast: new CostedForecast(new Forecaster(sketch), excerpts),
    measuredOn: excerpts.map(({ startS, endS }) => ({ startS, endS })),
  };
}

/** The plan with its level decided, by what was heard of the song after the plan's moves. */
export function decideLevel(
  plan: Plan,
  analysis: Analysis,
  style: Style,
  { forecast, measuredOn }: LevelSound,
): Judgement {
  const { intent, song, moves } = plan;
  // As the moves leave it, so that the master, judged again, is found to be what it was meant to be.
  const spectrum = spectrumAfter(analysis.measurements.spectrum, moves, song.sampleRateHz);
  const coverage = tonePicture(spectrum, style.spectrum)?.coverage ?? 1;
  const within = (budget: LimitingBudget): LimitingBudget => withinLimits(budget, intent.budget, plan.damage);
  const judged = { style: { ...style, limiting: within(style.limiting) }, allowed: within(ASKED_BUDGET) };
  const decided = aimLoudness({ analysis, intent, song, ...judged, coverage, forecast });
  return {
    plan: {
      ...plan,
      moves: [...plan.moves, ...decided.moves],
      restraints: [...plan.restraints, ...decided.restraints],
      promise: decided.promise,
    },
    cost: decided.told && loudnessCost({ forecast, ...judged, intent, measuredOn, ...decided.told }),
  };
}
