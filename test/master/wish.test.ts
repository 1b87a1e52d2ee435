// Wish: single strengths replace the amount's, a move at 0 stays, strange ids do nothing.
import { describe, expect, it } from 'vitest';
import { moveOf } from '../../src/master/decider.ts';
import { DEFAULT_INTENT } from '../../src/master/intent.ts';
import type { Move, Plan } from '../../src/master/plan.ts';
import { withStrengths } from '../../src/master/wish.ts';

const move = (id: string): Move =>
  moveOf({ id, stage: 'own', kind: 'gain', params: { gainDb: 1 }, because: [], confidence: 1 });
const plan: Plan = {
  version: 2,
  intent: DEFAULT_INTENT,
  song: { name: 'a', sampleRateHz: 44100, channels: 2, frames: 1 },
  seed: 1,
  moves: [move('tone'), move('glue')],
  restraints: [],
  promise: { integratedLufs: null, ceilingDbtp: null },
  weighedOn: [],
  damage: null,
};
const strengths = ({ moves }: Plan): [string, number][] => moves.map(({ id, strength }) => [id, strength]);

describe('a wish', () => {
  it('turns single moves, and keeps one that is turned off', () => {
    expect(strengths(withStrengths(plan, { tone: 0, glue: 0.4 }))).toEqual([
      ['tone', 0],
      ['glue', 0.4],
    ]);
  });

  it('passes over moves that this plan does not have', () => {
    expect(withStrengths(plan, { air: 0.2, toString: 0.1 } as Record<string, number>)).toEqual(plan);
  });

  it.each([-0.1, 1.01, Number.NaN])('is refused with a strength of %s', (strength) => {
    expect(() => withStrengths(plan, { tone: strength })).toThrow('bad-amount');
  });
});
