// Digital paper: what the report sets as a sheet beside lossy files: how each came under its ceiling.
import type { Profile } from '../profiles/profile.ts';
import type { CeilingProof } from './prove-ceiling.ts';

/** Names of the sheets that a digital delivery may hold. */
export const CEILING_TABLE = 'ceiling.csv';
export const DIGITAL_PAPERS: readonly string[] = [CEILING_TABLE];

export interface DigitalPaper {
  readonly profile: Profile;
  readonly proofs: readonly CeilingProof[];
}
