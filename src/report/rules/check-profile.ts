// Check profile: a profile from outside, checked entry by entry: which rules, which severities, which limits.
import { Fault } from '../../signal/fault.ts';
import { FINDING_WORDS } from '../words-findings.ts';
import { LIMIT_RULES } from './limit-rules.ts';
import type { LimitValue, RuleProfile, RuleSeverity } from './rule-profile.ts';
import { DEFAULT_PROFILE, profileById } from './rule-profiles.ts';

type Loose = Readonly<Record<string, unknown>>;

const FIELDS = ['version', 'name', 'purpose', 'extends', 'rules', 'limits', 'warningsAreErrors'];
const SEVERITIES: readonly RuleSeverity[] = ['error', 'warning', 'note', 'off'];

/**
 * A parsed JSON value as a profile: `{ version: 1, name, extends?, rules?, limits?, warningsAreErrors? }`. What it does not
 * say is taken from the profile it extends (`mix` unless told). `file`: how to call it. Fault `bad-profile` with the place
 * in the file (`where`) and what should stand there (`what`); `unknown-profile` for what it extends.
 */
export function checkProfile(given: unknown, file: string): RuleProfile {
  try {
    return profileOf(given);
  } catch (reason) {
    if (!(reason instanceof Fault)) throw reason;
    throw new Fault(reason.code, reason.kind, { file, ...reason.facts }, reason);
  }
}

function profileOf(given: unknown): RuleProfile {
  const profile = record(given, 'the profile');
  const odd = Object.keys(profile).find((name) => !FIELDS.includes(name));
  if (odd !== undefined) throw bad(odd, `is not known here; there are ${FIELDS.join(', ')}`);
  if (profile.version !== 1) throw bad('version', 'must be 1');
  const base =
    profile.extends === undefined ? DEFAULT_PROFILE : profileById(text(profile.extends, 'extends'));
  const strict = profile.warningsAreErrors ?? base.warningsAreErrors;
  if (typeof strict !== 'boolean') throw bad('warningsAreErrors', 'must be true or false');
  return {
    version: 1,
    id: text(profile.name, 'name'),
    purpose: profile.purpose === undefined ? base.purpose : text(profile.purpose, 'purpose'),
    rules: { ...base.rules, ...checkRules(profile.rules ?? {}) },
    limits: checkLimits(profile.limits ?? {}, base.limits),
    warningsAreErrors: strict,
    sources: base.sources,
  };
}

function checkRules(given: unknown): Record<string, RuleSeverity> {
  const entries = Object.entries(record(given, 'rules')).map(([id, severity]): [string, RuleSeverity] => {
    if (!Object.hasOwn(FINDING_WORDS, id)) throw bad(`rules.${id}`, 'is no rule; "lacquer rules" lists them');
    const known = SEVERITIES.find((one) => one === severity);
    if (known === undefined) throw bad(`rules.${id}`, `must be one of ${SEVERITIES.join(', ')}`);
    return [id, known];
  });
  return Object.fromEntries(entries);
}

/** null takes away a limit of the profile that is extended. */
function checkLimits(given: unknown, base: RuleProfile['limits']): Record<string, LimitValue> {
  const limits = new Map(Object.entries(base));
  for (const [id, value] of Object.entries(record(given, 'limits'))) {
    const checked = checkLimit(id, value);
    if (checked === null) limits.delete(id);
    else limits.set(id, checked);
  }
  return Object.fromEntries(limits);
}

function checkLimit(id: string, value: unknown): LimitValue | null {
  const where = `limits.${id}`;
  const rule = LIMIT_RULES.find((one) => one.id === id);
  if (rule === undefined)
    throw bad(where, `is no limit; there are ${LIMIT_RULES.map((one) => one.id).join(', ')}`);
  if (value === null) return null;
  if (rule.bound !== 'one of') {
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    throw bad(where, `must be a number${rule.unit === null ? '' : ` (${rule.unit})`}`);
  }
  const kind = id === 'wrong-format' ? 'string' : 'number';
  if (Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === kind)) return value;
  throw bad(where, `must be a list of ${kind === 'string' ? 'names of formats' : 'numbers'}`);
}

function record(given: unknown, where: string): Loose {
  if (typeof given === 'object' && given !== null && !Array.isArray(given)) return given as Loose;
  throw bad(where, 'must be a record');
}

function text(given: unknown, where: string): string {
  if (typeof given === 'string' && given.trim() !== '') return given;
  throw bad(where, 'must be a text');
}

function bad(where: string, what: string): Fault {
  return new Fault('bad-profile', 'usage', { where, what });
}
