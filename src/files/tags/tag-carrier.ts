// Tag carrier: how one format carries tags: reading them, and copying a file with others or with none, its sound untouched.
import type { ByteSink, ByteSource } from '../place.ts';
import type { Tags } from './tags.ts';

/** Something about tags worth telling: a field dropped, a character lost, a value that was refused. Words by `code`. */
export interface TagNote {
  readonly code: string;
  /** `field` says which, by its name in Tags or, for other names, the name itself. */
  readonly facts: Readonly<Record<string, string | number>>;
}

export interface TagReading {
  readonly tags: Tags;
  readonly notes: readonly TagNote[];
}

export interface CopyOptions {
  /** ID3v2.3 where old players must read it; else v2.4. Other carriers ignore it. */
  readonly id3Version?: 3 | 4;
}

/**
 * One sibling a format, in `tag-carriers`. Neither call closes what it was given, nor commits. Broken input: a Fault of kind `input`;
 * tags that are only damaged are read as far as they go, with a note. A declared size is never believed beyond the file.
 */
export interface TagCarrier {
  /** The id of the FormatKind whose files these are; `ogg` stands for Vorbis and Opus. */
  readonly format: string;
  /** Fields of Tags it has a place for; `other` where it keeps foreign names. */
  readonly holds: ReadonlySet<keyof Tags>;
  read(bytes: ByteSource): Promise<TagReading>;
  /**
   * Writes to `target` the same file with `tags` instead of all tags it had; null: the clean twin, with nothing but what its sound
   * needs. The coded sound is copied byte for byte. What `tags` cannot keep here is in the notes.
   */
  copyWith(
    bytes: ByteSource,
    target: ByteSink,
    tags: Tags | null,
    options?: CopyOptions,
  ): Promise<readonly TagNote[]>;
}
