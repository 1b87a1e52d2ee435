// Rule list: every rule by its id: the faults that are listened for, the notes for the mix, the limits of profiles.
import { DETECTORS, MIX_NOTES } from '../../inspect/detectors.ts';
import { VERDICTS } from '../../inspect/verdicts.ts';
import { CODEC_OVERS } from '../../inspect/level/codec-overs.ts';
import { DC_OFFSET } from '../../inspect/level/dc-offset.ts';
import { HEADROOM } from '../../inspect/level/headroom.ts';
import type { Finding } from '../../inspect/finding.ts';
import { FINDING_WORDS, findingWords } from '../words-findings.ts';
import { FILE_RULES } from './file-rules.ts';
import { LIMIT_RULES } from './limit-rules.ts';
import type { RuleProfile, RuleSeverity } from './rule-profile.ts';

export type RuleKind = 'fault' | 'mix-note' | 'limit';

export interface Rule {
  /** Kebab-case, stable: the code of its findings. */
  readonly id: string;
  readonly kind: RuleKind;
  /** What it means and how it sounds. */
  readonly words: string;
  readonly cure: string;
}

const codesOf = (kinds: readonly { readonly codes: readonly string[] }[]): string[] =>
  kinds.flatMap((kind) => kind.codes);

/** Every rule there is, by kind and then by name; also those that no detector of this version gives. */
export function ruleList(): Rule[] {
  const mixNotes = new Set(codesOf(MIX_NOTES));
  const limits = new Set(LIMIT_RULES.map((rule) => rule.id));
  const kindOf = (id: string): RuleKind =>
    limits.has(id) ? 'limit' : mixNotes.has(id) ? 'mix-note' : 'fault';
  const rank: readonly RuleKind[] = ['fault', 'mix-note', 'limit'];
  const ids = new Set([...Object.keys(FINDING_WORDS), ...codesOf([...DETECTORS, ...VERDICTS])]);
  return [...ids]
    .map((id) => ({ kind: kindOf(id), ...ruleWords(id), id }))
    .sort((a, b) => rank.indexOf(a.kind) - rank.indexOf(b.kind) || (a.id < b.id ? -1 : 1));
}

/** What loudness, peaks and the mean of the samples are enough for. */
const QUICK_VERDICTS = [CODEC_OVERS, DC_OFFSET, HEADROOM];
/** Limits that need more than a quick check measures. */
const SLOW_LIMITS = new Set(['too-uncorrelated', 'long-lead-in', 'long-lead-out']);

/** The ids of the rules that a check looked at: all that can be found, and the profile's limits, but for those turned off. */
export function checkedRules(profile: RuleProfile, quick: boolean): string[] {
  const heard = quick ? QUICK_VERDICTS : [...DETECTORS, ...VERDICTS, ...MIX_NOTES];
  const limits = Object.keys(profile.limits).filter((id) => !(quick && SLOW_LIMITS.has(id)));
  return [...new Set([...FILE_RULES, ...codesOf(heard), ...limits])]
    .filter((id) => profile.rules[id] !== 'off')
    .sort();
}

/** What the profile makes of a rule; `as found` where it has no opinion, null for a limit it does not set. */
export function severityIn(profile: RuleProfile, rule: Rule): RuleSeverity | 'as found' | null {
  if (rule.kind === 'limit' && !Object.hasOwn(profile.limits, rule.id)) return null;
  const usual = LIMIT_RULES.find((limit) => limit.id === rule.id)?.severity;
  return profile.rules[rule.id] ?? usual ?? 'as found';
}

/** The words of a finding that has no figures yet. */
function ruleWords(id: string): Pick<Rule, 'words' | 'cure'> {
  const bare: Finding = {
    code: id,
    severity: 'note',
    confidence: 1,
    channel: null,
    startS: null,
    endS: null,
    value: null,
    unit: null,
  };
  const { text, cure } = findingWords(bare);
  return { words: text, cure };
}
