// Read plan: a plan.json from a place, checked before a note of it is played.
import type { Place } from '../files/place.ts';
import { checkPlan } from '../master/plan-file/check-plan.ts';
import type { Plan } from '../master/plan.ts';
import { Fault } from '../signal/fault.ts';

/** More than any plan holds. */
const MOST_BYTES = 4 << 20;

/** Faults: those of the place and of `checkPlan`; `bad-plan` for what is no JSON. */
export async function readPlan(place: Place, path: string): Promise<Plan> {
  const source = await place.open(path);
  try {
    if (source.bytes > MOST_BYTES)
      throw new Fault('bad-plan', 'usage', { file: path, what: 'it is too long' });
    const text = new TextDecoder('utf-8').decode(await source.read(0, source.bytes));
    return await checkPlan(parseJson(text, path), path);
  } finally {
    await source.close();
  }
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (reason) {
    throw new Fault('bad-plan', 'usage', { file: path, what: 'it is no JSON' }, reason);
  }
}
