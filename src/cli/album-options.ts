// Album options: `lacquer album` on the command line: init, check, schema, and how the album flows.
import type { Command } from 'commander';
import { addImportCommand } from './ddp-options.ts';
import { addFlowCommands } from './flow-options.ts';
import type { AlbumCheckOptions, AlbumInitOptions } from './command-options.ts';
import type { ExitStatus } from './exit-status.ts';
import { LATER_COMMANDS } from './help-text.ts';

const ALBUM_HELP = `
An album is a file: songs in their order, what stands between them, and what the record says of itself, in YAML or JSON.
"init" writes one to begin with; change what you like, and let "check" look at it. Paths in it begin at its own folder.

Examples:
  lacquer album init mixes/                             writes mixes/album.yaml from the songs, their tags and names
  lacquer album check mixes/album.yaml
  lacquer deliver mixes/album.yaml --to spotify,cd -o release
  lacquer album schema > album.schema.json              name it as "$schema" in a JSON album, and your editor knows every field`;

/** Adds the commands to the program; their code is loaded when they run. */
export function addAlbumCommands(program: Command, end: (status: ExitStatus) => void): void {
  const album = program.command('album').description(LATER_COMMANDS.album.caption);
  album.addHelpText('after', ALBUM_HELP);
  album
    .command('init')
    .description('write album.yaml for the songs of a folder, by their tags and names')
    .argument('<folder>', 'where the songs are')
    .option('--print', 'only print it, write nothing')
    .option('--force', 'replace an album file that is there')
    .action(async (folder: string, options: AlbumInitOptions) => {
      end(await (await commands()).initCommand(folder, options));
    });
  album
    .command('check')
    .description(
      'whether album files can be used: what is wrong with its line, what stands where, what is not told yet',
    )
    .argument('<albums...>', 'album files, YAML or JSON, or folders that hold an album.yaml')
    .option('--no-cd', 'do not hold it to what a CD takes (tracks of 4 s, 99 of them)')
    .option('--json', 'print the whole album as JSON, every default filled in')
    .action(async (files: string[], options: AlbumCheckOptions) => {
      end(await (await commands()).checkAlbums(files, options));
    });
  album
    .command('schema')
    .description('print the JSON Schema of album files (draft 2020-12)')
    .action(async () => {
      end(await (await commands()).printAlbumSchema());
    });
  addImportCommand(album, end);
  addFlowCommands(album, end);
}

function commands(): Promise<typeof import('./album-command.ts')> {
  return import('./album-command.ts');
}
