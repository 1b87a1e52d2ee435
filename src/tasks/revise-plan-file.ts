// Revise plan file: the next version of a plan by wishes in words, written beside it; every earlier version stays.
import type { Place } from '../files/place.ts';
import { diffPlans, type PlanDiff } from '../master/plan-file/diff-plans.ts';
import type { Plan } from '../master/plan.ts';
import { refuseWords } from '../master/revise/refuse-words.ts';
import { revisePlan, type HeardMix } from '../master/revise/revise-plan.ts';
import { Fault } from '../signal/fault.ts';
import { heardMix } from './heard-mix.ts';
import { outputIn, refuseExisting, removeStaged, splitPath, stageText, type Output } from './outputs.ts';
import { hearMarked } from './hear-marked.ts';
import { readPlan } from './read-plan.ts';
import { SILENT_RUN, type Run } from './run.ts';
import { takePlan } from './take-plan.ts';

export interface ReviseOptions {
  /** The mix that the plan is for: level and limiter are then decided anew. */
  readonly mix?: string;
  /** Where the next version goes; the next free number beside the plan unless told. */
  readonly out?: string;
}

export interface RevisedPlan {
  readonly before: Plan;
  readonly plan: Plan;
  readonly diff: PlanDiff;
  /** Where it was written. */
  readonly path: string;
}

/** More versions than anyone makes. */
const MOST_VERSIONS = 10_000;

/**
 * Reads a plan, changes it by `words` and writes the next version; nothing is ever overwritten. Stages: `listen`, `decide`,
 * `forecast`. Faults: those of `readPlan`, `revisePlan`, of the mix and of the place; `plan-for-other-song`, `exists`.
 */
export async function revisePlanFile(
  place: Place,
  planPath: string,
  words: string,
  { mix, out }: ReviseOptions = {},
  run: Run = SILENT_RUN,
): Promise<RevisedPlan> {
  refuseWords(words);
  const before = await readPlan(place, planPath);
  const output = await nextVersion(place, planPath, out);
  const heard = mix === undefined ? null : await heardFor(place, mix, before, run);
  const plan = await revisePlan(before, words, heard);
  try {
    await stageText(place, output, `${JSON.stringify(plan, null, 2)}\n`);
    await place.move(output.stagedPath, output.path, { replace: false });
  } catch (reason) {
    await removeStaged(place, [output]);
    throw reason;
  }
  return { before, plan, diff: diffPlans(before, plan), path: output.path };
}

async function heardFor(place: Place, mixPath: string, plan: Plan, run: Run): Promise<HeardMix> {
  const mix = await hearMarked(place, mixPath, run);
  takePlan(mixPath, mix, plan);
  return heardMix(place, mixPath, mix, run);
}

/** `plan.2.json` behind `plan.json` and `plan.3.json` behind `plan.2.json`, or the first number after it that is free. */
async function nextVersion(place: Place, planPath: string, out: string | undefined): Promise<Output> {
  if (out !== undefined) {
    const output = outputIn(...splitPath(out));
    await refuseExisting(place, [output]);
    return output;
  }
  const [folder, name] = splitPath(planPath);
  const [, stem = name, number] = /^(.*?)(?:\.(\d{1,4}))?(?:\.(?:json|ya?ml))?$/i.exec(name) ?? [];
  for (let version = Number(number ?? 1) + 1; version < MOST_VERSIONS; version++) {
    const output = outputIn(folder, `${stem}.${version}.json`);
    if (!(await place.exists(output.path))) return output;
  }
  throw new Fault('exists', 'output', { file: planPath });
}
