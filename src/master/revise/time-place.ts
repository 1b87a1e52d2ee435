// Time place: the stretch of the song that times in a sentence mean: at one, from one on, up to one, or between two.
import type { PlaceAsked } from './asking.ts';
import { phraseAt } from './phrase-at.ts';
import type { Token } from './word-tokens.ts';

/** `next`: the word behind what was taken. */
export interface TimePlace {
  readonly place: PlaceAsked;
  readonly next: number;
}

/** The place that begins with the time at word `at`; `how`: the word before it, `at` where there was none. */
export function timePlace(tokens: readonly Token[], at: number, how: 'at' | 'from' | 'to'): TimePlace {
  const first = timeAt(tokens, at) ?? 0;
  const behind = at + 1;
  if (how === 'to') return { place: stretch(0, first), next: behind };
  const { meaning, length } = phraseAt(tokens, behind);
  const leads = meaning?.is === 'to' || (how === 'from' && meaning?.is === 'join');
  const second = leads ? timeAt(tokens, behind + length) : null;
  if (second !== null) return { place: stretch(first, second), next: behind + length + 1 };
  if (how === 'at') return { place: { kind: 'at', s: first }, next: behind };
  const next = meaning?.is === 'onwards' ? behind + length : behind;
  return { place: { kind: 'stretch', startS: first, endS: null }, next };
}

/** Seconds; null where no time stands. */
function timeAt(tokens: readonly Token[], at: number): number | null {
  const token = tokens[at];
  return token?.is === 'time' ? token.s : null;
}

/** In whichever order the times were told. */
function stretch(a: number, b: number): PlaceAsked {
  return { kind: 'stretch', startS: Math.min(a, b), endS: Math.max(a, b) };
}
