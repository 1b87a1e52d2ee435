// Convert record: what `lacquer convert --json` says of one file: what went in, what came out, and what was changed on the way.
import type { WordLength } from '../deliver/finish/written-files.ts';
import type { FileFormat } from '../files/format.ts';
import type { Facts } from '../signal/fault.ts';

/** A change that was made, or something about it worth knowing; words by `code` (see words-convert). */
export interface ConvertChange {
  readonly code: string;
  readonly facts: Readonly<Record<string, string | number>>;
}

/** The same with its words, as records carry it. */
export interface ToldChange {
  readonly code: string;
  readonly facts: Facts;
  readonly words: string;
}

export interface ConvertedFormat extends FileFormat {
  /** Counted to the end. */
  readonly frames: number;
}

export interface ConvertRecord {
  readonly source: { readonly path: string; readonly format: ConvertedFormat };
  readonly path: string;
  readonly format: ConvertedFormat;
  readonly bytes: number;
  /** Of the file. */
  readonly sha256: string;
  /** Of its samples, as the data of a WAV file holds them; null of a lossy file. */
  readonly soundSha256: string | null;
  /** Is every sample the source's own, to the bit? */
  readonly exact: boolean;
  /** How the sound came to its word length; null of floats and lossy files. */
  readonly wordLength: WordLength | null;
  /** Level of the lossy file less that of what was encoded, in dB; null of lossless files (they are identical) and silence. */
  readonly levelChangeDb: number | null;
  readonly changes: readonly ToldChange[];
  /** Of tags and of the source file: what could not be kept, what was odd. */
  readonly notes: readonly ToldChange[];
}

/** A file that was not converted. */
export interface ConvertFault {
  readonly path: string;
  readonly code: string;
  readonly facts: Facts;
  readonly words: string;
  readonly cure: string;
}

export interface ConvertList {
  readonly version: 1;
  readonly files: readonly ConvertRecord[];
  /** Only when there are any. */
  readonly faults?: readonly ConvertFault[];
}
