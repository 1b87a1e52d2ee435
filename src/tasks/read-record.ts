// Read record: a small JSON file from a place, parsed; what it should be is checked by whoever asked.
import type { Place } from '../files/place.ts';
import { Fault } from '../signal/fault.ts';

/** More than any profile, and any folder's waivers, hold. */
const MOST_BYTES = 32 << 20;

/** Faults: those of the place; `fault` (kind usage, facts `file`, `where`, `what`) for what is too long or no JSON. */
export async function readRecord(place: Place, path: string, fault: string): Promise<unknown> {
  const refuse = (what: string, cause?: unknown): Fault =>
    new Fault(fault, 'usage', { file: path, where: 'the file', what }, cause);
  const source = await place.open(path);
  try {
    if (source.bytes > MOST_BYTES) throw refuse('is too long');
    const text = new TextDecoder('utf-8').decode(await source.read(0, source.bytes));
    return parsed(text, refuse);
  } finally {
    await source.close();
  }
}

function parsed(text: string, refuse: (what: string, cause: unknown) => Fault): unknown {
  try {
    return JSON.parse(text);
  } catch (reason) {
    const said = reason instanceof Error ? ` (${reason.message})` : '';
    throw refuse(`is no JSON${said}`, reason);
  }
}
