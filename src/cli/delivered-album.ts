// Delivered album: which album, or which song, `lacquer deliver` is asked for, with what is wished on the command line.
import { basename, dirname, join, relative, resolve } from 'node:path';
import type { Album } from '../album/album.ts';
import type { Place } from '../files/place.ts';
import type { Intent } from '../master/intent.ts';
import { isStyleFile } from '../master/style/style-names.ts';
import { Fault } from '../signal/fault.ts';
import { albumOfSong } from '../tasks/album-of-song.ts';
import type { AlbumAt } from '../tasks/hear-album.ts';
import { readAlbum } from '../tasks/read-album.ts';
import type { DeliverOptions, IntentOptions } from './command-options.ts';

const ALBUM_FILE = /\.(ya?ml|json)$/i;
/** As `lacquer album init` calls it. */
const ALBUM_NAMES = ['album.yaml', 'album.yml', 'album.json'];

export interface AskedAlbum extends AlbumAt {
  /** Where deliveries go unless told. */
  readonly outFolder: string;
}

/** Faults: those of the album's file, or of the song; `album-not-found` for a folder without one. */
export async function askedAlbum(
  place: Place,
  named: string,
  options: DeliverOptions,
  intent: Intent,
): Promise<AskedAlbum> {
  const path = resolve(named);
  const file = ALBUM_FILE.test(path) ? path : await albumIn(place, path);
  const { folder, album } = file === null ? await albumOfSong(place, path) : await readAlbum(place, file);
  const name = file === null ? basename(path).replace(/(?<=.)\.[^.]*$/, '') : basename(dirname(file));
  const outFolder = join(dirname(file ?? path), `${name}-release`);
  return {
    place,
    folder,
    album: asWished(album, options, { ...intent, ...ownStyle(folder, options) }),
    outFolder,
  };
}

/** An album file, or the one in a folder. Faults: `album-not-found` for a folder without one; `album-is-song`; those of the place. */
export async function albumFileAt(place: Place, path: string): Promise<string> {
  if (ALBUM_FILE.test(path)) return path;
  const found = await albumIn(place, path);
  if (found === null) throw new Fault('album-is-song', 'usage', { file: path });
  return found;
}

/** Else a folder. */
export async function isFile(place: Place, path: string): Promise<boolean> {
  const files = await place.list(path);
  return files.length === 1 && files[0] === path;
}

/** null: it is no folder. */
async function albumIn(place: Place, path: string): Promise<string | null> {
  const files = await place.list(path);
  if (files.length === 1 && files[0] === path) return null;
  const found = ALBUM_NAMES.map((name) => join(path, name)).find((name) => files.includes(name));
  if (found === undefined) throw new Fault('album-not-found', 'usage', { file: path });
  return found;
}

/** A style's file is named from the album's folder on, like all else in an album. */
function ownStyle(folder: string, { style }: DeliverOptions): Partial<Intent> {
  if (style === undefined || !isStyleFile(style)) return {};
  const path = relative(folder, resolve(style)).replaceAll('\\', '/');
  return { style: path.includes('/') ? path : `./${path}` };
}

/** What is said on the command line stands before what the album's file says of all songs. */
function asWished(album: Album, options: DeliverOptions, intent: Intent): Album {
  const said = OPTION_FIELDS.filter(([option]) => options[option] !== undefined).map(([, field]) => field);
  const wished = Object.fromEntries(said.map((field) => [field, intent[field]]));
  const songs = options.asIs === true ? album.songs.map((song) => ({ ...song, asIs: true })) : album.songs;
  return { ...album, intent: { ...album.intent, ...wished }, songs };
}

const OPTION_FIELDS: readonly (readonly [keyof IntentOptions, keyof Intent])[] = [
  ['style', 'style'],
  ['amount', 'amount'],
  ['loudness', 'loudness'],
  ['ceiling', 'ceilingDbtp'],
  ['only', 'only'],
  ['without', 'without'],
  ['lock', 'locks'],
  ['budget', 'budget'],
];
