// Album of song: one song as an album of its own, with what its file says of it.
import { UNKNOWN_ARTIST } from '../album/album-file/draft-album.ts';
import { checkAlbum } from '../album/album-file/check-album.ts';
import { titleOfFile } from '../album/album-file/song-names.ts';
import type { Album } from '../album/album.ts';
import type { Place } from '../files/place.ts';
import { MULTIPLE_FIELDS, type Tags } from '../files/tags/tags.ts';
import { tagsOfSource } from './carried-tags.ts';
import { splitPath } from './outputs.ts';

/** What an album says as its file does, by the same name. */
const ALBUM_FIELDS = ['label', 'catalogueNumber', 'barcode', 'date', 'originalDate'] as const;
const CREDIT_FIELDS = ['publisher', 'copyright', 'phonogram', 'language'] as const;

/** Nothing is made up: a title that is not told is the file's name, an artist that is not told is unknown. Faults: those of the place. */
export async function albumOfSong(place: Place, path: string): Promise<{ folder: string; album: Album }> {
  const [folder, file] = splitPath(path);
  const tags = (await tagsOfSource(place, path)).tags ?? {};
  const title = tags.title ?? titleOfFile(file);
  const song = { file, title, ...told(tags, ['version', 'isrc', 'iswc', 'explicit']) };
  const album = {
    title: tags.album ?? title,
    artists: tags.albumArtists ?? tags.artists ?? [UNKNOWN_ARTIST],
    ...told(tags, [...ALBUM_FIELDS, ...CREDIT_FIELDS]),
    ...told(
      tags,
      MULTIPLE_FIELDS.filter((field) => field !== 'artists' && field !== 'albumArtists'),
    ),
    songs: [song],
  };
  return { folder, album: checkAlbum(album, file) };
}

const told = (tags: Tags, names: readonly (keyof Tags)[]): Record<string, unknown> =>
  Object.fromEntries(names.flatMap((name) => (tags[name] === undefined ? [] : [[name, tags[name]]])));
