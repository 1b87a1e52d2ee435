// Profile options: `lacquer profile` on the command line: learn, list, show.
import type { Command } from 'commander';
import type { ProfileLearnOptions, ProfileShowOptions } from './command-options.ts';
import type { ExitStatus } from './exit-status.ts';
import { LATER_COMMANDS } from './help-text.ts';

const PROFILE_HELP = `
A style says where the tone of its records lies and how far they differ, how they move, how wide and how loud they are.
Learn one from records that sound as you want yours to sound: three at least, ten are better, all of one kind.

Examples:
  lacquer profile list
  lacquer profile show jazz
  lacquer profile learn records/ -o my-band.style.json
  lacquer master mix.wav --style my-band.style.json`;

/** Adds the commands to the program; their code is loaded when they run. */
export function addProfileCommands(program: Command, end: (status: ExitStatus) => void): void {
  const profile = program.command('profile').description(LATER_COMMANDS.profile.caption);
  profile.addHelpText('after', PROFILE_HELP);
  profile
    .command('learn')
    .description('make a style from your own records')
    .argument('<files...>', 'finished records: files, folders to search, or patterns in quotation marks')
    .requiredOption('-o, --out <file>', 'where the style goes: a .json file')
    .option(
      '--name <name>',
      'what it is called: small letters, digits, hyphens (default: from the file’s name)',
    )
    .option('--json', 'print the style as JSON too')
    .action(async (files: string[], options: ProfileLearnOptions) => {
      end(await (await commands()).learnCommand(files, options));
    });
  profile
    .command('list')
    .description('the styles that are built in')
    .option('--json', 'print JSON')
    .action(async (options: ProfileShowOptions) => {
      end(await (await commands()).listCommand(options));
    });
  profile
    .command('show')
    .description('one style in figures')
    .argument('<name>', 'a style’s name, or a JSON or YAML file of your own (which checks it)')
    .option('--json', 'print JSON: a file to begin from')
    .action(async (name: string, options: ProfileShowOptions) => {
      end(await (await commands()).showCommand(name, options));
    });
}

function commands(): Promise<typeof import('./profile-command.ts')> {
  return import('./profile-command.ts');
}
