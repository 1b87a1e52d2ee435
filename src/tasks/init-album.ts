// Init album: the text of an album file for a folder's songs, by their tags and names, with remarks that teach.
import { draftAlbum, type FoundSong } from '../album/album-file/draft-album.ts';
import { albumYaml } from '../album/album-file/album-yaml.ts';
import type { Album } from '../album/album.ts';
import { looksLikeSound } from '../files/audio-names.ts';
import type { FileFormat } from '../files/format.ts';
import { openAudio } from '../files/open.ts';
import type { Place } from '../files/place.ts';
import { formatLine } from '../report/format-words.ts';
import { INIT_FOOT, INIT_HEAD, INIT_UNTOLD } from '../report/album-remarks.ts';
import { Fault } from '../signal/fault.ts';
import { tagsOfSource } from './carried-tags.ts';
import { pathIn, splitPath } from './outputs.ts';
import { readCover } from './read-tag-files.ts';
import { throwIfCancelled, type Run } from './run.ts';

export interface InitedAlbum {
  /** Read again, it is `album`. */
  readonly text: string;
  readonly album: Album;
  /** Files that look like sound and are no song of it; `reason`: a Fault's code, or `same-song` for one that stands there in a better kind. */
  readonly left: readonly { readonly file: string; readonly reason: string }[];
}

interface Opened extends FoundSong {
  readonly format: FileFormat;
}

/** Folders of what Lacquer made are no songs of an album. */
const MADE = /(?:^|\/)[^/]*-(?:release|master|masters)\//i;
const PICTURE = /\.(?:jpe?g|png)$/i;
const COVER = /(?:^|\/)(?:cover|front|folder|artwork|album)[^/]*$/i;

/** Stage: `read`. `name`: the folder's own. Faults: those of the place; `no-sound-files` (`where`) for a folder without any that can be read. */
export async function initAlbum(place: Place, folder: string, name: string, run: Run): Promise<InitedAlbum> {
  const start = pathIn(folder, '').length;
  const files = (await place.list(folder)).map((path) => path.slice(start).replaceAll('\\', '/'));
  const sounds = files.filter((file) => looksLikeSound(file) && !MADE.test(file));
  const opened: Opened[] = [];
  const left: { file: string; reason: string }[] = [];
  for (const [i, file] of sounds.entries()) {
    throwIfCancelled(run);
    run.progress('read', i / sounds.length);
    const found = await openSong(place, folder, file);
    if (typeof found === 'string') left.push({ file, reason: found });
    else opened.push(found);
  }
  const songs = opened.filter((song) => !hasBetter(song, opened));
  for (const { file } of opened.filter((song) => !songs.includes(song)))
    left.push({ file, reason: 'same-song' });
  if (songs.length === 0) throw new Fault('no-sound-files', 'input', { where: folder });
  const album = draftAlbum({ name, songs, artwork: await coverAmong(place, folder, files) });
  return { text: albumYaml(album, remarksOf(album, songs)), album, left };
}

/** The code of the Fault where it cannot be one. */
async function openSong(place: Place, folder: string, file: string): Promise<Opened | string> {
  try {
    const path = pathIn(folder, file);
    const { format, source } = await openAudio(place, path);
    await source.close();
    if (format.channels > 2) return 'too-many-channels';
    const { tags } = await tagsOfSource(place, path);
    return { file, format, tags: tags ?? {} };
  } catch (reason) {
    if (reason instanceof Fault) return reason.code;
    throw reason;
  }
}

/** The same name with another ending, without loss, or of a kind that is nearer to the mix. */
function hasBetter(song: Opened, others: readonly Opened[]): boolean {
  const stem = (file: string): string => file.replace(/\.[^./]*$/, '').toLowerCase();
  const twins = others.filter((other) => stem(other.file) === stem(song.file));
  const [best] = twins.sort((a, b) => worth(b) - worth(a) || (a.file < b.file ? -1 : 1));
  return best !== song;
}

const worth = ({ format }: Opened): number =>
  (format.lossy ? 0 : 1e9) + format.sampleRateHz * (format.bits ?? 0);

/** By its name; else the one picture that lies beside the songs. Only what is a picture inside. */
async function coverAmong(place: Place, folder: string, files: readonly string[]): Promise<string | null> {
  const pictures = files.filter((file) => PICTURE.test(file) && !MADE.test(file));
  const named = pictures.find((file) => COVER.test(file));
  const beside = pictures.filter((file) => splitPath(file)[0] === '');
  const found = named ?? (beside.length === 1 ? beside[0]! : null);
  if (found === null) return null;
  try {
    await readCover(place, pathIn(folder, found));
    return found;
  } catch (reason) {
    if (reason instanceof Fault) return null;
    throw reason;
  }
}

function remarksOf(album: Album, songs: readonly Opened[]): Parameters<typeof albumYaml>[1] {
  const about = (file: string): string => {
    const { format } = songs.find((song) => song.file === file)!;
    const { frames, sampleRateHz } = format;
    const line = formatLine({ ...format, durationS: (frames ?? 0) / sampleRateHz }).replaceAll('\u00a0', ' ');
    return frames === null ? line.slice(0, line.lastIndexOf(',')) : line;
  };
  return {
    head: INIT_HEAD,
    ofSong: new Map(album.songs.map(({ id, file }) => [id, about(file)])),
    untold: INIT_UNTOLD,
    foot: INIT_FOOT,
  };
}
