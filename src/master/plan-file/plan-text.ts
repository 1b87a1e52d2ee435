// Plan text: a plan from the text of its file, JSON or YAML; what is wrong is told with its line and column.
import { Fault, type Facts } from '../../signal/fault.ts';
import type { Plan } from '../plan.ts';
import { checkPlan } from './check-plan.ts';
import { readJson } from './json-text.ts';
import { placeOf, type ParsedText } from './parsed-text.ts';

/** `file`: its name; `.yaml` and `.yml` are YAML, everything else JSON. Faults: those of `checkPlan`, with `line` and `column`. */
export async function planFromText(text: string, file: string): Promise<Plan> {
  const parsed = await parseText(text, file);
  try {
    return await checkPlan(parsed.value, file);
  } catch (reason) {
    if (!(reason instanceof Fault)) throw reason;
    const place = placeOf(text, parsed, pathOf(reason.facts));
    throw new Fault(reason.code, reason.kind, { ...reason.facts, ...place }, reason);
  }
}

async function parseText(text: string, file: string): Promise<ParsedText> {
  if (!/\.ya?ml$/i.test(file)) return readJson(text, file);
  // Loaded when needed: most plans are JSON.
  const { readYaml } = await import('./yaml-text.ts');
  return readYaml(text, file);
}

/** The path of what is wrong; of an unknown parameter its own, not that of its record. */
function pathOf({ where, name }: Facts): string {
  const holder = typeof where === 'string' ? where : '';
  return typeof name === 'string' ? `${holder}.${name}` : holder;
}
