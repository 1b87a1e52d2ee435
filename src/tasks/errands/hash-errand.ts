// Hash errand: what a file is and the SHA-256 of its bytes; of a sound file its format too.
import { hashFile, type FileHash } from '../../deliver/accept/hash-file.ts';
import type { FileFormat } from '../../files/format.ts';
import { openAudio } from '../../files/open.ts';
import type { Errand } from './errand.ts';

export interface HashOrder {
  readonly file: string;
  readonly isSound: boolean;
}

export interface HashedFile extends FileHash {
  /** null for what is no sound. */
  readonly format: FileFormat | null;
}

/** Faults: those of the place, and of reading for sound. */
export const HASH_ERRAND: Errand<HashOrder, HashedFile> = {
  id: 'hash',
  async carryOut({ file, isSound }, { place, createDigest }) {
    const hash = await hashFile(place, file, createDigest);
    if (!isSound) return { ...hash, format: null };
    const { format, source } = await openAudio(place, file);
    await source.close();
    return { ...hash, format };
  },
};
