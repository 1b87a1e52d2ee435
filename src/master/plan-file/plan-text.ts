// Plan text: a plan from the text of its file, JSON or YAML; what is wrong is told with its line and column.
import { recordFromBytes, recordFromText } from '../../records/record-text.ts';
import type { Plan } from '../plan.ts';
import { checkPlan, PLAN_CODES } from './check-plan.ts';

/** `file`: its name; `.yaml` and `.yml` are YAML, everything else JSON. Faults: those of `checkPlan`, with `line` and `column`. */
export async function planFromText(text: string, file: string): Promise<Plan> {
  return recordFromText(text, file, PLAN_CODES, (value) => checkPlan(value, file));
}

/** The same of a file's bytes. */
export async function planFromBytes(bytes: Uint8Array, file: string): Promise<Plan> {
  return recordFromBytes(bytes, file, PLAN_CODES, (value) => checkPlan(value, file));
}
