// Deliver options: `lacquer deliver` on the command line.
import type { Command } from 'commander';
import type { DeliverOptions } from './command-options.ts';
import type { ExitStatus } from './exit-status.ts';
import { LATER_COMMANDS } from './help-text.ts';
import { addIntentOptions } from './intent-options.ts';
import { threadCount } from './number-option.ts';

const DELIVER_HELP = `
The album is an album file ("lacquer album init DIR" writes one), a folder that holds an album.yaml, or one song. Every song is
mastered, the songs are balanced against each other, and each is rendered once. Each delivery is a folder of its own; all are
opened again and held against the rules before any is shown. One that is refused is told with its reason, and is not there.
Beside them lie album-plan.json, from which everything can be rendered again bit for bit, a passport, a readme and checksums.

Exit status: 0 all accepted, 1 something was refused, 2 bad usage, 3 bad input, 4 could not finish.

Examples:
  lacquer deliver album.yaml --to spotify,bandcamp,cd,vinyl,hires,archive -o release
  lacquer deliver album.yaml --to cd --dry-run            what each song would get, and how they would stand to each other
  lacquer deliver song.wav --to spotify -o release        one song
  lacquer deliver master.wav --as-is --to distributor -o release
  lacquer deliver album.yaml --to my-shop.yaml -o release rules of your own
  lacquer deliver --list                                  all that is known, with what each asks for
  lacquer deliver --list spotify                          one of them whole, with the source of each figure`;

export function addDeliverCommand(program: Command, end: (status: ExitStatus) => void): void {
  const deliver = program
    .command('deliver')
    .description(LATER_COMMANDS.deliver.caption)
    .argument('[album]', 'an album file, a folder that holds an album.yaml, or one song')
    .option('--to <names>', 'for whom: names separated by commas, or files of your own (see --list)')
    .option('-o, --out <folder>', 'where the deliveries go (default: NAME-release beside the album)')
    .option('--as-is', 'the songs are mastered already: their sound stays as it is')
    .option('--threads <number>', 'how many work at once (default: as many as the machine has)', threadCount)
    .option('--dry-run', 'listen, judge and balance; render and write nothing')
    .option('--seams', 'every seam of the masters as a sound too, to hear on album.html')
    .option('--force', 'replace deliveries of an earlier run')
    .option('--list', 'show every delivery that is known')
    .option('--json', 'print JSON');
  addIntentOptions(deliver)
    .addHelpText('after', DELIVER_HELP)
    .action(async (album: string | undefined, options: DeliverOptions) => {
      const { deliverCommand } = await import('./deliver-command.ts');
      end(await deliverCommand(album, options));
    });
}
