// Worth: what a move brought against what it was meant to, and the price that it may have.
import { describe, expect, it } from 'vitest';
import { moveOf } from '../../../src/master/decider.ts';
import type { Damage, Move } from '../../../src/master/plan.ts';
import { styleById } from '../../../src/master/style/styles.ts';
import { damageBudget, heldReduction, mostSpent } from '../../../src/master/trial/damage-budget.ts';
import { benefitOf, earns, holdsPeaks, purposeOf, worthOf } from '../../../src/master/trial/worth.ts';

const BUDGET = { distortionDb: -30, crestLossDb: 2, toneChangeDb: 2, reductionDb: 6 };
const FREE: Damage = { distortionDb: null, crestLossDb: 0, toneChangeDb: 0 };

function move(told: Partial<Move> = {}, key = 'figure', after = 2): Move {
  const expects = [{ measurement: key, before: 0, after, unit: 'dB' }];
  const base = { id: 'x', stage: 'low-end', kind: 'compressor', params: {} } as const;
  return moveOf({ ...base, because: [], confidence: 0.8, expects, ...told });
}

describe('benefitOf', () => {
  it.each([
    ['all of it', 5, 7, 1],
    ['half', 5, 6, 0.5],
    ['nothing', 5, 5, 0],
    ['half as much again', 5, 8, 0.5],
    ['twice too much', 5, 9, 0],
    ['the wrong way', 5, 4, -0.5],
  ])('%s', (_, without, now, benefit) => {
    const [wanted] = move().expects;
    expect(benefitOf(wanted!, without, now)).toBeCloseTo(benefit, 9);
    const down = { ...wanted!, after: -2 };
    expect(benefitOf(down, -without, -now)).toBeCloseTo(benefit, 9);
  });
});

describe('earns', () => {
  const judged = (what: Move, benefit: number, cost: Partial<Damage>) =>
    earns(what, worthOf(what, benefit, { ...FREE, ...cost }, BUDGET));

  it('lets the price grow with what a move brings and how sure it is', () => {
    expect(judged(move(), 1, { crestLossDb: 1.5 })).toBe(true);
    expect(judged(move(), 0.5, { crestLossDb: 1.5 })).toBe(false);
    expect(judged(move({ confidence: 0.5 }), 1, { crestLossDb: 1.5 })).toBe(false);
    expect(judged(move(), 1, { distortionDb: -29 })).toBe(false);
    expect(judged(move(), 1, { distortionDb: -35 })).toBe(true);
  });

  it('drops what does next to nothing, however cheap', () => {
    expect(judged(move(), 0.2, {})).toBe(false);
    expect(judged(move(), 0.3, {})).toBe(true);
  });

  it('charges nobody for what he is there to do', () => {
    expect(judged(move({ stage: 'tone' }, 'tone-100-200'), 1, { toneChangeDb: 1.9 })).toBe(true);
    expect(judged(move(), 1, { toneChangeDb: 1.9 })).toBe(false);
    expect(judged(move({}, 'psr-db', -2), 1, { crestLossDb: 5 })).toBe(true);
  });

  it('keeps what mends unless it made things worse', () => {
    expect(judged(move({ stage: 'repair' }), 0, { distortionDb: -5 })).toBe(true);
    expect(judged(move({ stage: 'balance' }), -1, {})).toBe(false);
  });
});

it('knows what a move is for', () => {
  expect(purposeOf(move({ expects: [] }))).toBeNull();
  expect(purposeOf(move({}, 'figure', 0.01))).toBeNull();
  expect(purposeOf(move())?.measurement).toBe('figure');
  expect(holdsPeaks(move({}, 'psr-db', -2))).toBe(true);
  expect(holdsPeaks(move({}, 'psr-db', 2))).toBe(false);
});

describe('damageBudget', () => {
  it('is stricter for gentle styles than for loud ones, and the user’s own limits go first', () => {
    const [gentle, loud] = ['gentle', 'loud'].map((id) => damageBudget(styleById(id)));
    expect(gentle!.distortionDb).toBeLessThan(loud!.distortionDb);
    expect(gentle!.crestLossDb).toBeLessThan(loud!.crestLossDb);
    expect(damageBudget(styleById('loud'), { crestLossDb: 0.5 }).crestLossDb).toBe(0.5);
  });

  it('counts distortion by its amplitude, and nothing that was gained', () => {
    expect(mostSpent({ ...FREE, distortionDb: -36 }, BUDGET).share).toBeCloseTo(0.5, 2);
    expect(mostSpent({ ...FREE, crestLossDb: -3 }, BUDGET).share).toBe(0);
    expect(mostSpent({ ...FREE, crestLossDb: 0.1 }, { ...BUDGET, crestLossDb: 0 }).share).toBe(Infinity);
  });

  it('holds how deep compressors may pull', () => {
    const deep = move({ params: { ratio: 2, rangeDb: 9 } });
    expect(heldReduction(deep, BUDGET).params).toEqual({ ratio: 2, rangeDb: 6 });
    const bands = move({ kind: 'multiband', params: { bands: [{ rangeDb: 3 }, { ratio: 2 }] } });
    expect(heldReduction(bands, BUDGET).params).toEqual({
      bands: [{ rangeDb: 3 }, { ratio: 2, rangeDb: 6 }],
    });
    expect(heldReduction(move({ kind: 'eq' }), BUDGET).params).toEqual({});
  });
});
