// Judge asked: the plan of a master: the one that was given or the judgement's own, revised in words where that is asked.
import type { Place } from '../files/place.ts';
import type { Intent } from '../master/intent.ts';
import type { Judgement } from '../master/loudness/decide-loudness.ts';
import type { Plan } from '../master/plan.ts';
import type { AnalysedSong } from './analyse-song.ts';
import { heardMix } from './heard-mix.ts';
import { hearMarked } from './hear-marked.ts';
import { judgeFile, refuseWish, type JudgeOptions } from './plan-song.ts';
import type { Run } from './run.ts';
import { takeAlternate, takePlan } from './take-plan.ts';

export interface PlanOptions extends JudgeOptions {
  /** Taken as it is, instead of deciding anew; `intent` is then the plan's own. */
  readonly plan?: Plan;
  /** With `plan`: the file is another version or a part of that song, and gets the same moves whatever its length. */
  readonly asAlternate?: boolean;
  /** Wishes in words (docs/guide/revising.md), upon the plan. */
  readonly revise?: string;
}

export interface AskedJudgement extends Judgement {
  /** The plan before the wishes; null where there were none. */
  readonly before: Plan | null;
}

/** Faults: those of `takePlan`, `judgeFile` and `revisePlan`. */
export async function judgeAsked(
  place: Place,
  mixPath: string,
  mix: AnalysedSong,
  intent: Intent,
  options: PlanOptions,
  run: Run,
): Promise<AskedJudgement> {
  const given = options.plan && (await checkedPlan(options.plan));
  const judged = given
    ? await (options.asAlternate ? takeAlternate : takePlan)(mixPath, mix, given)
    : await judgeFile(place, mixPath, mix, intent, run, options);
  if (options.revise === undefined) return { ...judged, before: null };
  // Loaded when needed: few masters are revised on their way.
  const { revisePlan } = await import('../master/revise/revise-plan.ts');
  const heard = heardMix(place, mixPath, mix, run, options.ownStyle);
  // What loudness costs was measured before the wishes.
  return { plan: await revisePlan(judged.plan, options.revise, heard), cost: null, before: judged.plan };
}

/** Told before the listening: words that nobody knows. Faults: those of `refuseWords`. */
export async function refuseAsked({ revise }: PlanOptions): Promise<void> {
  if (revise !== undefined) (await import('../master/revise/refuse-words.ts')).refuseWords(revise);
}

/** The same where nothing was heard yet; a plan that is only shown needs no mix. Stage besides those of judging: `listen`. */
export async function planAsked(
  place: Place,
  mixPath: string,
  intent: Intent,
  options: PlanOptions,
  run: Run,
): Promise<AskedJudgement> {
  if (options.plan && options.revise === undefined) return { plan: options.plan, cost: null, before: null };
  if (!options.plan) refuseWish(intent, options);
  await refuseAsked(options);
  return judgeAsked(place, mixPath, await hearMarked(place, mixPath, run), intent, options, run);
}

/** Loaded when needed: a page masters plans that it made itself. */
async function checkedPlan(plan: Plan): Promise<Plan> {
  return (await import('../master/plan-file/check-plan.ts')).checkPlan(plan);
}
