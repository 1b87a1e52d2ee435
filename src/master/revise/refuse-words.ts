// Refuse words: what is wrong with wishes in words before there is a plan that they could change.
import { Fault } from '../../signal/fault.ts';
import { readWords } from './read-words.ts';

/** The Faults of `readWords` but `no-such-move`: what can be told before there is a plan. */
export function refuseWords(words: string): void {
  try {
    readWords(words, []);
  } catch (reason) {
    if (!(reason instanceof Fault && reason.code === 'no-such-move')) throw reason;
  }
}
