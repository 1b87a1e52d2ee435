// Plan: the ordered moves, each with its reason and strength, as plain JSON that can be edited and rendered again.
import type { ParamRecord } from '../process/params.ts';
import type { Intent } from './intent.ts';

/** Why a move is there; words come from report/words by `code`. */
export interface Because {
  readonly code: string;
  /** What was measured, e.g. `level of 160–320 Hz against the style`. A stable key, not a sentence. */
  readonly measurement: string;
  readonly value: number;
  readonly target: number;
  readonly unit: string;
}

/** What a move should change, so that verify can look whether it did. */
export interface Expectation {
  readonly measurement: string;
  readonly before: number;
  readonly after: number;
  readonly unit: string;
}

/** One reasoned step. */
export interface Move {
  /** Unique in its plan: `tone`, `glue`, `level`, `limiter`. */
  readonly id: string;
  /** A processor kind of process/catalogue. */
  readonly kind: string;
  readonly params: ParamRecord;
  /** 0…1 share of `params` that is applied; what the user turns down. */
  readonly strength: number;
  readonly because: readonly Because[];
  readonly expects: readonly Expectation[];
}

/** Something weighed and left alone, told as well as the moves. */
export interface Restraint {
  readonly code: string;
  readonly facts: Readonly<Record<string, number | string>>;
}

/** What the master must measure; null where nothing was promised. */
export interface PlanPromise {
  readonly integratedLufs: number | null;
  readonly ceilingDbtp: number | null;
}

export interface PlannedSong {
  readonly name: string;
  readonly sampleRateHz: number;
  readonly channels: number;
  readonly frames: number;
  /** Word length of the file, where it has one: 16 bits at release level tell a finished master. */
  readonly bits?: number | null;
}

export interface Plan {
  readonly version: 1;
  readonly intent: Intent;
  /** The sound the plan was made for. */
  readonly song: PlannedSong;
  /** Seeds every dither; part of the plan so that a render repeats. */
  readonly seed: number;
  readonly moves: readonly Move[];
  readonly restraints: readonly Restraint[];
  readonly promise: PlanPromise;
}
