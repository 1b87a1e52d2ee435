// Plan schema: the published file is today's, it takes every plan that the judgement makes, and it refuses what the check refuses.
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { decideMoves } from '../../../src/master/decide.ts';
import { checkPlan } from '../../../src/master/plan-file/check-plan.ts';
import { planSchema } from '../../../src/master/plan-file/plan-schema.ts';
import type { Schema } from '../../../src/records/record-schema.ts';
import { STYLES } from '../../../src/master/style/styles.ts';
import { PROCESSORS } from '../../../src/process/every-processor.ts';
import published from '../../../docs/schema/plan.schema.json' with { type: 'json' };
import { analysisOf, intentOf, SONG } from '../analyses.ts';

let schema: Schema;
let valid: ValidateFunction;

beforeAll(async () => {
  schema = await planSchema();
  valid = new Ajv2020({ strict: true, allowUnionTypes: true, strictRequired: false }).compile(schema);
});

const song = { name: 'song', sampleRateHz: 44100, channels: 2, frames: 1000 };
const planOf = (move: object): object => ({ version: 2, song, moves: [move] });

describe('the schema of plans', () => {
  it('is published as it is made: node scripts/print-plan-schema.mjs --write', () => {
    expect(published).toEqual(JSON.parse(JSON.stringify(schema)));
  });

  it.each([
    ['a boomy mix', { offset: (hz: number) => (hz < 400 && hz > 160 ? 9 : 0), psrDb: 15 }],
    ['a dull mix with an offset', { offset: (hz: number) => (hz > 6000 ? -9 : 0), dcOffset: [0.02, 0.02] }],
    ['silence', { lufs: null, truePeakDbtp: null }],
    ['a master', { lufs: -9, truePeakDbtp: -1 }],
  ])('takes every plan that the judgement makes: %s', async (_, given) => {
    for (const { id } of STYLES) {
      const plan = decideMoves(analysisOf(given), intentOf({ style: id }), SONG);
      for (const one of [plan, await checkPlan(JSON.parse(JSON.stringify(plan)))]) {
        valid(JSON.parse(JSON.stringify(one)));
        expect(valid.errors).toBe(null);
      }
    }
  });

  it('knows every processor, and its defaults are within its own ranges', () => {
    for (const { id } of PROCESSORS) {
      expect(valid(planOf({ id: 'mine', kind: id, params: {} })), id).toBe(true);
      expect(valid(planOf({ id: 'mine', kind: id, params: { sparkle: 1 } })), id).toBe(false);
    }
  });

  it.each([
    ['no more than it must', {}, true],
    ['an address of the schema', { $schema: 'plan.schema.json' }, true],
    ['version 1', { version: 1 }, false],
    ['an unknown field', { sede: 1 }, false],
    ['no song', { song: undefined }, false],
    ['a move of no kind', { moves: [{ id: 'mine' }] }, false],
    ['a kind of none', { moves: [{ id: 'mine', kind: 'magic' }] }, false],
    ['a parameter out of range', { moves: [{ id: 'mine', kind: 'gain', params: { gainDb: 99 } }] }, false],
    ['a strength of 2', { moves: [{ id: 'mine', kind: 'gain', strength: 2 }] }, false],
    ['a place without an end', { moves: [{ id: 'mine', kind: 'gain', spans: [{ startS: 1 }] }] }, false],
    ['a target', { intent: { loudness: { mode: 'target', lufs: -14 } } }, true],
    ['a target of nothing', { intent: { loudness: { mode: 'target' } } }, false],
    ['a number without a target', { intent: { loudness: { mode: 'auto', lufs: -14 } } }, false],
    ['a lock', { intent: { locks: ['bass'] } }, true],
    ['an unknown lock', { intent: { locks: ['drums'] } }, false],
    ['a budget of one’s own', { intent: { budget: { crestLossDb: 1 } } }, true],
  ])('agrees with the check about %s', async (_, change, good) => {
    const plan: unknown = JSON.parse(JSON.stringify({ ...planOf({ id: 'mine', kind: 'gain' }), ...change }));
    expect(valid(plan)).toBe(good);
    const taken = await checkPlan(plan).then(
      () => true,
      () => false,
    );
    // A plan of version 1 is raised by the check.
    expect(taken).toBe(good || (plan as { version: number }).version === 1);
  });
});
