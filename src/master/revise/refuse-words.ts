// Refuse words: what is wrong with wishes in words before there is a plan that they could change.
import { loadEveryProcessor } from '../../process/catalogue.ts';
import { Fault } from '../../signal/fault.ts';
import type { Analysis } from '../analysis.ts';
import type { Plan } from '../plan.ts';
import { applyAsking, moveNames, type Revising } from './apply-asking.ts';
import { readWords } from './read-words.ts';

/** The Faults of `readWords` but `no-such-move`: what can be told before there is a plan. */
export function refuseWords(words: string): void {
  try {
    readWords(words, []);
  } catch (reason) {
    if (!(reason instanceof Fault && reason.code === 'no-such-move')) throw reason;
  }
}

/** Whatever `revisePlan` would refuse of them, without listening. */
export async function refuseWordsFor(plan: Plan, words: string, analysis: Analysis): Promise<void> {
  await loadEveryProcessor();
  const asked = readWords(words, moveNames(plan));
  asked.reduce<Revising>((at, one) => applyAsking(at, one, analysis), { plan, loudnessLu: 0, told: [] });
}
