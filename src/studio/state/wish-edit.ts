// Wish edit: every change an artist can make to a wish, each giving a new one.
import { DEFAULT_INTENT } from '../../master/intent.ts';
import type { Intent, LoudnessIntent } from '../../master/intent.ts';
import type { Lock } from '../../master/stage.ts';
import type { Wish } from '../../master/wish.ts';

/** What Lacquer would do unasked. */
export const RECOMMENDED: Wish = { intent: DEFAULT_INTENT, strengths: {} };

export function withStyle(wish: Wish, style: string): Wish {
  return withIntent(wish, { style });
}

/** `amount`: 0…100 % of what is recommended. */
export function withAmount(wish: Wish, amount: number): Wish {
  return withIntent(wish, { amount });
}

export function withLoudness(wish: Wish, loudness: LoudnessIntent): Wish {
  return withIntent(wish, { loudness });
}

export function withCeiling(wish: Wish, ceilingDbtp: number): Wish {
  return withIntent(wish, { ceilingDbtp });
}

/** What must stay as it is, or need not any more. */
export function withLock(wish: Wish, lock: Lock, on: boolean): Wish {
  const others = wish.intent.locks.filter((one) => one !== lock);
  return withIntent(wish, { locks: on ? [...others, lock] : others });
}

/** One sentence more. */
export function withWords(wish: Wish, words: string): Wish {
  return { ...wish, words: [...(wish.words ?? []), words] };
}

/** Without the sentence at this place. */
export function withoutWords(wish: Wish, at: number): Wish {
  return { ...wish, words: (wish.words ?? []).filter((_, i) => i !== at) };
}

/** What all candidates have in common: style, ceiling, locks, and what is left out; not how much, how loud, or words. */
export function commonWish({ intent, strengths }: Wish): Wish {
  return {
    intent: { ...intent, amount: DEFAULT_INTENT.amount, loudness: DEFAULT_INTENT.loudness },
    strengths: Object.fromEntries(Object.entries(strengths).filter(([, strength]) => strength === 0)),
  };
}

/** `strength`: 0…1 of the single move; null follows the amount again. */
export function withStrength(wish: Wish, moveId: string, strength: number | null): Wish {
  const { [moveId]: _, ...others } = wish.strengths;
  return { ...wish, strengths: strength === null ? others : { ...others, [moveId]: strength } };
}

export function sameWish(a: Wish, b: Wish): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function withIntent(wish: Wish, change: Partial<Intent>): Wish {
  return { ...wish, intent: { ...wish.intent, ...change } };
}

function sorted({ intent, strengths, words = [] }: Wish): unknown {
  const { style, amount, loudness, ceilingDbtp, locks } = intent;
  return [
    style,
    amount,
    loudness.mode,
    loudness.mode === 'target' ? loudness.lufs : null,
    ceilingDbtp,
    [...locks].sort(),
    words,
    Object.entries(strengths).sort(([x], [y]) => x.localeCompare(y)),
  ];
}
