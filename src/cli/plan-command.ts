// Plan command: `lacquer plan`: shows, checks and compares plan files, and prints their schema.
import { diffPlans } from '../master/plan-file/diff-plans.ts';
import { planSchema } from '../master/plan-file/plan-schema.ts';
import type { Plan } from '../master/plan.ts';
import { diskPlace } from '../places/disk.ts';
import { planDiffText } from '../report/plan-diff-text.ts';
import { planSummary } from '../report/summary.ts';
import { printable } from '../report/text-style.ts';
import { readPlan } from '../tasks/read-plan.ts';
import type { PlanDiffOptions } from './command-options.ts';
import { EXIT, type ExitStatus } from './exit-status.ts';
import { terminalText } from './terminal-text.ts';

export async function showPlan(file: string, options: PlanDiffOptions): Promise<ExitStatus> {
  const plan = await planAt(file);
  console.log(options.json ? JSON.stringify(plan, null, 2) : planSummary(plan, terminalText()));
  return EXIT.done;
}

/** The first that cannot be used is a Fault. */
export async function checkPlans(files: readonly string[]): Promise<ExitStatus> {
  for (const file of files) {
    const { moves, song } = await planAt(file);
    const count = moves.length === 1 ? 'one move' : `${moves.length || 'no'} moves`;
    console.log(printable(`${file}: a plan of ${count} for “${song.name}”`));
  }
  return EXIT.done;
}

/** As `diff` does: 1 where they differ. */
export async function diffCommand(
  before: string,
  after: string,
  options: PlanDiffOptions,
): Promise<ExitStatus> {
  const diff = diffPlans(await planAt(before), await planAt(after));
  const names = { before: printable(before), after: printable(after) };
  console.log(options.json ? JSON.stringify(diff, null, 2) : planDiffText(diff, names, terminalText()));
  return diff.same ? EXIT.done : EXIT.doneWithErrors;
}

export async function printSchema(): Promise<ExitStatus> {
  console.log(JSON.stringify(await planSchema(), null, 2));
  return EXIT.done;
}

function planAt(file: string): Promise<Plan> {
  return readPlan(diskPlace(), file);
}
