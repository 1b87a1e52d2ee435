// Revise options: `lacquer revise` on the command line.
import type { Command } from 'commander';
import type { ReviseOptions } from './command-options.ts';
import type { ExitStatus } from './exit-status.ts';
import { LATER_COMMANDS } from './help-text.ts';

const REVISE_HELP = `
Words (docs/guide/revising.md has all of them):
  more, less, too, a bit, much, by 1.5 dB
  sub, bass, body, mud, low mids, warmth, mids, voice, presence, harshness, brightness, treble, air, sibilance, width,
  punch, compression, pumping, loudness; brighter, warmer, wider, louder …
  at 1:12, from 0:30 to 1:00, chorus, verse, intro, outro
  undo, without, half the … and the name of a move

Examples:
  lacquer revise plan.json "a bit more bass, less harsh at 1:12" --mix mix.wav       writes plan.2.json
  lacquer revise plan.2.json "louder chorus, less pumping, undo the tone" --mix mix.wav
  lacquer plan diff plan.json plan.3.json
  lacquer master mix.wav --plan plan.3.json -o release
  lacquer master mix.wav --revise "warmer, quieter by 1 LU"                           all in one

A wish moves 0.5, 1 or 2 dB; all wishes together move nothing by more than 3 dB. With the mix, level and limiter are decided
anew; without it no loudness is promised. No version is ever overwritten.`;

/** Adds the command to the program; its code is loaded when it runs. */
export function addReviseCommand(program: Command, end: (status: ExitStatus) => void): void {
  program
    .command('revise')
    .description(LATER_COMMANDS.revise.caption)
    .argument('<plan>', 'a plan file, JSON or YAML')
    .argument('<words...>', 'what should be otherwise: "more bass, less harsh at 1:12"')
    .option('--mix <file>', 'the mix that the plan is for: level and limiter are decided anew')
    .option('-o, --out <file>', 'where the next version goes (default: plan.2.json, plan.3.json … beside it)')
    .option('--json', 'print what changed, and the new plan, as JSON')
    .addHelpText('after', REVISE_HELP)
    .action(async (plan: string, words: string[], options: ReviseOptions) => {
      const { reviseCommand } = await import('./revise-command.ts');
      end(await reviseCommand(plan, words.join(' '), options));
    });
}
