// Passport: what was made of what, by which recipe and rules, measured and hashed, so that anyone can look again; plain JSON.
import type { Confidence } from '../profiles/profile.ts';

/** What is known of one song as it was handed in. */
export interface PassportSource {
  /** From the album file's folder on. */
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  /** In words: container, rate, word length. */
  readonly format: string;
  readonly findings: readonly PassportFinding[];
}

export interface PassportFinding {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'note';
  readonly startS: number | null;
  /** Somebody said that it is meant to be so. */
  readonly waived: boolean;
}

/** What a rendered passage measures; null where a figure does not exist. Units by name; true and sample peak of every channel. */
export interface PassportPassage {
  readonly id: string;
  /** Titles; an alternate's own id. */
  readonly songs: readonly string[];
  readonly moves: readonly string[];
  readonly sampleRateHz: number;
  readonly integratedLufs: number | null;
  readonly rangeLu: number | null;
  readonly maxMomentaryLufs: number | null;
  readonly maxShortTermLufs: number | null;
  readonly truePeakDbtp: readonly (number | null)[];
  readonly samplePeakDbfs: readonly (number | null)[];
  readonly plrDb: number | null;
  readonly psrDb: number | null;
  readonly dr14: number | null;
}

export interface PassportFile {
  /** From the passport's folder on, with `/`. */
  readonly path: string;
  readonly role: string;
  readonly bytes: number;
  readonly sha256: string;
  /** In words; null for what is no sound. */
  readonly format: string | null;
  /** Of its samples as a WAV file's data holds them; null for lossy files and what is no sound. */
  readonly soundSha256: string | null;
  readonly integratedLufs: number | null;
  readonly truePeakDbtp: number | null;
}

/** What lies beside the deliveries for people to read. */
export type PassportPaper = Pick<PassportFile, 'path' | 'sha256'>;

export interface PassportDelivery {
  readonly profile: string;
  readonly title: string;
  readonly files: readonly PassportFile[];
  readonly notes: readonly {
    readonly code: string;
    readonly facts: Readonly<Record<string, number | string>>;
  }[];
}

/** A limit that a delivery was held against, and where it is from. */
export interface PassportLimit {
  readonly profile: string;
  /** Path of the field in the profile: `digital.ceilingDbtp`. */
  readonly field: string;
  /** As JSON. */
  readonly value: string;
  readonly source: string;
  readonly date: string;
  readonly confidence: Confidence;
}

/** What its makers do not know for sure; words by `code`. */
export interface PassportDoubt {
  readonly code: string;
  readonly facts: Readonly<Record<string, number | string>>;
}

export interface Passport {
  readonly version: 1;
  readonly tool: { readonly name: string; readonly version: string };
  /** ISO 8601. */
  readonly date: string;
  readonly album: {
    readonly title: string;
    readonly artists: readonly string[];
    readonly barcode: string | null;
    readonly catalogueNumber: string | null;
    readonly songs: number;
    readonly integratedLufs: number | null;
    readonly truePeakDbtp: number | null;
  };
  /** The file beside it from which everything can be rendered again. */
  readonly recipe: { readonly path: string; readonly sha256: string; readonly seed: number };
  /** What lies beside it besides; the checksums, which list the passport itself, follow from it. */
  readonly papers: readonly PassportPaper[];
  readonly standards: readonly string[];
  readonly sources: readonly PassportSource[];
  readonly passages: readonly PassportPassage[];
  readonly deliveries: readonly PassportDelivery[];
  readonly limits: readonly PassportLimit[];
  readonly doubts: readonly PassportDoubt[];
}

/** Names of the papers beside the deliveries. */
export const PASSPORT_FILE = 'passport.json';
export const PASSPORT_PAGE = 'passport.html';
export const ALBUM_PAGE = 'album.html';
/** Of the sounds that the album page plays. */
export const SEAMS_FOLDER = 'seams';
export const SIGNATURE_FILE = 'passport.sig.json';
export const CHECKSUM_FILE = 'SHA256SUMS';
export const README_FILE = 'README.txt';
