// Candidate: one of a few ways to master a song, or to leave it alone: its plan, what it is foretold to be, and where it stands.
import { Fault } from '../../signal/fault.ts';
import type { LoudnessCost } from '../loudness/loudness-cost.ts';
import type { Damage, Plan, Restraint } from '../plan.ts';

/**
 * `alone`: nothing is done; `gentle`: half of every move, and hardly any limiting; `recommended`: what `lacquer master` does;
 * `louder`: the same moves at a loudness that costs; `reference`: led by the records given.
 */
export type CandidateId = 'alone' | 'gentle' | 'recommended' | 'louder' | 'reference';

export const CANDIDATE_IDS: readonly CandidateId[] = [
  'alone',
  'gentle',
  'recommended',
  'louder',
  'reference',
];

/** Foretold: the loudness and the peak of the whole song, the rest of its telling sections. */
export interface CandidateFigures {
  readonly integratedLufs: number | null;
  readonly truePeakDbtp: number | null;
  /** Of the loudest section. */
  readonly psrDb: number | null;
  /** Against the mix, mending aside; loudness taken out. */
  readonly damage: Damage;
  /** How far the tone lies outside the style, as in corridor-distance; null where there is too little sound. */
  readonly corridorDistanceDb: number | null;
}

export interface Candidate {
  readonly id: CandidateId;
  readonly plan: Plan;
  readonly figures: CandidateFigures;
  /** null for what decides no loudness. */
  readonly cost: LoudnessCost | null;
  /** Why it stands where it stands; words by code. */
  readonly reason: Restraint;
}

/** Fault `unknown-candidate`. */
export function candidateId(text: string): CandidateId {
  const found = CANDIDATE_IDS.find((id) => id === text);
  if (found === undefined)
    throw new Fault('unknown-candidate', 'usage', { id: text, known: CANDIDATE_IDS.join(', ') });
  return found;
}
