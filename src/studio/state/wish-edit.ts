// Wish edit: every change an artist can make to a wish, each giving a new one.
import { DEFAULT_INTENT } from '../../master/intent.ts';
import type { Intent, LoudnessIntent } from '../../master/intent.ts';
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

function sorted({ intent, strengths }: Wish): unknown {
  const { style, amount, loudness, ceilingDbtp } = intent;
  return [
    style,
    amount,
    loudness.mode,
    loudness.mode === 'target' ? loudness.lufs : null,
    ceilingDbtp,
  ].concat(
    Object.entries(strengths)
      .sort(([x], [y]) => x.localeCompare(y))
      .flat(),
  );
}
