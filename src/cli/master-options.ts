// Master options: `lacquer master` and `lacquer candidates` on the command line.
import { Option, type Command } from 'commander';
import type { CandidatesOptions, MasterOptions } from './command-options.ts';
import type { ExitStatus } from './exit-status.ts';
import { CANDIDATES_HELP, LATER_COMMANDS, MASTER_HELP } from './help-text.ts';
import { addIntentOptions } from './intent-options.ts';

const MIX = 'the mix: WAV, AIFF, FLAC, MP3, Ogg, Opus or M4A';

/** What asks for files, where none is written. */
const WRITERS = ['explain', 'explainWhole', 'cleanTwin'];
/** What a plan that is given has decided already: not to be passed over in silence. */
const DECIDES = [
  'style',
  'amount',
  'loudness',
  'ceiling',
  'only',
  'without',
  'lock',
  'budget',
  'strength',
  'candidate',
  'reference',
  'referenceStrength',
];

export function addMasterCommand(program: Command, end: (status: ExitStatus) => void): void {
  const master = program
    .command('master')
    .description(LATER_COMMANDS.master.caption)
    .argument('<mix>', MIX)
    .option('-o, --out <folder>', 'where the files go (default: a folder beside the mix, NAME-master)');
  addIntentOptions(master)
    .option(
      '--candidate <name>',
      'take one of "lacquer candidates": alone, gentle, recommended, louder, reference',
    )
    .option(
      '--strength <moves>',
      'single moves at another strength, in per cent: tone=50,glue=0 (their names stand in plan.json)',
    )
    .addOption(
      new Option('--dry-run', 'print the plan and what loudness costs, write nothing').conflicts(WRITERS),
    )
    .addOption(
      new Option(
        '--plan <file>',
        'render this plan (a plan.json, edited or not) instead of deciding anew',
      ).conflicts(DECIDES),
    )
    .option(
      '--revise <words>',
      'change the plan in words: "less harsh at 1:12, a bit more bass" ("lacquer revise --help" tells them)',
    )
    .option(
      '--explain [moves]',
      'for each move (tone,glue; all unless told) two files more: the master without it, as loud, and what it changed',
    )
    .option('--explain-whole', 'the same over the whole song, instead of its loudest and quietest part')
    .option(
      '--as-alternate',
      'with --plan: this is an instrumental, a radio edit or a stem of that song; the same moves and gains, of any length',
    )
    .option('--clean-twin', 'one file more: the master without tags or anything else beside its sound')
    .option('--force', 'replace files of an earlier run')
    .option('--json', 'print the report (with --dry-run: the plan) as JSON')
    .addHelpText('after', MASTER_HELP)
    .action(async (mix: string, options: MasterOptions) => {
      const { masterCommand } = await import('./master-command.ts');
      end(await masterCommand(mix, options));
    });
}

export function addCandidatesCommand(program: Command, end: (status: ExitStatus) => void): void {
  const candidates = program
    .command('candidates')
    .description(LATER_COMMANDS.candidates.caption)
    .argument('<mix>', MIX)
    .option(
      '-o, --out <folder>',
      'where the previews go (default: a folder beside the mix, NAME-candidates)',
    );
  addIntentOptions(candidates)
    .option('--force', 'replace files of an earlier run')
    .option('--json', 'print the record as JSON')
    .addHelpText('after', CANDIDATES_HELP)
    .action(async (mix: string, options: CandidatesOptions) => {
      const { candidatesCommand } = await import('./candidates-command.ts');
      end(await candidatesCommand(mix, options));
    });
}
