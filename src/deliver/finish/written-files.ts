// Written files: which files one rendering becomes and by which rules, what was promised of them, what was found on opening them.
import type { ReadNote, FileFormat } from '../../files/format.ts';
import type { Analysis } from '../../master/analysis.ts';
import type { WordLengthAccount } from '../../process/output/dither.ts';

/** How the sound of a file is finished; files of one finish carry the same samples. */
export interface Finish {
  /** null: the mix's own rate. */
  readonly sampleRateHz: number | null;
  readonly bits: 16 | 24;
  /** Shape of the dither where the word length is shortened. */
  readonly dither: 'tpdf' | 'shaped';
}

/** How the sound of a finish came to its word length; counted while it was done. */
export type WordLength = WordLengthAccount;

/** One sort of file that leaves the house. */
export interface FileRule {
  /**
   * `master`: for further work and for shops that take it; `cd`: 44.1 kHz, 16 bit; `clean`: the master's sound and nothing else,
   * for whoever refuses what stands beside it.
   */
  readonly purpose: 'master' | 'cd' | 'clean';
  /** Comes after the song's name. */
  readonly ending: string;
  readonly container: 'wav' | 'flac';
}

/** All files of one finish. The first is measured, the others must hold the same samples. */
export interface FinishedFiles {
  readonly finish: Finish;
  readonly files: readonly FileRule[];
}

/** All files that one rendering becomes. */
export interface FileSet {
  readonly id: string;
  readonly finishes: readonly FinishedFiles[];
}

/** What every written file must hold. */
export interface Promised {
  /** null where no loudness was promised. */
  readonly integratedLufs: number | null;
  /** null where peaks were to be left alone. */
  readonly ceilingDbtp: number | null;
  readonly channels: number;
  readonly sampleRateHz: number;
  readonly frames: number;
  readonly bits: number;
}

/** One way in which a file differs from what was promised; words by `code`. */
export interface Refusal {
  readonly code: string;
  readonly facts: Readonly<Record<string, number | string>>;
}

/** What was found in a file on opening it again. */
export interface Acceptance {
  readonly rule: FileRule;
  readonly format: FileFormat;
  readonly notes: readonly ReadNote[];
  readonly analysis: Analysis;
  readonly bytes: number;
  readonly sha256: string;
  /** Of its samples, as the data of a WAV file holds them (see sound-digest): the same for all files of one finish. */
  readonly soundSha256: string;
  /** Empty: accepted. */
  readonly refusals: readonly Refusal[];
}
