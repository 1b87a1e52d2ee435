// Words for decisions: what each move does and why, what was left alone and why, what a limit was, what a file is for.
import type { Because, Move, Restraint } from '../master/plan.ts';
import type { FilePurpose, Limitation } from './report.ts';
import { unworded, type Facts } from './phrase.ts';

export type BecauseTable = Readonly<Record<string, (because: Because) => string>>;
export type FactsTable = Readonly<Record<string, (facts: Facts) => string>>;

export const BECAUSE_WORDS: BecauseTable = {};
export const RESTRAINT_WORDS: FactsTable = {};
export const LIMITATION_WORDS: FactsTable = {};

/** Why a move is there, one sentence. */
export function becauseWords(because: Because): string {
  const { code, measurement, value, target, unit } = because;
  return BECAUSE_WORDS[code]?.(because) ?? unworded(code, { [measurement]: `${value} ${unit}`, target });
}

/** What was weighed and left alone, and why. */
export function restraintWords(restraint: Restraint): string {
  return RESTRAINT_WORDS[restraint.code]?.(restraint.facts) ?? unworded(restraint.code, restraint.facts);
}

/** Which limit kept the master from its promise. */
export function limitationWords(limitation: Limitation): string {
  return LIMITATION_WORDS[limitation.code]?.(limitation.facts) ?? unworded(limitation.code, limitation.facts);
}

const MOVE_TITLES: Readonly<Record<string, string>> = {
  gain: 'Level',
  eq: 'Tone',
  compressor: 'Glue',
  limiter: 'Peaks',
};

/** A short title by what the move's processor does. */
export function moveTitle(move: Move): string {
  return MOVE_TITLES[move.kind] ?? move.kind;
}

const PURPOSES: Readonly<Record<FilePurpose, string>> = {
  master: 'Master, 24 bit, at the mix’s own rate',
  cd: '44.1 kHz, 16 bit, dithered',
};

export function purposeWords(purpose: FilePurpose): string {
  return PURPOSES[purpose];
}
