// Read plan: a plan file from a place, JSON or YAML, checked before a note of it is played.
import type { Place } from '../files/place.ts';
import { planFromText } from '../master/plan-file/plan-text.ts';
import type { Plan } from '../master/plan.ts';
import { Fault } from '../signal/fault.ts';

/** More than any plan holds. */
const MOST_BYTES = 4 << 20;

/** Faults: those of the place and of `planFromText`; `bad-plan` for what is no text or too long. */
export async function readPlan(place: Place, path: string): Promise<Plan> {
  const source = await place.open(path);
  try {
    if (source.bytes > MOST_BYTES) throw notText(path, 'it is too long');
    return await planFromText(decoded(await source.read(0, source.bytes), path), path);
  } finally {
    await source.close();
  }
}

function decoded(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (reason) {
    throw notText(path, 'it is no text in UTF-8', reason);
  }
}

function notText(file: string, what: string, cause?: unknown): Fault {
  return new Fault('bad-plan', 'usage', { file, where: 'the file', what }, cause);
}
