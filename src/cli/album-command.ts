// Album command: `lacquer album`: writes an album file for a folder, checks album files, prints their schema.
import { basename, join, relative, resolve } from 'node:path';
import { albumSchema } from '../album/album-file/album-schema.ts';
import { writeWhole } from '../files/whole-file.ts';
import { diskPlace } from '../places/disk.ts';
import { albumSheet } from '../report/album-sheet.ts';
import { printable } from '../report/text-style.ts';
import { Fault } from '../signal/fault.ts';
import { initAlbum, type InitedAlbum } from '../tasks/init-album.ts';
import { albumFileMistakes } from '../tasks/read-album.ts';
import { surveyAlbum } from '../tasks/survey-album.ts';
import type { AlbumCheckOptions, AlbumInitOptions } from './command-options.ts';
import { albumFileAt, isFile } from './delivered-album.ts';
import { EXIT, type ExitStatus } from './exit-status.ts';
import { tellFailure } from './failure.ts';
import { interruptible } from './interrupt.ts';
import { terminalText } from './terminal-text.ts';

/** The album file of a folder, unless told. */
const ALBUM_FILE = 'album.yaml';

export async function initCommand(folder: string, options: AlbumInitOptions): Promise<ExitStatus> {
  const { print = false, force = false } = options;
  const place = diskPlace();
  const at = resolve(folder);
  const out = join(at, ALBUM_FILE);
  if (await isFile(place, at)) throw new Fault('folder-needed', 'usage', { file: at });
  if (!print && !force && (await place.exists(out))) throw new Fault('album-exists', 'output', { file: out });
  const inited = await interruptible((signal) =>
    initAlbum(place, at, basename(at), { signal, progress() {} }),
  );
  if (print) process.stdout.write(inited.text);
  else await writeAlbum(out, inited);
  for (const { file, reason } of inited.left)
    console.error(printable(`${file}: left out (${leftWords(reason)})`));
  return EXIT.done;
}

async function writeAlbum(out: string, inited: InitedAlbum): Promise<void> {
  const bytes = new TextEncoder().encode(inited.text);
  await writeWhole(diskPlace(), out, {}, (sink) => sink.write(bytes));
  const shown = relative('', out);
  console.log(printable(`${shown}: ${songsOf(inited)}.`));
  console.log(printable(`Change in it what you like; “lacquer album check ${shown}” looks at it.`));
}

function songsOf({ album }: InitedAlbum): string {
  const { length } = album.songs;
  const beside = album.songs.reduce((sum, song) => sum + song.alternates.length, 0);
  const songs = length === 1 ? 'one song' : `${length} songs`;
  return beside === 0
    ? songs
    : `${songs}, ${beside} other ${beside === 1 ? 'version' : 'versions'} beside them`;
}

function leftWords(reason: string): string {
  if (reason === 'same-song') return 'the same song is there in another kind of file';
  return reason === 'too-many-channels' ? 'it has more than two channels' : 'it cannot be read as sound';
}

/** Of a file all mistakes are told, not only the first. The status is that of the worst. */
export async function checkAlbums(files: readonly string[], options: AlbumCheckOptions): Promise<ExitStatus> {
  let status: ExitStatus = EXIT.done;
  for (const [i, named] of files.entries()) {
    const file = await albumFileAt(diskPlace(), resolve(named));
    const mistakes = await albumFileMistakes(diskPlace(), file);
    for (const mistake of mistakes) status = worse(status, tellFailure(mistake));
    if (mistakes.length === 0) await tellAlbum(file, options, i > 0);
  }
  return status;
}

const worse = (a: ExitStatus, b: ExitStatus): ExitStatus => (b > a ? b : a);

/** What opening the songs tells besides is a Fault. */
async function tellAlbum(file: string, options: AlbumCheckOptions, isFurther: boolean): Promise<void> {
  const surveyed = await interruptible((signal) =>
    surveyAlbum(diskPlace(), file, options.cd, { signal, progress() {} }),
  );
  if (options.json === true) console.log(JSON.stringify(surveyed.album, null, 2));
  else console.log((isFurther ? '\n' : '') + albumSheet(surveyed, { ...terminalText(), isCd: options.cd }));
}

export async function printAlbumSchema(): Promise<ExitStatus> {
  console.log(JSON.stringify(albumSchema(), null, 2));
  return EXIT.done;
}
