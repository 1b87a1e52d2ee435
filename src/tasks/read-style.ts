// Read style: the style that was named: one of the house's, or a file of somebody's own.
import type { Place } from '../files/place.ts';
import type { Style } from '../master/style/style.ts';
import { isStyleFile } from '../master/style/style-names.ts';
import { styleById } from '../master/style/styles.ts';
import { readSmallFile } from './read-record.ts';

/** More than any style holds. */
const MOST_BYTES = 1 << 20;

export { isStyleFile };

/** Faults: `unknown-style`; those of the place and of `styleFromBytes`; `bad-style` for what is too long. */
export async function readStyle(place: Place, named: string): Promise<Style> {
  if (!isStyleFile(named)) return styleById(named);
  const bytes = await readSmallFile(place, named, MOST_BYTES, 'bad-style');
  // Loaded when needed: most styles are the house's own.
  const { styleFromBytes } = await import('../master/style/style-text.ts');
  return styleFromBytes(bytes, named);
}
