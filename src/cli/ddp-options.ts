// DDP options: `lacquer ddp` on the command line: verify, show, extract and player; and `lacquer album import`.
import { type Command, Option } from 'commander';
import type { DiscFileOptions, DiscShowOptions, DiscVerifyOptions } from './command-options.ts';
import type { ExitStatus } from './exit-status.ts';
import { LATER_COMMANDS } from './help-text.ts';

const DDP_HELP = `
A disc may be a DDP set (the folder with DDPID and DDPMS in it), a cue sheet or a TOC file of cdrdao, with its sound beside it.

Examples:
  lacquer ddp verify master/                           what a plant would look at, and every checksum
  lacquer ddp show master/                             its PQ sheet
  lacquer ddp show master/ --format html -o sheet.html to print
  lacquer ddp extract master/ -o tracks --to flac      every track, tagged, with a cue sheet; proved to the last bit
  lacquer ddp player master/ -o listen.html            a listening copy in one page, to send to the artist
  lacquer album import master/ -o album                songs and an album file, from which the disc is made again`;

const VERIFY_HELP = `
Exit status: 0 nothing is wrong with it, 1 something is, 2 bad usage, 3 there is no disc.`;

const SET = 'a folder with a DDP set, a .cue or a .toc file';

export function addDdpCommands(program: Command, end: (status: ExitStatus) => void): void {
  const ddp = program.command('ddp').description(LATER_COMMANDS.ddp.caption);
  ddp.addHelpText('after', DDP_HELP);
  ddp
    .command('verify')
    .description('read all of a disc: tables, texts, lengths, codes, checksums, and what no CD may be')
    .argument('<disc>', SET)
    .option('--json', 'print JSON')
    .addHelpText('after', VERIFY_HELP)
    .action(async (path: string, options: DiscVerifyOptions) => {
      end(await (await commands()).verifyDisc(path, options));
    });
  ddp
    .command('show')
    .description('its PQ sheet: tracks, pauses, indexes, lengths, codes')
    .argument('<disc>', SET)
    .addOption(
      new Option('--format <name>', 'text, csv, html to print, json (default: text)').choices([
        'text',
        'csv',
        'html',
        'json',
      ]),
    )
    .option('-o, --out <file>', 'write into this file instead of onto the terminal')
    .action(async (path: string, options: DiscShowOptions) => {
      end(await (await commands()).showDisc(path, options));
    });
  ddp
    .command('extract')
    .description('its tracks as files, pauses at the end of the track before, with a cue sheet and PQ sheets')
    .argument('<disc>', SET)
    .requiredOption('-o, --out <folder>', 'where to')
    .addOption(new Option('--to <kind>', 'wav or flac (default: wav)').choices(['wav', 'flac']))
    .option('--no-tags', 'nothing but the sound in the files')
    .option('--force', 'replace existing files')
    .option('--json', 'print JSON')
    .action(async (path: string, options: DiscFileOptions) => {
      end(await (await commands()).extractCommand(path, options));
    });
  ddp
    .command('player')
    .description('a listening copy: one page with all of the sound in it, tracks, pauses and seams')
    .argument('<disc>', SET)
    .requiredOption('-o, --out <file>', 'the page, FILE.html')
    .addOption(
      new Option('--sound <kind>', 'mp3 plays everywhere, opus is smaller (default: mp3)').choices([
        'mp3',
        'opus',
      ]),
    )
    .option('--force', 'replace an existing page')
    .option('--json', 'print JSON')
    .action(async (path: string, options: DiscFileOptions) => {
      end(await (await commands()).playerCommand(path, options));
    });
}

/** `lacquer album import`, beside the other commands of albums. */
export function addImportCommand(album: Command, end: (status: ExitStatus) => void): void {
  album
    .command('import')
    .description('an album file and its songs from a finished disc: DDP set, cue sheet or TOC file')
    .argument('<disc>', SET)
    .requiredOption('-o, --out <folder>', 'where to')
    .option('--force', 'replace existing files')
    .option('--json', 'print JSON')
    .action(async (path: string, options: DiscFileOptions) => {
      end(await (await commands()).importCommand(path, options));
    });
}

function commands(): Promise<typeof import('./ddp-command.ts')> {
  return import('./ddp-command.ts');
}
