// Plan text: JSON and YAML give the same plan, every mistake has its line and column, and no text takes long.
import { stringify } from 'yaml';
import { describe, expect, it } from 'vitest';
import { decideMoves } from '../../../src/master/decide.ts';
import { checkPlan } from '../../../src/master/plan-file/check-plan.ts';
import { readJson } from '../../../src/records/json-text.ts';
import { planFromText } from '../../../src/master/plan-file/plan-text.ts';
import type { Fault } from '../../../src/signal/fault.ts';
import { analysisOf, intentOf, SONG } from '../analyses.ts';

const PLAN = decideMoves(
  analysisOf({ offset: (hz) => (hz < 400 && hz > 160 ? 9 : 0), psrDb: 15 }),
  intentOf(),
  SONG,
);

const HAND_WRITTEN = `# a plan by hand
$schema: https://example.org/plan.schema.json
version: 2
song: { name: song, sampleRateHz: 44100, channels: 2, frames: 4410000 }
moves:
  - id: presence
    kind: eq
    params:
      bands:
        - { type: bell, hz: 3000, gainDb: -1.5, q: 1 }
    spans:
      - { startS: 72, endS: 75 }
`;

describe('planFromText', () => {
  it('reads the same plan from JSON and from YAML', async () => {
    const plan = await checkPlan(JSON.parse(JSON.stringify(PLAN)));
    expect(await planFromText(JSON.stringify(PLAN, null, 2), 'plan.json')).toEqual(plan);
    expect(await planFromText(JSON.stringify(PLAN), 'no-ending')).toEqual(plan);
    expect(await planFromText(stringify(PLAN), 'plan.yaml')).toEqual(plan);
    expect(await planFromText(stringify(PLAN), 'PLAN.YML')).toEqual(plan);
  });

  it('reads what was written by hand', async () => {
    const { moves } = await planFromText(HAND_WRITTEN, 'plan.yaml');
    expect(moves[0]).toMatchObject({
      id: 'presence',
      stage: 'own',
      strength: 1,
      spans: [{ startS: 72, endS: 75 }],
    });
  });

  const refused = async (text: string, file: string): Promise<Record<string, unknown>> => {
    try {
      await planFromText(text, file);
    } catch (reason) {
      const { code, facts } = reason as Fault;
      return { code, ...facts };
    }
    return expect.fail('it was taken');
  };

  it.each([
    ['unknown-field', HAND_WRITTEN.replace('kind: eq', 'kind: eq\n    strenght: 1'), 8, 15],
    ['unknown-parameter', HAND_WRITTEN.replace('q: 1', 'g: 1'), 10, 52],
    ['bad-parameter', HAND_WRITTEN.replace('3000', '.inf'), 10, 29],
    ['bad-parameter', HAND_WRITTEN.replace('-1.5', '.nan'), 10, 43],
    ['unknown-processor', HAND_WRITTEN.replace('kind: eq', 'kind: equaliser'), 7, 11],
    ['bad-plan', HAND_WRITTEN.replace(', frames: 4410000', ''), 4, 7],
    ['bad-plan', `${HAND_WRITTEN}seed: 1\nseed: 2\n`, 14, 1],
    ['bad-plan', HAND_WRITTEN.replace('kind: eq', 'kind: [eq'), 8, 5],
    ['bad-plan', HAND_WRITTEN.replace('kind: eq', 'kind: !!js/function eq'), 7, 11],
    ['bad-plan', HAND_WRITTEN.replace('kind: eq', 'kind: *nobody'), 1, 1],
    ['bad-plan', `${HAND_WRITTEN}---\nversion: 2\n`, 13, 1],
    ['bad-plan', '- version: 2', 1, 1],
    ['bad-plan', '', 1, 1],
    ['bad-plan', '? { a: 1 }\n: 2', 1, 3],
  ])('tells where a YAML file has %s', async (code, text, line, column) => {
    expect(await refused(text, 'x.yaml')).toMatchObject({ code, line, column, file: 'x.yaml' });
  });

  const JSON_TEXT = JSON.stringify(PLAN, null, 2);
  it.each([
    ['bad-plan', '', 1, 1],
    ['bad-plan', '{"version": 2,\n "seed": 1,}', 2, 12],
    ['bad-plan', '{"version": 2\n "seed": 1}', 2, 2],
    ['bad-plan', '{"version": 2}\n{}', 2, 1],
    ['bad-plan', '{"version": 2, "seed": 01}', 1, 24],
    ['bad-plan', '{"version": 2, "seed": NaN}', 1, 24],
    ['bad-plan', '{"version": 2, seed: 1}', 1, 16],
    ['bad-plan', '{"version": 2, "seed" 1}', 1, 23],
    ['bad-plan', '{"version": 2,\r\n "seed": 1,\r\n "version": 2}', 3, 2],
    ['bad-plan', '{"version": 2, "seed": "a\\q"}', 1, 24],
    ['bad-plan', '{"version": 2', 1, 14],
    [
      'unknown-field',
      JSON_TEXT.replace('"seed": 1', '"sede": 1'),
      JSON_TEXT.split('"seed"')[0]!.split('\n').length,
      11,
    ],
  ])('tells where a JSON file has %s', async (code, text, line, column) => {
    expect(await refused(text, 'x.json')).toMatchObject({ code, line, column, file: 'x.json' });
  });

  it('takes every JSON there is', () => {
    const values = [
      null,
      true,
      [],
      {},
      [[], {}],
      'a"b\\c\u2028é',
      -0.5e-7,
      12e3,
      { a: [{ b: {} }, 1], 'c.d': '' },
    ];
    for (const value of values) {
      for (const indent of [0, 2, '\t']) {
        expect(readJson(JSON.stringify(value, null, indent), 'x').value).toEqual(value);
      }
    }
    const { offsetOf } = readJson('{"a": [1, {"b": 2}]}', 'x');
    expect([offsetOf(''), offsetOf('a'), offsetOf('a[1].b'), offsetOf('a[2]')]).toEqual([0, 6, 16, null]);
  });

  const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]'];
  for (let i = 1; i < 9; i++) {
    const [before, now] = ['abcdefghi'[i - 1]!, 'abcdefghi'[i]!];
    bomb.push(`${now}: &${now} [${Array.from({ length: 9 }, () => `*${before}`).join(', ')}]`);
  }
  const many = 60_000;
  it.each([
    ['aliases that breed', bomb.join('\n'), 'x.yaml'],
    ['brackets in brackets', '['.repeat(many), 'x.yaml'],
    ['brackets in brackets', '['.repeat(many), 'x.json'],
    ['records in records', '{"a":'.repeat(many), 'x.json'],
    ['lists in lists', '- '.repeat(many), 'x.yaml'],
    ['questions in questions', '? '.repeat(many), 'x.yaml'],
    ['a great many names', Array.from({ length: 15_000 }, (_, i) => `n${i}: 1`).join('\n'), 'x.yaml'],
    ['a great many names', `{${Array.from({ length: many }, (_, i) => `"n${i}":1`).join(',')}}`, 'x.json'],
    ['an endless text', `"${'\\n'.repeat(many)}`, 'x.json'],
    ['more than YAML takes', ' '.repeat(1 << 20), 'x.yaml'],
  ])('is not drowned by %s', async (_, text, file) => {
    expect(['bad-plan', 'unknown-field']).toContain((await refused(text, file)).code);
  });
});
