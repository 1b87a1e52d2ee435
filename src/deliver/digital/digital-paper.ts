// Digital paper: what the report sets as a sheet beside lossy files: how each came under its ceiling.
import type { Profile } from '../profiles/profile.ts';

/** Names of the sheets that a digital delivery may hold. */
export const CEILING_TABLE = 'ceiling.csv';
export const DIGITAL_PAPERS: readonly string[] = [CEILING_TABLE];

/** How a song's file came under its ceiling. */
export interface CeilingProof {
  readonly name: string;
  readonly ceilingDbtp: number;
  /** True peak of what was handed to the encoder first; null for silence. */
  readonly masterDbtp: number | null;
  /** Of that file, decoded. */
  readonly beforeDbtp: number | null;
  /** What the song was turned by in the end, dB; 0 or less. */
  readonly gainDb: number;
  /** Of the file that is delivered, decoded. */
  readonly afterDbtp: number | null;
  /** Times it was encoded. */
  readonly rounds: number;
}

export interface DigitalPaper {
  readonly profile: Profile;
  readonly proofs: readonly CeilingProof[];
}
