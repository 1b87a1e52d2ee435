// Read album: an album file from a place, checked, and everything that it names found; what is wrong is told by line and column.
import { albumMistakes } from '../album/album-file/album-mistakes.ts';
import { albumFromBytes } from '../album/album-file/album-text.ts';
import { ALBUM_CODES } from '../album/album-file/check-album.ts';
import type { Album } from '../album/album.ts';
import type { Place } from '../files/place.ts';
import { isStyleFile } from '../master/style/style-names.ts';
import { recordFromBytes } from '../records/record-text.ts';
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
    const [missing] = await missingFiles(place, folder, album);
    if (missing !== undefined) throw missing;
    await andThen({ folder, album });
    return { folder, album };
  });
}

/** The first thing that is named and not there; all of them where `most` allows. */
async function missingFiles(place: Place, folder: string, album: Album, most = 1): Promise<Fault[]> {
  const faults: Fault[] = [];
  for (const { path, where } of namedFiles(album)) {
    if (faults.length === most) break;
    if (await place.exists(pathIn(folder, path))) continue;
    const nearest = await nearestFile(place, folder, path);
    faults.push(new Fault('album-file-missing', 'input', { where, missing: path, nearest }));
  }
  return faults;
}

/**
 * Everything that is wrong with the file and with what it names, each with `line` and `column`, in the order of the file; what only
 * opening the songs would tell is not among it. Faults: those of the place, and of a text that is no YAML or JSON.
 */
export async function albumFileMistakes(place: Place, path: string): Promise<Fault[]> {
  const bytes = await readSmallFile(place, path, MOST_BYTES, ALBUM_CODES['bad-record']!);
  const [folder] = splitPath(path);
  const found = await recordFromBytes(bytes, path, ALBUM_CODES, async (value) => {
    const { faults, mended, mendedAt } = albumMistakes(value, path);
    if (mended === null) return faults;
    const missing = await missingFiles(place, folder, mended, Number.POSITIVE_INFINITY);
    const own = missing.filter(({ facts }) => !mendedAt.some((at) => isUnder(String(facts.where), at)));
    return [...faults, ...own];
  });
  const placed = await Promise.all(found.map((fault) => placedIn(bytes, path, fault)));
  return placed.sort((a, b) => Number(a.facts.line) - Number(b.facts.line));
}

/** `songs[2].file` is under `songs.2`. */
function isUnder(where: string, at: string): boolean {
  const plain = where.replaceAll(/\[(\d+)\]/g, '.$1');
  return plain === at || plain.startsWith(`${at}.`);
}

async function placedIn(bytes: Uint8Array, path: string, fault: Fault): Promise<Fault> {
  const told = recordFromBytes(bytes, path, {}, () => {
    throw fault;
  });
  return told.catch((reason: unknown) => reason as Fault);
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
