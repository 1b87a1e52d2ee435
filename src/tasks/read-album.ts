// Read album: an album file from a place, checked, and everything that it names found; what is wrong is told by line and column.
import { albumFromBytes } from '../album/album-file/album-text.ts';
import { ALBUM_CODES } from '../album/album-file/check-album.ts';
import type { Album } from '../album/album.ts';
import type { Place } from '../files/place.ts';
import { isStyleFile } from '../master/style/style-names.ts';
import { Fault } from '../signal/fault.ts';
import { nearestName } from '../signal/nearest-name.ts';
import { pathIn, splitPath } from './outputs.ts';
import { readSmallFile } from './read-record.ts';

/** More than any album file holds. */
const MOST_BYTES = 4 << 20;

export interface ReadAlbum {
  /** Where the album's paths begin. */
  readonly folder: string;
  readonly album: Album;
}

/**
 * Faults: those of the place and of `albumFromBytes`; `bad-album` for what is too long; `album-file-missing` (`missing`, `nearest`,
 * `where`, `line`, `column`) for a song, plan, style or cover that is not there. `andThen` may look further, and throw Faults with
 * `where`.
 */
export async function readAlbum(
  place: Place,
  path: string,
  andThen: (read: ReadAlbum) => void | Promise<void> = () => {},
): Promise<ReadAlbum> {
  const bytes = await readSmallFile(place, path, MOST_BYTES, ALBUM_CODES['bad-record']!);
  const [folder] = splitPath(path);
  return albumFromBytes(bytes, path, async (album) => {
    await refuseMissing(place, folder, album);
    await andThen({ folder, album });
    return { folder, album };
  });
}

async function refuseMissing(place: Place, folder: string, album: Album): Promise<void> {
  for (const { path, where } of namedFiles(album)) {
    if (await place.exists(pathIn(folder, path))) continue;
    const nearest = await nearestFile(place, folder, path);
    throw new Fault('album-file-missing', 'input', { where, missing: path, nearest });
  }
}

interface NamedFile {
  readonly path: string;
  readonly where: string;
}

function namedFiles({ artwork, intent, songs }: Album): NamedFile[] {
  const styles = (asked: { readonly style?: string }, where: string): NamedFile[] =>
    asked.style !== undefined && isStyleFile(asked.style) ? [{ path: asked.style, where }] : [];
  const inSongs = songs.flatMap((song, i) => {
    const at = `songs[${i}]`;
    return [
      { path: song.file, where: `${at}.file` },
      ...(song.plan === null ? [] : [{ path: song.plan, where: `${at}.plan` }]),
      ...styles(song.intent, `${at}.intent.style`),
      ...song.alternates.map(({ file }, n) => ({ path: file, where: `${at}.alternates[${n}].file` })),
    ];
  });
  const cover = artwork === null ? [] : [{ path: artwork, where: 'artwork' }];
  return [...cover, ...styles(intent, 'intent.style'), ...inSongs];
}

/** Of all files below the album's folder the one whose name is nearest; from that folder on. null: none is near. */
async function nearestFile(place: Place, folder: string, path: string): Promise<string | null> {
  const below = await place.list(folder).catch(() => []);
  const own = below.map((file) => file.slice(folder === '' ? 0 : pathIn(folder, '').length));
  const byName = new Map(own.map((file) => [splitPath(file)[1], file]));
  const near = nearestName(splitPath(path)[1], [...byName.keys()]);
  return near === null ? null : byName.get(near)!;
}
