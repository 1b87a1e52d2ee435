// Convert options: `lacquer convert` on the command line; its choices are those of the lists behind it.
import { type Command, InvalidArgumentError, Option } from 'commander';
import { writerById, WRITERS } from '../files/writers.ts';
import { DITHER_SHAPES } from '../process/output/dither-shapes.ts';
import { ENCODING_NAMES, QUALITY_NAMES, writerOfName } from '../tasks/convert-target.ts';
import type { ConvertOptions } from './command-options.ts';
import type { ExitStatus } from './exit-status.ts';
import { LATER_COMMANDS } from './help-text.ts';
import { numberIn } from './number-option.ts';

const KINDS = WRITERS.map(({ id, title }) => (id === title.toLowerCase() ? id : `${id} (${title})`)).join(
  ', ',
);

const QUALITIES = WRITERS.filter(({ qualities }) => qualities.length > 0)
  .map(({ title, qualities }) => `\n  ${title}\n${qualities.map(qualityLine).join('\n')}`)
  .join('');

function qualityLine({ id, caption }: { id: string; caption: string }, i: number): string {
  return `    ${id.padEnd(10)} ${caption}${i === 0 ? ' (unless you say otherwise)' : ''}`;
}

const CONVERT_HELP = `
Kinds of files:
  ${KINDS}

Qualities:${QUALITIES}

Examples:
  lacquer convert master.wav -o master.flac            the same samples, to the bit
  lacquer convert album/ --to flac -o flac/            a whole folder, names and folders kept
  lacquer convert song.wav -o song.mp3 --quality vbr-0
  lacquer convert mix.wav -o cd.wav --rate 44100 --bits 16
  lacquer convert master.wav -o clean.wav --clean      nothing but the sound, for pickier shops

Word lengths are shortened once, with dither; what needs no change passes to the bit. Every file is opened again and
compared before it appears. Nothing is overwritten without --force, and a source never.`;

/** Adds the command to the program; its code is loaded when it runs. */
export function addConvertCommand(program: Command, end: (status: ExitStatus) => void): void {
  program
    .command('convert')
    .description(LATER_COMMANDS.convert.caption)
    .argument(
      '<files...>',
      'audio files, folders to search, or patterns in quotation marks; - is standard input',
    )
    .option('-o, --out <path>', 'a file name for one song, or a folder (default: beside each source)')
    .option('--to <kind>', 'what it becomes, see below (default: by the ending of -o)', kindId)
    .option(
      '--rate <hz>',
      'sample rate in Hz, or keep (default: keep, as far as the kind holds it)',
      rateOrKeep,
    )
    .addOption(
      new Option(
        '--bits <length>',
        'word length, f for floats (default: as the source; 24 of floats and lossy files)',
      ).choices(ENCODING_NAMES),
    )
    .addOption(
      new Option(
        '--dither <shape>',
        'noise for a shortened word (default: shaped up to 16 bits, else tpdf)',
      ).choices(DITHER_SHAPES),
    )
    .addOption(
      new Option('--channels <count>', 'mono is (left + right) / 2 (default: keep)').choices([
        'keep',
        'mono',
        'stereo',
      ]),
    )
    .addOption(new Option('--quality <name>', 'of lossy kinds, see below').choices(QUALITY_NAMES))
    .option('--ceiling <dbtp>', 'hold the true peak at this level with the limiter', numberIn(-20, 0))
    .addOption(
      new Option('--tags <what>', 'carry title, artwork and the rest over (default: keep)').choices([
        'keep',
        'none',
      ]),
    )
    .option('--clean', 'leave out everything that is no sound, tags too')
    .option('--force', 'replace existing files, never a source')
    .option('--json', 'print JSON')
    .addHelpText('after', CONVERT_HELP)
    .action(async (files: string[], options: ConvertOptions) => {
      const { convertCommand } = await import('./convert-command.ts');
      end(await convertCommand(files, options));
    });
}

/** By its id, or by its ending: `w64` is `wave64`. */
function kindId(text: string): string {
  const name = text.toLowerCase();
  const kind = writerById(name) ?? writerOfName(`.${name}`);
  if (kind !== null) return kind.id;
  throw new InvalidArgumentError(`Use one of: ${WRITERS.map(({ id }) => id).join(', ')}.`);
}

function rateOrKeep(text: string): number | 'keep' {
  if (text === 'keep') return text;
  const kilo = /^(\d+(?:\.\d+)?)\s*k(?:hz)?$/i.exec(text.trim());
  const hz = kilo === null ? Number(text) : Math.round(1000 * Number(kilo[1]));
  if (text.trim() !== '' && Number.isInteger(hz) && hz > 0) return hz;
  throw new InvalidArgumentError('It must be a whole number of Hz, such as 44100, or keep.');
}
