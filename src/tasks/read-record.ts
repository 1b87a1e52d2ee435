// Read record: a small JSON file from a place, parsed; what it should be is checked by whoever asked.
import type { Place } from '../files/place.ts';
import { readJson } from '../records/json-text.ts';
import { Fault } from '../signal/fault.ts';

/** More than any profile, and any folder's waivers, hold. */
const MOST_BYTES = 32 << 20;

/** Faults: those of the place; `fault` (kind usage, facts `file`, `where`, `what`) for what is too long, no JSON, or has a name twice. */
export async function readRecord(place: Place, path: string, fault: string): Promise<unknown> {
  const refuse = (what: string, cause?: unknown): Fault =>
    new Fault(fault, 'usage', { file: path, where: 'the file', what }, cause);
  const text = new TextDecoder('utf-8').decode(await readSmallFile(place, path, MOST_BYTES, fault));
  const record = parsed(text, refuse);
  refuseTwice(text, path, refuse);
  return record;
}

/** All bytes of a file that people edit. Faults: those of the place; `fault` (kind usage) where it has more than `mostBytes`. */
export async function readSmallFile(
  place: Pick<Place, 'open'>,
  path: string,
  mostBytes: number,
  fault: string,
): Promise<Uint8Array> {
  const source = await place.open(path);
  try {
    if (source.bytes > mostBytes)
      throw new Fault(fault, 'usage', { file: path, where: 'the file', what: 'it is too long' });
    return await source.read(0, source.bytes);
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

/** Of two values under one name the parser would silently take the last. */
function refuseTwice(text: string, path: string, refuse: (what: string, cause: unknown) => Fault): void {
  try {
    readJson(text, path);
  } catch (reason) {
    if (!(reason instanceof Fault)) throw reason;
    const { what, line, column } = reason.facts;
    throw refuse(`is not clear: ${what} (line ${line}, column ${column})`, reason);
  }
}
