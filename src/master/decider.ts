// Decider: the contract of the judgement's parts: one question about a song, answered with reasoned moves and restraints.
import type { SpectrumResult } from '../measure/measurements.ts';
import type { Analysis } from './analysis.ts';
import type { Intent } from './intent.ts';
import type { Move, PlannedSong, Restraint } from './plan.ts';
import type { Stage } from './stage.ts';
import type { Style } from './style/style.ts';
import type { TonePicture } from './style/tone-picture.ts';

/** What every decider may look at; all of it the same for the same song at any level but for the levels themselves. */
export interface Question {
  readonly analysis: Analysis;
  readonly intent: Intent;
  readonly style: Style;
  readonly song: PlannedSong;
  /** What the deciders before have decided, at the strengths that will be rendered. */
  readonly soFar: readonly Move[];
  /** The song's spectrum as those moves leave it; null where there is none. */
  readonly spectrum: SpectrumResult | null;
  /** That spectrum laid against the style; null where there is none. */
  readonly picture: TonePicture | null;
  /** Share 0…1 of the spectrum that the arrangement fills; 1 where nothing is known. */
  readonly coverage: number;
}

/** Moves in order, and what was weighed and left alone. */
export interface Decision {
  readonly moves: readonly Move[];
  readonly restraints: readonly Restraint[];
}

/** Pure: no sound, no clock; the same question gives the same decision. Siblings do not know each other. */
export interface Decider {
  /** Kebab-case, unique. */
  readonly id: string;
  readonly stage: Stage;
  decide(question: Question): Decision;
}

export const NOTHING: Decision = { moves: [], restraints: [] };

/** One thing weighed and left alone. */
export function alone(code: string, facts: Restraint['facts'] = {}): Decision {
  return { moves: [], restraints: [{ code, facts }] };
}

type Told = 'id' | 'stage' | 'kind' | 'params' | 'because' | 'confidence';

/** A move with what is not told left at: full strength, everywhere, nothing expected, nothing rejected, not tried. */
export function moveOf(told: Pick<Move, Told> & Partial<Move>): Move {
  const { id, stage, kind, params, because, confidence, ...rest } = told;
  const usual = { strength: 1, spans: [], expects: [], rejected: [], tried: null };
  // Plans are read by people: what it is comes first.
  return { id, stage, kind, params, because, confidence, ...usual, ...rest };
}

/** Two decimals, as plans tell figures; never a negative zero. */
export function hundredth(value: number): number {
  return Math.round(value * 100) / 100 || 0;
}

/** Three decimals, for what is promised or set. */
export function thousandth(value: number): number {
  return Math.round(value * 1000) / 1000 || 0;
}
