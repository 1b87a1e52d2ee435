// Read style: the style that was named: one of the house's, or a file of somebody's own.
import type { Place } from '../files/place.ts';
import type { Style } from '../master/style/style.ts';
import { styleById } from '../master/style/styles.ts';
import { Fault } from '../signal/fault.ts';

/** More than any style holds. */
const MOST_BYTES = 1 << 20;
/** What ends like a file of a style, or has a folder before it. */
const FILE = /\.(json|ya?ml)$|[\\/]/i;

export function isStyleFile(named: string): boolean {
  return FILE.test(named);
}

/** Faults: `unknown-style`; those of the place and of `styleFromText`; `bad-style` for what is no text or too long. */
export async function readStyle(place: Place, named: string): Promise<Style> {
  if (!isStyleFile(named)) return styleById(named);
  const refuse = (what: string, cause?: unknown): Fault =>
    new Fault('bad-style', 'usage', { file: named, where: 'the file', what }, cause);
  const source = await place.open(named);
  try {
    if (source.bytes > MOST_BYTES) throw refuse('it is too long');
    const text = decoded(await source.read(0, source.bytes), refuse);
    // Loaded when needed: most styles are the house's own.
    const { styleFromText } = await import('../master/style/style-text.ts');
    return await styleFromText(text, named);
  } finally {
    await source.close();
  }
}

function decoded(bytes: Uint8Array, refuse: (what: string, cause: unknown) => Fault): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (reason) {
    throw refuse('it is no text in UTF-8', reason);
  }
}
