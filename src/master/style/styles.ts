// Styles: the list of the house styles, by name.
import { styleId } from './style-corridors.ts';
import { STYLE_GENRES } from './style-genres.ts';
import { STYLE_SOUNDS } from './style-sounds.ts';
import type { Style } from './style.ts';

/** Sounds first, then kinds of music; in the order of `STYLE_NAMES`. */
export const STYLES: readonly Style[] = [...STYLE_SOUNDS, ...STYLE_GENRES];

/** By id or other name (`open` is `bright`). Unknown: Fault `unknown-style`, with the nearest name. */
export function styleById(named: string): Style {
  const id = styleId(named);
  return STYLES.find((one) => one.id === id)!;
}

/** null where there is none: a plan may name a style that somebody learnt. */
export function knownStyle(named: string): Style | null {
  return STYLES.find((one) => one.id === named) ?? null;
}
