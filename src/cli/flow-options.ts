// Flow options: `lacquer album arc`, `seams` and `order` on the command line.
import type { Command } from 'commander';
import type { FlowOptions, OrderOptions } from './command-options.ts';
import type { ExitStatus } from './exit-status.ts';
import { threadCount } from './number-option.ts';

const THREADS = 'how many listen at once (default: as many as the machine has)';
const ALBUM = 'an album file, or a folder that holds an album.yaml';

const SEAMS_HELP = `
Every seam is a FLAC file: the last ten seconds of a song, the gap as it will be, the first ten seconds of the next. The songs are
heard as their files are, before any mastering. Open album.html in a browser to hear them with their figures.

Examples:
  lacquer album seams album.yaml -o seams
  lacquer album seams album.yaml --dry-run               only tell, write nothing`;

const ORDER_HELP = `
A proposal, never more: the album file stays as it is. Songs that run on from one to the next stay together, and every song stays
on its disc and side.

Examples:
  lacquer album order album.yaml
  lacquer album order album.yaml --first 01-morning --last 09-home`;

/** Adds them to `lacquer album`; their code is loaded when they run. */
export function addFlowCommands(album: Command, end: (status: ExitStatus) => void): void {
  album
    .command('arc')
    .description('loudness, brightness, density, width and tempo over the running order')
    .argument('<album>', ALBUM)
    .option('-o, --out <page>', 'write a page with the charts into this file')
    .option('--threads <number>', THREADS, threadCount)
    .option('--force', 'replace a page of an earlier run')
    .option('--json', 'print JSON')
    .action(async (file: string, options: FlowOptions) => {
      end(await (await commands()).arcCommand(file, options));
    });
  album
    .command('seams')
    .description('how each song leads on to the next, and which gap would suit; every seam as a sound')
    .argument('<album>', ALBUM)
    .option('-o, --out <folder>', 'where the sounds and their page go (default: NAME-seams beside the album)')
    .option('--dry-run', 'only tell; write nothing')
    .option('--threads <number>', THREADS, threadCount)
    .option('--force', 'replace seams of an earlier run')
    .option('--json', 'print JSON')
    .addHelpText('after', SEAMS_HELP)
    .action(async (file: string, options: FlowOptions) => {
      end(await (await commands()).seamsCommand(file, options));
    });
  album
    .command('order')
    .description('propose a running order that flows better, and say why; change nothing')
    .argument('<album>', ALBUM)
    .option('--first <song>', 'this song begins its disc (side); by its id')
    .option('--last <song>', 'this song ends its disc (side); by its id')
    .option('--threads <number>', THREADS, threadCount)
    .option('--json', 'print JSON')
    .addHelpText('after', ORDER_HELP)
    .action(async (file: string, options: OrderOptions) => {
      end(await (await commands()).orderCommand(file, options));
    });
}

function commands(): Promise<typeof import('./flow-command.ts')> {
  return import('./flow-command.ts');
}
