// Read style: the style that was named: one of the house's, or a file of somebody's own.
import type { Place } from '../files/place.ts';
import type { Style } from '../master/style/style.ts';
import { styleById } from '../master/style/styles.ts';
import { readSmallFile } from './read-record.ts';

/** More than any style holds. */
const MOST_BYTES = 1 << 20;
/** What ends like a file of a style, or has a folder before it. */
const FILE = /\.(json|ya?ml)$|[\\/]/i;

export function isStyleFile(named: string): boolean {
  return FILE.test(named);
}

/** Faults: `unknown-style`; those of the place and of `styleFromBytes`; `bad-style` for what is too long. */
export async function readStyle(place: Place, named: string): Promise<Style> {
  if (!isStyleFile(named)) return styleById(named);
  const bytes = await readSmallFile(place, named, MOST_BYTES, 'bad-style');
  // Loaded when needed: most styles are the house's own.
  const { styleFromBytes } = await import('../master/style/style-text.ts');
  return styleFromBytes(bytes, named);
}
