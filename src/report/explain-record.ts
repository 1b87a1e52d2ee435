// Explain record: what each move does, as files to hear: the master without it at the same loudness, and the difference alone.
import type { Because, Damage, Expectation, Restraint, Span, Trial } from '../master/plan.ts';

/** Measured on the file. */
export interface ExplainedFile {
  /** Relative to the record. */
  readonly path: string;
  readonly integratedLufs: number | null;
  readonly truePeakDbtp: number | null;
}

export interface ExplainedMove {
  readonly id: string;
  readonly kind: string;
  readonly strength: number;
  readonly because: readonly Because[];
  readonly expects: readonly Expectation[];
  readonly confidence: number;
  readonly rejected: readonly Restraint[];
  /** As it was weighed before; null for what was not. */
  readonly tried: Trial | null;
  /** Of this move in the finished chain: the telling sections with it against without it. */
  readonly damage: Damage;
  readonly without: ExplainedFile;
  /** How much the sound without it was turned up or down to be as loud as the master, dB. */
  readonly gainDb: number;
  /** Loudness of the file without it against the master's own, LU; null where either has none. */
  readonly offLu: number | null;
  /** The master less the sound without the move, both as they come from the chain: silence where the move does nothing. */
  readonly delta: ExplainedFile;
}

export interface ExplainRecord {
  readonly version: 1;
  readonly tool: { readonly name: string; readonly version: string };
  /** What is heard: these stretches one after the other; the whole song where empty. */
  readonly spans: readonly Span[];
  /** Of the master on the same stretches. */
  readonly integratedLufs: number | null;
  readonly moves: readonly ExplainedMove[];
}
