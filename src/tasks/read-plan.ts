// Read plan: a plan file from a place, JSON or YAML, checked before a note of it is played.
import type { Place } from '../files/place.ts';
import { PLAN_CODES } from '../master/plan-file/check-plan.ts';
import { planFromBytes } from '../master/plan-file/plan-text.ts';
import type { Plan } from '../master/plan.ts';
import { readSmallFile } from './read-record.ts';

/** More than any plan holds. */
const MOST_BYTES = 4 << 20;

/** Faults: those of the place and of `planFromBytes`; `bad-plan` for what is too long. */
export async function readPlan(place: Place, path: string): Promise<Plan> {
  const bytes = await readSmallFile(place, path, MOST_BYTES, PLAN_CODES['bad-record']!);
  return planFromBytes(bytes, path);
}
