// Tag record: what `lacquer tags … --json` says of one file: every field, pictures by their size, and what was noted.
import type { TagNote } from '../files/tags/tag-carrier.ts';
import type { Artwork, Tags } from '../files/tags/tags.ts';
import type { Facts } from '../signal/fault.ts';
import { tagNoteWords } from './words-tags.ts';

export interface TagRecord {
  readonly path: string;
  /** Kind of file: `wav`, `flac`, `mp3`. */
  readonly format?: string;
  /** Artwork has the number of its bytes in place of them. */
  readonly tags: Omit<Tags, 'artwork'> & {
    readonly artwork?: readonly (Omit<Artwork, 'bytes'> & { readonly bytes: number })[];
  };
  readonly notes: readonly { readonly code: string; readonly facts: Facts; readonly words: string }[];
  /** Of the coded sound, where the file was written: the same before and after. */
  readonly soundSha256?: string;
}

export function tagRecord(
  path: string,
  tags: Tags,
  notes: readonly TagNote[],
  rest: Pick<TagRecord, 'format' | 'soundSha256'> = {},
): TagRecord {
  const { artwork, ...texts } = tags;
  const pictures = artwork?.map((picture) => ({ ...picture, bytes: picture.bytes.length }));
  return {
    path,
    ...rest,
    tags: { ...texts, ...(pictures === undefined ? {} : { artwork: pictures }) },
    notes: notes.map((note) => ({ ...note, words: tagNoteWords(note) })),
  };
}
