// Rule text: what `lacquer rules` prints: every rule with its meaning and what the profiles make of it.
import { printable, wrapped, type TextStyle } from '../text-style.ts';
import { quantity, rate } from '../figures.ts';
import { LIMIT_RULES } from './limit-rules.ts';
import { ruleList, severityIn, type Rule, type RuleKind } from './rule-list.ts';
import type { LimitValue, RuleProfile, RuleSource } from './rule-profile.ts';

const HEADINGS: Readonly<Record<RuleKind, string>> = {
  fault: 'Faults and oddities of the sound',
  'mix-note': 'For the mix: what mastering will not change',
  limit: 'Limits: told only where a profile sets them',
};

/** One rule as `lacquer rules --json` has it. */
export interface RuleRecord extends Rule {
  /** By profile: its severity, the limit where it sets one, and who demands it. */
  readonly profiles: Readonly<Record<string, RuleInProfile>>;
}

interface RuleInProfile {
  readonly severity: string;
  readonly limit?: LimitValue;
  readonly source?: RuleSource;
}

export interface RuleBook {
  readonly version: 1;
  readonly profiles: readonly { readonly id: string; readonly purpose: string }[];
  readonly rules: readonly RuleRecord[];
}

export function ruleBook(profiles: readonly RuleProfile[]): RuleBook {
  return {
    version: 1,
    profiles: profiles.map(({ id, purpose }) => ({ id, purpose })),
    rules: ruleList().map((rule) => ({ ...rule, profiles: inProfiles(rule, profiles) })),
  };
}

function inProfiles(rule: Rule, profiles: readonly RuleProfile[]): Record<string, RuleInProfile> {
  const told = profiles.flatMap((profile): [string, RuleInProfile][] => {
    const severity = severityIn(profile, rule);
    if (severity === null) return [];
    const limit = profile.limits[rule.id];
    const source = profile.sources[rule.id];
    return [[profile.id, { severity, ...(limit === undefined ? {} : { limit }), ...(source && { source }) }]];
  });
  return Object.fromEntries(told);
}

/** The book for a terminal. */
export function ruleText(book: RuleBook, { width, style }: { width: number; style: TextStyle }): string {
  const kinds = [...new Set(book.rules.map((rule) => rule.kind))];
  return [
    style.strong('Profiles'),
    ...book.profiles.flatMap(({ id, purpose }) =>
      wrapped(`${printable(id)}: ${printable(purpose)}`, width, '  '),
    ),
    ...kinds.flatMap((kind) => ['', style.strong(HEADINGS[kind]), ...kindLines(book, kind, width, style)]),
  ].join('\n');
}

function kindLines(book: RuleBook, kind: RuleKind, width: number, style: TextStyle): string[] {
  const ofKind = book.rules.filter((rule) => rule.kind === kind);
  return ofKind.flatMap((rule) => [
    '',
    `  ${style.strong(rule.id)}`,
    ...wrapped(rule.words, width, '    '),
    ...severityLines(rule).flatMap((line) => wrapped(line, width, '    ').map(style.dim)),
  ]);
}

/** `error in cd, hires`, one line for all profiles that say the same; those that leave the rule as it is found are not told. */
function severityLines(rule: RuleRecord): string[] {
  const told = Object.entries(rule.profiles).filter(([, { severity }]) => severity !== 'as found');
  const endings = told.map(([, entry]) => (rule.kind === 'limit' ? limitWords(rule, entry) : ''));
  const same = told.map(([, { severity }], i) => `${severity}${endings[i]}`);
  return [...new Set(same)].map((kind) => {
    const first = same.indexOf(kind);
    const ids = told.filter((_, i) => same[i] === kind).map(([id]) => id);
    return `${told[first]![1].severity} in ${ids.join(', ')}${endings[first]}`;
  });
}

/** `: at most −1.0 dBTP (who says so)`. */
function limitWords(rule: Rule, { limit, source }: RuleInProfile): string {
  const { bound, unit } = LIMIT_RULES.find((one) => one.id === rule.id)!;
  const values =
    typeof limit === 'number'
      ? quantity(limit, unit)
      : (limit ?? []).map((value) => (unit === 'Hz' ? rate(Number(value)) : String(value))).join(', ');
  if (source === undefined) return `: ${bound} ${values}`;
  return `: ${bound} ${values} (${source.text}${source.verified ? '' : ', unverified'}, ${source.date})`;
}
