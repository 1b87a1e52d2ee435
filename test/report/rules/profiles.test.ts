// Rule profiles: every rule they name exists and has words, every limit has its source, and a file is read as it is meant.
import { describe, expect, it } from 'vitest';
import { DETECTORS, MIX_NOTES } from '../../../src/inspect/detectors.ts';
import { VERDICTS } from '../../../src/inspect/verdicts.ts';
import { checkProfile } from '../../../src/report/rules/check-profile.ts';
import { LIMIT_RULES } from '../../../src/report/rules/limit-rules.ts';
import { checkedRules, ruleList } from '../../../src/report/rules/rule-list.ts';
import { profileById, RULE_PROFILES } from '../../../src/report/rules/rule-profiles.ts';
import { ruleBook, ruleText } from '../../../src/report/rules/rule-text.ts';
import { PLAIN } from '../../../src/report/text-style.ts';
import { Fault } from '../../../src/signal/fault.ts';

const LEAKED = /undefined|NaN|null|\[object/;

describe('the rule list', () => {
  it('has every code that can be found, every limit, and words for each', () => {
    const ids = ruleList().map(({ id }) => id);
    const codes = [...DETECTORS, ...VERDICTS, ...MIX_NOTES].flatMap((kind) => kind.codes);
    for (const id of [...codes, ...LIMIT_RULES.map((rule) => rule.id)]) expect(ids).toContain(id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { words, cure } of ruleList()) {
      expect(words).toMatch(/^[A-Z“].*[.]$/);
      expect(cure).toMatch(/^[A-Z“].*[.]$/);
      expect(`${words} ${cure}`).not.toMatch(LEAKED);
    }
  });

  it('tells which rules a check looked at', () => {
    const mix = profileById('mix');
    expect(checkedRules(mix, false)).toContain('click');
    expect(checkedRules(mix, false)).not.toContain('over-ceiling');
    expect(checkedRules(mix, true)).not.toContain('click');
    expect(checkedRules(profileById('release'), false)).toContain('over-ceiling');
    expect(checkedRules(profileById('release'), false)).not.toContain('no-headroom');
  });
});

describe.each(RULE_PROFILES.map((profile) => [profile.id, profile] as const))('profile %s', (_, profile) => {
  it('names rules that exist', () => {
    const named = [...Object.keys(profile.rules), ...Object.keys(profile.limits)];
    const known = new Set(ruleList().map(({ id }) => id));
    expect(named.filter((id) => !known.has(id))).toEqual([]);
  });

  it('has a dated source for every limit', () => {
    for (const id of Object.keys(profile.limits)) {
      expect(profile.sources[id]?.text.length, id).toBeGreaterThan(5);
      expect(profile.sources[id]?.date).toMatch(/^\d{4}/);
    }
  });

  it('gives each limit the shape that its rule wants', () => {
    for (const [id, limit] of Object.entries(profile.limits)) {
      const rule = LIMIT_RULES.find((one) => one.id === id);
      expect(Array.isArray(limit), id).toBe(rule?.bound === 'one of');
    }
  });

  it('survives the way through a file', () => {
    const { id: name, purpose, rules, limits, warningsAreErrors } = profile;
    const file = JSON.parse(JSON.stringify({ version: 1, name, purpose, rules, limits, warningsAreErrors }));
    expect(checkProfile(file, 'own.json')).toEqual({ ...profile, sources: {} });
  });
});

describe('a profile of one’s own', () => {
  it('changes what it names and keeps the rest of what it extends', () => {
    const own = checkProfile(
      {
        version: 1,
        name: 'label',
        extends: 'release',
        rules: { dull: 'off', click: 'warning' },
        limits: { 'over-ceiling': -1.5, 'wrong-rate': [96000], 'odd-name': null },
      },
      'own.json',
    );
    expect(own.id).toBe('label');
    expect(own.rules).toMatchObject({ dull: 'off', click: 'warning', dropout: 'error' });
    expect(own.limits).toMatchObject({ 'over-ceiling': -1.5, 'wrong-rate': [96000], 'wrong-bits': [16, 24] });
    expect(own.limits).not.toHaveProperty('odd-name');
  });

  it.each([
    ['the profile', []],
    ['version', { version: 2, name: 'a' }],
    ['name', { version: 1 }],
    ['colour', { version: 1, name: 'a', colour: 'red' }],
    ['rules.clik', { version: 1, name: 'a', rules: { clik: 'error' } }],
    ['rules.toString', { version: 1, name: 'a', rules: { toString: 'error' } }],
    ['rules.click', { version: 1, name: 'a', rules: { click: 'fatal' } }],
    ['rules', { version: 1, name: 'a', rules: 'none' }],
    ['limits.click', { version: 1, name: 'a', limits: { click: 1 } }],
    ['limits.over-ceiling', { version: 1, name: 'a', limits: { 'over-ceiling': '-1' } }],
    ['limits.wrong-rate', { version: 1, name: 'a', limits: { 'wrong-rate': 44100 } }],
    ['limits.wrong-rate', { version: 1, name: 'a', limits: { 'wrong-rate': ['44100'] } }],
    ['limits.wrong-bits', { version: 1, name: 'a', limits: { 'wrong-bits': [] } }],
    ['warningsAreErrors', { version: 1, name: 'a', warningsAreErrors: 'yes' }],
  ])('is refused with the place in the file: %s', (where, given) => {
    const attempt = (): unknown => checkProfile(given, 'own.json');
    expect(attempt).toThrow(Fault);
    try {
      attempt();
    } catch (reason) {
      expect(reason).toMatchObject({
        code: 'bad-profile',
        kind: 'usage',
        facts: { file: 'own.json', where },
      });
    }
  });

  it('is refused where it extends what there is not', () => {
    expect(() => checkProfile({ version: 1, name: 'a', extends: 'polka' }, 'own.json')).toThrow(
      'unknown-profile',
    );
  });
});

describe('the rule book', () => {
  it('tells every rule and every limit with its source', () => {
    const text = ruleText(ruleBook(RULE_PROFILES), { width: 80, style: PLAIN });
    for (const { id } of ruleList()) expect(text).toContain(`  ${id}\n`);
    expect(text.replace(/\s+/g, ' ')).toContain('error in cd: one of 44.1 kHz (Red Book: 44.1 kHz');
    expect(text).toContain('unverified');
    expect(text).not.toMatch(LEAKED);
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('is plain JSON', () => {
    const book = ruleBook(RULE_PROFILES);
    expect(JSON.parse(JSON.stringify(book))).toEqual(book);
    const click = book.rules.find(({ id }) => id === 'click');
    expect(click?.profiles.mix).toEqual({ severity: 'as found' });
    expect(click?.profiles.release).toEqual({ severity: 'error' });
  });
});
