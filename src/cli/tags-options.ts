// Tags options: `lacquer tags` on the command line: show, set, copy, strip.
import { type Command, Option } from 'commander';
import { MULTIPLE_FIELDS, SINGLE_FIELDS } from '../files/tags/tags.ts';
import { EXPLICIT_WORDS } from '../tasks/edit-tags.ts';
import type {
  TagsCopyOptions,
  TagsShowOptions,
  TagsSetOptions,
  TagsWriteOptions,
} from './command-options.ts';
import type { ExitStatus } from './exit-status.ts';
import { LATER_COMMANDS } from './help-text.ts';
import { LIST_FLAGS, TEXT_FLAGS } from './tags-fields.ts';

const TAGS_HELP = `
Examples:
  lacquer tags show song.flac
  lacquer tags set song.wav --title "First Light" --artist "Zoë" --track 3/11 --isrc DE-A12-26-00001
  lacquer tags set song.wav --cover cover.jpg -o tagged.wav
  lacquer tags copy master.wav master.mp3
  lacquer tags strip master.wav -o clean.wav

Without -o a file is changed in its own place: it is replaced in one step, once the new one was read again and its sound
found to be the same, byte for byte. An empty value ("") takes a field away.`;

const SET_HELP = `
Give a field several times where there are several: --artist "A" --artist "B". An empty value ("") takes it away.
ISRC, UPC/EAN, ISWC, dates and languages are checked, with their check digits.
--from takes a JSON file such as "lacquer tags show FILE --json" prints; other options count more.`;

const again = (value: string, values: readonly string[] = []): readonly string[] => [...values, value];

/** Adds the commands to the program; their code is loaded when they run. */
export function addTagsCommands(program: Command, end: (status: ExitStatus) => void): void {
  const tags = program.command('tags').description(LATER_COMMANDS.tags.caption);
  tags.addHelpText('after', TAGS_HELP);
  tags
    .command('show')
    .description('print title, artists, codes, artwork and all the rest')
    .argument('<files...>', 'audio files, folders to search, or patterns in quotation marks')
    .option('--json', 'print JSON')
    .action(async (files: string[], options: TagsShowOptions) => {
      end(await (await commands()).showTags(files, options));
    });
  writing(
    addFields(
      tags.command('set').description('set fields; the others stay').argument('<file>', 'the audio file'),
    ),
  )
    .addHelpText('after', SET_HELP)
    .action(async (file: string, options: TagsSetOptions) => {
      end(await (await commands()).setTags(file, options));
    });
  writing(
    tags
      .command('copy')
      .description('give one file all the tags of another, instead of its own')
      .argument('<from>', 'whose tags')
      .argument('<to>', 'the file that gets them'),
  ).action(async (from: string, to: string, options: TagsCopyOptions) => {
    end(await (await commands()).copyTags(from, to, options));
  });
  writing(
    tags.command('strip').description('leave nothing but the sound').argument('<file>', 'the audio file'),
  ).action(async (file: string, options: TagsWriteOptions) => {
    end(await (await commands()).stripTags(file, options));
  });
}

const commands = (): Promise<typeof import('./tags-command.ts')> => import('./tags-command.ts');

function addFields(command: Command): Command {
  for (const field of SINGLE_FIELDS) command.option(`--${TEXT_FLAGS[field][0]} <text>`, TEXT_FLAGS[field][1]);
  for (const field of MULTIPLE_FIELDS)
    command.option(`--${LIST_FLAGS[field][0]} <text>`, LIST_FLAGS[field][1], again);
  return command
    .option('--track <number>', 'place on the release: 3 or 3/11')
    .option('--disc <number>', 'which disc: 1 or 1/2')
    .addOption(
      new Option('--explicit <word>', 'do the words need a warning').choices([
        ...Object.keys(EXPLICIT_WORDS),
        '',
      ]),
    )
    .option('--cover <picture>', 'JPEG or PNG; best 3000 x 3000 pixels')
    .option('--from <file>', 'a JSON file of tags');
}

function writing(command: Command): Command {
  return command
    .option('-o, --out <file>', 'write here and leave the file as it is (default: change it in its place)')
    .option('--id3v23', 'ID3v2.3 in place of v2.4, for old players')
    .option('--force', 'with -o: replace an existing file')
    .option('--json', 'print JSON');
}
