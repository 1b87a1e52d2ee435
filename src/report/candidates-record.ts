// Candidates record: the ways to master one song, best first, with plans, figures and what was written to hear them; plain JSON.
import type { Candidate } from '../master/candidates/candidate.ts';
import type { Intent } from '../master/intent.ts';
import type { PlannedSong, Restraint, Span } from '../master/plan.ts';

/** From which part of the song; `whole` where it is too short for parts. */
export type PreviewPart = 'loud' | 'quiet' | 'whole';

/** One written preview. All of one part are equally loud. */
export interface CandidatePreview extends Span {
  readonly part: PreviewPart;
  /** Relative to the record. */
  readonly path: string;
  /** How much it was turned down for that, dB, 0 or less. */
  readonly gainDb: number;
  /** Measured on the file; null where there is too little sound. */
  readonly integratedLufs: number | null;
}

export interface CandidateEntry extends Candidate {
  readonly previews: readonly CandidatePreview[];
}

export interface CandidatesRecord {
  readonly version: 1;
  readonly tool: { readonly name: string; readonly version: string };
  /** ISO 8601, told by whoever has a clock; null leaves it out. */
  readonly date: string | null;
  readonly song: PlannedSong;
  /** What the artist asked for. */
  readonly intent: Intent;
  /** In the order in which to hear them. */
  readonly candidates: readonly CandidateEntry[];
  /** Why some are not there; words by code. */
  readonly missing: readonly Restraint[];
}
