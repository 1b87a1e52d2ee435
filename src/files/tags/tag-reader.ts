// Tag reader: the tags of one file brought into memory, no more of them in all than any file needs.
import { readExactly } from '../bytes.ts';
import type { ByteSource } from '../place.ts';
import { MOST_TAG_BYTES } from './byte-parts.ts';
import type { TagNote } from './tag-carrier.ts';
import { tell } from './tag-note.ts';

/**
 * The bytes of one tag; null, with the note `tag-too-large`, where the file's tags are more than that in all. `where` names the
 * place for people. Fault `file-cut-short` where the file ends inside.
 */
export type TagReader = (where: string, from: number, length: number) => Promise<Uint8Array | null>;

export function tagReader(source: ByteSource, notes: TagNote[]): TagReader {
  let left = MOST_TAG_BYTES;
  return async (where, from, length) => {
    if (length > left) {
      tell(notes, 'tag-too-large', { where, bytes: length });
      return null;
    }
    left -= length;
    return readExactly(source, from, length);
  };
}
