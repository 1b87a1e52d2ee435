// Plan: the ordered moves, each with its reason and strength, as plain JSON that can be edited and rendered again.
import type { ParamRecord } from '../process/params.ts';
import type { Intent } from './intent.ts';
import type { Stage } from './stage.ts';

/** Most channels of a song that can be mastered. */
export const MOST_MASTERED_CHANNELS = 2;

/** Why a move is there; words come from report/words by `code`. */
export interface Because {
  readonly code: string;
  /** What was measured on the whole mix, a key of measured-value.ts or of a finding. A stable key, not a sentence. */
  readonly measurement: string;
  readonly value: number;
  readonly target: number;
  readonly unit: string;
}

/** What a move should change on the whole song, so that verify can look whether it did. */
export interface Expectation {
  readonly measurement: string;
  readonly before: number;
  readonly after: number;
  readonly unit: string;
}

/** What a finished sound lost by a move, or by all of them, measured on the telling sections at equal loudness. */
export interface Damage {
  /** DK50: what no slow gain explains, K-weighted, over the output, dB; lower is cleaner; null where nothing differs. */
  readonly distortionDb: number | null;
  /** Fall of the PSR of the loud sections, dB; negative: it rose. */
  readonly crestLossDb: number;
  /** RMS over third-octaves of the change of level, loudness taken out, dB. */
  readonly toneChangeDb: number;
}

/** A move weighed: the telling sections rendered without it and with it, all else alike. */
export interface Trial {
  /** What it is there for. */
  readonly measurement: string;
  readonly unit: string;
  readonly without: number;
  readonly with: number;
  readonly cost: Damage;
}

/** A stretch of the song, seconds. */
export interface Span {
  readonly startS: number;
  readonly endS: number;
}

/** One reasoned step. */
export interface Move {
  /** Unique in its plan: `tone`, `glue`, `level`, `limiter`. */
  readonly id: string;
  readonly stage: Stage;
  /** A processor kind of process/catalogue. */
  readonly kind: string;
  readonly params: ParamRecord;
  /** 0…1 share of `params` that is applied; what the user turns down. */
  readonly strength: number;
  /** Where it acts, faded in and out; empty: everywhere. */
  readonly spans: readonly Span[];
  readonly because: readonly Because[];
  readonly expects: readonly Expectation[];
  /** 0…1: how sure the judgement is that it helps. */
  readonly confidence: number;
  /** What else was weighed for the same reason, and why it was not taken. */
  readonly rejected: readonly Restraint[];
  /** null for what was not weighed by rendering. */
  readonly tried: Trial | null;
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
  readonly version: 2;
  readonly intent: Intent;
  /** The sound the plan was made for. */
  readonly song: PlannedSong;
  /** Seeds every dither; part of the plan so that a render repeats. */
  readonly seed: number;
  readonly moves: readonly Move[];
  readonly restraints: readonly Restraint[];
  readonly promise: PlanPromise;
  /** Where the moves were weighed; empty where none was. */
  readonly weighedOn: readonly Span[];
  /** Of all moves together, as the plan stands; null where none was weighed. */
  readonly damage: Damage | null;
}
