// Diff plans: nothing between a plan and itself, and every kind of change told once, by its path and in words.
import { describe, expect, it } from 'vitest';
import { moveOf } from '../../../src/master/decider.ts';
import { decideMoves } from '../../../src/master/decide.ts';
import { diffPlans } from '../../../src/master/plan-file/diff-plans.ts';
import type { Move, Plan } from '../../../src/master/plan.ts';
import { planDiffText } from '../../../src/report/plan-diff-text.ts';
import { analysisOf, intentOf, SONG } from '../analyses.ts';

const own = (told: Partial<Move>): Move =>
  moveOf({
    id: 'mine',
    stage: 'own',
    kind: 'gain',
    params: { gainDb: -2 },
    because: [],
    confidence: 1,
    ...told,
  });
const BANDS = [
  { type: 'bell', hz: 300, gainDb: -2, q: 1 },
  { type: 'high-shelf', hz: 8000, gainDb: 1, q: 0.7 },
];
const EQ = own({ id: 'tone', kind: 'eq', stage: 'tone', params: { bands: BANDS } });
const PLAN: Plan = {
  ...decideMoves(analysisOf(), intentOf(), SONG),
  moves: [EQ, own({})],
  promise: { integratedLufs: -14, ceilingDbtp: -1 },
};
const told = (after: Plan, before = PLAN): string =>
  planDiffText(diffPlans(before, after), { before: 'a.json', after: 'b.json' }).replaceAll('\u00a0', ' ');

describe('diffPlans', () => {
  it('finds nothing between a plan and its copy', () => {
    expect(diffPlans(PLAN, JSON.parse(JSON.stringify(PLAN)) as Plan).same).toBe(true);
    expect(told(PLAN)).toBe('a.json → b.json\n  No difference.');
  });

  it('tells what came and what went, whole', () => {
    const glue = own({
      id: 'glue',
      kind: 'compressor',
      params: { thresholdDb: -20, ratio: 2 },
      strength: 0.5,
    });
    const after = { ...PLAN, moves: [EQ, glue] };
    const diff = diffPlans(PLAN, after);
    expect(diff).toMatchObject({ same: false, changed: [], order: null, fields: [] });
    expect([diff.added.map(({ id }) => id), diff.dropped.map(({ id }) => id)]).toEqual([['glue'], ['mine']]);
    expect(told(after)).toContain('- dropped  gain (mine, gain)\n    gain −2.0 dB');
    expect(told(after)).toContain('threshold −20.0 dB; ratio 2.0 : 1; at 50 % strength');
  });

  it('tells a changed figure by its path and with its unit', () => {
    const bands = [BANDS[0]!, { ...BANDS[1]!, gainDb: 2.5 }];
    const tone = { ...EQ, params: { bands }, strength: 0.8, spans: [{ startS: 72, endS: 75 }] };
    const after = { ...PLAN, moves: [tone, own({})] };
    const { fields } = diffPlans(PLAN, after).changed[0]!;
    expect([...fields].sort((a, b) => (a.path < b.path ? -1 : 1))).toEqual([
      { path: 'params.bands[1].gainDb', before: 1, after: 2.5 },
      { path: 'spans[0].endS', before: null, after: 75 },
      { path: 'spans[0].startS', before: null, after: 72 },
      { path: 'strength', before: 1, after: 0.8 },
    ]);
    const text = told(after);
    expect(text).toContain('~ changed  Tone (tone, eq)');
    expect(text).toContain('band 2: gain +1.0 dB → +2.5 dB');
    expect(text).toContain('strength 100 % → 80 %');
    expect(text).toContain('place 1, from: none → 1:12.0');
  });

  it('tells a band more and a band less', () => {
    const after = { ...PLAN, moves: [{ ...EQ, params: { bands: [BANDS[0]!] } }, own({})] };
    expect(diffPlans(PLAN, after).changed[0]!.fields).toContainEqual({
      path: 'params.bands[1].hz',
      before: 8000,
      after: null,
    });
    expect(told(after)).toContain('band 2: at 8 kHz → none');
    expect(told(PLAN, after)).toContain('band 2: at none → 8 kHz');
  });

  it('tells another order, promise and intent, and that reasons changed', () => {
    const because = [{ code: 'x', measurement: 'psr-db', value: 1, target: 2, unit: 'dB' }];
    const after: Plan = {
      ...PLAN,
      moves: [{ ...own({}), because }, EQ],
      promise: { integratedLufs: -13, ceilingDbtp: -1 },
      intent: { ...PLAN.intent, style: 'warm', loudness: { mode: 'target', lufs: -13 } },
      restraints: [{ code: 'y', facts: {} }],
    };
    const text = told(after);
    expect(text).toContain('~ order    tone, mine → mine, tone');
    expect(text).toContain('~ promised loudness  −14.0 LUFS → −13.0 LUFS');
    expect(text).toContain('~ style asked for  balanced → warm');
    expect(text).toContain('~ why, what for or how tried: gain');
    expect(text).toContain('~ what was left alone, or how the plan was weighed');
  });

  it('is the same the other way round', () => {
    const after = { ...PLAN, moves: [EQ], seed: 2 };
    const there = diffPlans(PLAN, after);
    const back = diffPlans(after, PLAN);
    expect(back.added).toEqual(there.dropped);
    expect(back.fields).toEqual(
      there.fields.map((one) => ({ ...one, before: one.after, after: one.before })),
    );
  });
});
