// Album text: an album from the text of its file, JSON or YAML; what is wrong is told with its line and column.
import { recordFromBytes, recordFromText } from '../../records/record-text.ts';
import type { Album } from '../album.ts';
import { ALBUM_CODES, checkAlbum } from './check-album.ts';

/** `file`: its name; `.yaml` and `.yml` are YAML, everything else JSON. Faults: those of `checkAlbum`, with `line` and `column`. */
export async function albumFromText(text: string, file: string): Promise<Album> {
  return recordFromText(text, file, ALBUM_CODES, (value) => checkAlbum(value, file));
}

/**
 * The same of a file's bytes. `andThen` looks further, at the files that the album names, and may throw Faults with `where` (the
 * path of a field) to be told by line and column too.
 */
export async function albumFromBytes<Told = Album>(
  bytes: Uint8Array,
  file: string,
  andThen: (album: Album) => Told | Promise<Told>,
): Promise<Told> {
  return recordFromBytes(bytes, file, ALBUM_CODES, (value) => andThen(checkAlbum(value, file)));
}
