// Program: the commands, their options and their help.
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { TOOL } from '../tasks/version.ts';
import type { CheckOptions, RulesOptions, StudioOptions, WaiveOptions } from './command-options.ts';
import { EXIT, type ExitStatus } from './exit-status.ts';
import { tellFailure } from './failure.ts';
import { CHECK_HELP, LATER_COMMANDS, PROFILE_NAMES, PROGRAM_HELP, WAIVE_HELP } from './help-text.ts';

/** `args` without the program's own name. Never throws. */
export async function runCommandLine(args: readonly string[]): Promise<ExitStatus> {
  let status: ExitStatus = EXIT.done;
  try {
    const program = await createProgram(args, (result) => {
      status = result;
    });
    await program.parseAsync(args, { from: 'user' });
    return status;
  } catch (reason) {
    if (reason instanceof CommanderError) return reason.exitCode === 0 ? EXIT.done : EXIT.badUsage;
    return tellFailure(reason);
  }
}

/** Commands load their code only when they run: `--help` and a quick check start fast. */
async function createProgram(args: readonly string[], end: (status: ExitStatus) => void): Promise<Command> {
  const program = new Command('lacquer')
    .description('Takes finished music mixes to release: listens, judges, masters, verifies.')
    .version(TOOL.version, '-v, --version', 'print the version')
    .exitOverride()
    .showHelpAfterError('(lacquer --help tells more)')
    .configureHelp({ showGlobalOptions: true });
  program.addHelpText('after', PROGRAM_HELP);

  program
    .command('check')
    .description('measure and inspect audio files; change nothing')
    .argument(
      '<files...>',
      'audio files, folders to search, or patterns in quotation marks ("album/**/*.wav")',
    )
    .option('--profile <name>', `what counts as an error: ${PROFILE_NAMES}, or a JSON file (default: mix)`)
    .addOption(
      new Option('--fail-on <severity>', 'end with status 1 from this severity on (default: error)').choices([
        'error',
        'warning',
        'note',
        'never',
      ]),
    )
    .addOption(
      new Option('--format <name>', 'text for people, the others for programs (default: text)').choices([
        'text',
        'json',
        'csv',
        'sarif',
        'junit',
      ]),
    )
    .option('--json', 'the same as --format json')
    .option('-o, --out <file>', 'write into this file, whole or not at all, instead of onto the terminal')
    .option(
      '--report <path>',
      'a page with pictures, to read, print and send: FILE.html, or a folder for a page a song',
    )
    .option('--quick', 'loudness and peaks only')
    .option('--columns <list>', 'many files: show these columns, separated by commas')
    .option('--sort <column>', 'many files: order by any column; add :asc or :desc to say which way')
    .option(
      '--waivers <file>',
      'findings that are meant to be so (default: lacquer-waivers.json beside each song)',
    )
    .option('--no-waivers', 'count every finding, waived or not')
    .option('--watch', 'go on: check again whatever changes or comes, until Ctrl-C')
    .addHelpText('after', CHECK_HELP)
    .action(async (files: string[], options: CheckOptions) => {
      const { checkCommand } = await import('./check-command.ts');
      end(await checkCommand(files, options));
    });

  program
    .command('waive')
    .description('mark a finding as meant to be so: it is told, and does not count any more')
    .argument('<song>', 'the audio file')
    .argument('[code]', 'what was found, as check calls it: click, clipping, hum …')
    .option('--at <time>', 'only what was found here (1:23.4 or 83.4); everywhere in the song unless told')
    .option('--note <text>', 'why it is meant to be so')
    .option('--list', 'show what is waived in this song')
    .option('--remove', 'take a waiver back')
    .option('--profile <name>', 'waive what is found by this profile (default: mix)')
    .option('--waivers <file>', 'where waivers are kept (default: lacquer-waivers.json beside the song)')
    .option('--json', 'with --list: print JSON')
    .addHelpText('after', WAIVE_HELP)
    .action(async (song: string, code: string | undefined, options: WaiveOptions) => {
      const { waiveCommand } = await import('./waive-command.ts');
      end(await waiveCommand(song, code, options));
    });

  program
    .command('rules')
    .description('list the rules of check: what they mean, and what each profile makes of them')
    .argument('[rules...]', 'only these: click, over-ceiling … (default: all)')
    .option('--profile <name>', 'this profile alone, or a JSON file of your own (which checks it)')
    .option('--json', 'print JSON')
    .action(async (ids: string[], options: RulesOptions) => {
      const { rulesCommand } = await import('./rules-command.ts');
      end(await rulesCommand(ids, options));
    });

  await addLater(program, args, end);

  program
    .command('studio')
    .description('show the studio in your browser, served by this machine to itself')
    .option('--port <number>', 'the port to answer on (default: 4711, or the next free one)', portNumber)
    .option('--no-open', 'only print the address')
    .action(async (options: StudioOptions) => {
      const { studioCommand } = await import('./studio-command.ts');
      end(await studioCommand(options));
    });
  return program;
}

type AddCommands = (program: Command, end: (status: ExitStatus) => void) => void;

/** Commands whose options are made of long lists: of the others' start they are only the names. */
const ADD_LATER: Readonly<Record<keyof typeof LATER_COMMANDS, () => Promise<AddCommands>>> = {
  master: async () => (await import('./master-options.ts')).addMasterCommand,
  candidates: async () => (await import('./master-options.ts')).addCandidatesCommand,
  convert: async () => (await import('./convert-options.ts')).addConvertCommand,
  plan: async () => (await import('./plan-options.ts')).addPlanCommands,
  profile: async () => (await import('./profile-options.ts')).addProfileCommands,
  reference: async () => (await import('./reference-options.ts')).addReferenceCommands,
  revise: async () => (await import('./revise-options.ts')).addReviseCommand,
  tags: async () => (await import('./tags-options.ts')).addTagsCommands,
  album: async () => (await import('./album-options.ts')).addAlbumCommands,
  deliver: async () => (await import('./deliver-options.ts')).addDeliverCommand,
  ddp: async () => (await import('./ddp-options.ts')).addDdpCommands,
  verify: async () => (await import('./verify-options.ts')).addVerifyCommand,
  pack: async () => (await import('./verify-options.ts')).addPackCommand,
  sign: async () => (await import('./verify-options.ts')).addSignCommand,
};

async function addLater(
  program: Command,
  args: readonly string[],
  end: (status: ExitStatus) => void,
): Promise<void> {
  for (const name of Object.keys(ADD_LATER) as (keyof typeof LATER_COMMANDS)[]) {
    const { takes, caption } = LATER_COMMANDS[name];
    if (args.includes(name)) (await ADD_LATER[name]())(program, end);
    else program.command(name).argument(takes).description(caption);
  }
}

function portNumber(text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= 1 && value <= 65535) return value;
  throw new InvalidArgumentError('It must be a whole number from 1 to 65535.');
}
