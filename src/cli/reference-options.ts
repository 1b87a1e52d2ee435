// Reference options: `lacquer reference` on the command line, and what every command that judges asks of a reference.
import type { Command } from 'commander';
import type { Place } from '../files/place.ts';
import { parseMatchStrengths } from '../master/reference/match-strengths.ts';
import { DEFAULT_STRENGTHS, type Reference } from '../master/reference/signature.ts';
import type { IntentOptions, ReferenceSaveOptions } from './command-options.ts';
import type { ExitStatus } from './exit-status.ts';
import { LATER_COMMANDS } from './help-text.ts';

const REFERENCE_HELP = `
A signature keeps how finished records sound where they are loud: tone, width, movement by band, and loudness. It is a small
text file: songs that come later, a single or a bonus track, can be matched with it when the records are no longer at hand.

Examples:
  lacquer reference save album/*.wav -o album.signature.json
  lacquer reference save first.wav second.wav --weights 2,1 -o both.signature.json
  lacquer master bonus.wav --reference album.signature.json
  lacquer master mix.wav --reference record.wav,other.flac:0.5 --reference-strength tone=80,width=50`;

/** Adds the command to the program; its code is loaded when it runs. */
export function addReferenceCommands(program: Command, end: (status: ExitStatus) => void): void {
  const reference = program.command('reference').description(LATER_COMMANDS.reference.caption);
  reference.addHelpText('after', REFERENCE_HELP);
  reference
    .command('save')
    .description('keep how records sound, for songs to come')
    .argument('<files...>', 'finished records: files, folders to search, or patterns in quotation marks')
    .requiredOption('-o, --out <file>', 'where the signature goes: a .json file')
    .option('--weights <numbers>', 'how much each counts, in the same order: 2,1 (default: all alike)')
    .option('--force', 'replace the file')
    .option('--json', 'print the signature as JSON too')
    .action(async (files: string[], options: ReferenceSaveOptions) => {
      const { saveCommand } = await import('./reference-command.ts');
      end(await saveCommand(files, options));
    });
}

/** The two options of every command that judges. */
export function addMatchOptions(command: Command): Command {
  return command
    .option(
      '--reference <files>',
      'match finished records instead of a style: REF.wav, REF.wav,OTHER.wav:0.5 (weights), or a saved .signature.json',
      (value: string, before: string[] = []) => [...before, value],
    )
    .option(
      '--reference-strength <parts>',
      'how much of the match, in per cent: 80, or tone=80,width=50,dynamics=50,loudness=100 (default: all, dynamics half)',
    );
}

/** null where none is asked for. Faults: those of `parseMatchStrengths` and of `readReferences`. */
export async function referenceAsked(
  { reference = [], referenceStrength }: IntentOptions,
  place: Place,
): Promise<Reference | null> {
  const strengths =
    referenceStrength === undefined ? DEFAULT_STRENGTHS : parseMatchStrengths(referenceStrength);
  if (reference.length === 0) return null;
  const { parseReferences, readReferences } = await import('../tasks/read-references.ts');
  return { signature: await readReferences(place, await parseReferences(place, reference)), strengths };
}
