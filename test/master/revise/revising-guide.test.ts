// The guide to revising: it lists the whole vocabulary, word for word, and nothing else.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { planFromText } from '../../../src/master/plan-file/plan-text.ts';
import { readWords } from '../../../src/master/revise/read-words.ts';
import { SUBJECTS, type SubjectId } from '../../../src/master/revise/subjects.ts';
import {
  DEGREE_WORDS,
  DIRECTION_WORDS,
  MOVE_WORDS,
  PHRASES,
  SECTION_WORDS,
  SHARE_WORDS,
  SIZES,
  SUBJECT_WORDS,
} from '../../../src/master/revise/vocabulary.ts';

const guide = (name: string): string =>
  readFileSync(join(import.meta.dirname, '../../../docs/guide', name), 'utf8');
const PAGE = guide('revising.md');

/** The cells of the row whose first cell is this name in bold. */
function row(name: string): string[] {
  const rows = PAGE.split('\n').filter((line) => line.startsWith(`| **${name}** |`));
  expect(rows.length, name).toBe(1);
  return rows[0]!
    .split('|')
    .slice(2, -1)
    .map((cell) => cell.trim());
}

const wordsOf = (cell: string): string[] => (cell === '–' ? [] : cell.split(/[,;] /));

describe('the guide to revising', () => {
  it.each(Object.keys(SUBJECTS) as SubjectId[])('tells every word for %s, and what it does', (id) => {
    const { words, opposite = [], more = [], less = [] } = SUBJECT_WORDS[id];
    const [told, against, alone, effect] = row(SUBJECTS[id].noun);
    expect([told, against, alone].map((cell) => wordsOf(cell!))).toEqual([
      words,
      opposite,
      [...more, ...less],
    ]);
    expect(effect).toBe(SUBJECTS[id].effect);
  });

  it('tells directions, sizes, parts and shares', () => {
    expect(wordsOf(row('more')[0]!.split(';')[0]!)).toEqual(DIRECTION_WORDS.more);
    expect(wordsOf(row('less')[0]!.split(';')[0]!)).toEqual(DIRECTION_WORDS.less);
    for (const size of ['little', 'much'] as const) {
      expect([wordsOf(row(size)[0]!), row(size)[1]]).toEqual([DEGREE_WORDS[size], `${SIZES[size]} dB`]);
    }
    for (const [section, words] of Object.entries(SECTION_WORDS))
      expect(wordsOf(row(section)[0]!)).toEqual(words);
    for (const [share, words] of SHARE_WORDS) expect(wordsOf(row(String(share))[0]!)).toEqual(words);
  });

  it('tells every other word too', () => {
    const told = PAGE.replaceAll(/\s+/g, ' ').toLowerCase();
    for (const [phrase, { is }] of PHRASES) {
      if (/[a-z]/.test(phrase)) expect(told, `${is}: ${phrase}`).toContain(phrase);
    }
    for (const name of Object.keys(MOVE_WORDS)) expect(told).toContain(name);
  });

  it('gives examples that are understood', () => {
    const quoted = [...PAGE.replaceAll(/\s+/g, ' ').matchAll(/(?:revise [\w./-]+|--revise) "([^"]+)"/g)];
    expect(quoted.length).toBeGreaterThan(2);
    for (const [, words] of quoted) expect(readWords(words!, []).length).toBeGreaterThan(0);
    for (const words of [
      'more bass and less harsh at 1:12',
      'in the chorus more bass and air',
      'less harsh, sibilant and boomy',
    ])
      expect(readWords(words, []).length).toBeGreaterThan(1);
  });
});

describe('the guide to plans', () => {
  it('shows a plan that can be rendered', async () => {
    const [, text] = /```yaml\n([\s\S]*?)```/.exec(guide('plans.md'))!;
    const plan = await planFromText(text!, 'plan.yaml');
    expect(plan.moves.map(({ id }) => id)).toEqual(['presence', 'level', 'limiter']);
    await expect(planFromText(text!.replace('kind: eq', 'strenght: 1'), 'plan.yaml')).rejects.toMatchObject({
      facts: { where: 'moves[0].strenght', line: 6, nearest: 'strength' },
    });
  });
});
