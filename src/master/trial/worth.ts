// Worth: whether a move that was tried earns its price: what it brought against what it was meant to bring, and what it took.
import type { DamageBudget } from '../intent.ts';
import type { Damage, Expectation, Move } from '../plan.ts';
import { spentParts, type SpentPart } from './damage-budget.ts';

/** What a move did to the figure it is there for, and its price. */
export interface Worth {
  /** 1: brought what it was meant to; 0: nothing, or twice too much; below 0: the figure lies further off than before. */
  readonly benefit: number;
  /** The part of the budget that the move alone spends most of. */
  readonly price: SpentPart;
  /** How much of that part it may spend: more, the more it brings, and the surer it is. */
  readonly allowance: number;
}

/** Less of what a move was meant to bring is not worth having it. */
export const LEAST_BENEFIT = 0.25;
/** A mended figure may read this much worse elsewhere in the song before its mending is doubted. */
const WORSE = -0.1;
/** A change smaller than what figures are told with cannot be weighed. */
const LEAST_CHANGE = 0.05;
/** Figures of peaks over loudness: who is there to change them is not charged for it. */
const PEAK_FIGURES: ReadonlySet<string> = new Set(['psr-db', 'plr-db', 'crest-db', 'psr-low-db']);

/** Figures of a band that no move changes without changing its level: sides that outweigh the middle are most of it. */
const LEVEL_FIGURES = /^(tone|mono-loss)-/;

/** What the move is for; null where nothing is told or the change is too small to weigh. */
export function purposeOf({ expects }: Move): Expectation | null {
  const [first] = expects;
  return first !== undefined && Math.abs(first.after - first.before) >= LEAST_CHANGE ? first : null;
}

/** Whether the move is there to bring peaks nearer to the loudness: so that a limiter has less to do. */
export function holdsPeaks(move: Move): boolean {
  const purpose = purposeOf(move);
  return purpose !== null && PEAK_FIGURES.has(purpose.measurement) && purpose.after < purpose.before;
}

/** `without`, `now`: the figure that `purpose` names, measured on the same sound. */
export function benefitOf({ before, after }: Expectation, without: number, now: number): number {
  const share = (now - without) / (after - before);
  return Math.min(1, 1 - Math.abs(1 - share));
}

export function worthOf(move: Move, benefit: number, cost: Damage, budget: DamageBudget): Worth {
  const charged = spentParts(cost, budget).filter(({ part }) => isCharged(move, part));
  const price = charged.reduce((a, b) => (b.share > a.share ? b : a), FREE);
  return { benefit, price, allowance: move.confidence * Math.sqrt(Math.max(0, benefit)) };
}

const FREE: SpentPart = { part: 'toneChangeDb', value: 0, allowed: 0, share: 0 };

/** Nobody pays for what he is there to do. */
function isCharged(move: Move, part: SpentPart['part']): boolean {
  const key = move.expects[0]?.measurement ?? '';
  if (part === 'toneChangeDb')
    return move.stage !== 'tone' && move.stage !== 'resonance' && !LEVEL_FIGURES.test(key);
  return part !== 'crestLossDb' || !PEAK_FIGURES.has(key);
}

/** Mending is not a matter of taste: it stays unless what it mends became worse. */
export function isMending({ stage }: Move): boolean {
  return stage === 'repair' || stage === 'balance';
}

export function earns(move: Move, { benefit, price, allowance }: Worth): boolean {
  if (isMending(move)) return benefit >= WORSE;
  return benefit >= LEAST_BENEFIT && price.share <= allowance;
}
