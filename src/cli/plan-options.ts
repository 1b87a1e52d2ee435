// Plan options: `lacquer plan` on the command line: show, check, diff, schema.
import type { Command } from 'commander';
import type { PlanDiffOptions } from './command-options.ts';
import type { ExitStatus } from './exit-status.ts';
import { LATER_COMMANDS } from './help-text.ts';

const PLAN_HELP = `
A plan is a file: the plan.json that "lacquer master" wrote, or one of your own in JSON or YAML (.yaml, .yml). Change any
figure, add a move (id, kind and params are enough), and render it with "lacquer master mix.wav --plan FILE".

Examples:
  lacquer plan show mix-master/plan.json
  lacquer plan check mine.yaml
  lacquer plan diff plan.json plan.2.json
  lacquer plan schema > plan.schema.json               name it as "$schema" in your plan, and your editor knows every field`;

const DIFF_HELP = `
Exit status: 0 no difference, 1 they differ, 2 one of them is no plan, 3 one of them cannot be read.`;

/** Adds the commands to the program; their code is loaded when they run. */
export function addPlanCommands(program: Command, end: (status: ExitStatus) => void): void {
  const plan = program.command('plan').description(LATER_COMMANDS.plan.caption);
  plan.addHelpText('after', PLAN_HELP);
  plan
    .command('show')
    .description('what a plan does and why, in words')
    .argument('<plan>', 'a plan file, JSON or YAML')
    .option('--json', 'print the whole plan as JSON, every default filled in')
    .action(async (file: string, options: PlanDiffOptions) => {
      end(await (await commands()).showPlan(file, options));
    });
  plan
    .command('check')
    .description('whether plans can be rendered; what is wrong is told with its line and column')
    .argument('<plans...>', 'plan files, JSON or YAML')
    .action(async (files: string[]) => {
      end(await (await commands()).checkPlans(files));
    });
  plan
    .command('diff')
    .description('what two plans differ in')
    .argument('<before>', 'a plan file')
    .argument('<after>', 'another')
    .option('--json', 'print JSON')
    .addHelpText('after', DIFF_HELP)
    .action(async (before: string, after: string, options: PlanDiffOptions) => {
      end(await (await commands()).diffCommand(before, after, options));
    });
  plan
    .command('schema')
    .description('print the JSON Schema of plan files (draft 2020-12)')
    .action(async () => {
      end(await (await commands()).printSchema());
    });
}

function commands(): Promise<typeof import('./plan-command.ts')> {
  return import('./plan-command.ts');
}
