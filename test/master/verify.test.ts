// Verify: what was promised against what was measured, and the correction that follows.
import { describe, expect, it } from 'vitest';
import { decideMoves } from '../../src/master/decide.ts';
import { moveOf } from '../../src/master/decider.ts';
import type { Move, Plan } from '../../src/master/plan.ts';
import { correctedPlan, verify } from '../../src/master/verify.ts';
import { analysisOf, intentOf, SONG, type Given } from './analyses.ts';

const level = moveOf({
  id: 'level',
  stage: 'loudness',
  kind: 'gain',
  params: { gainDb: 8 },
  confidence: 1,
  because: [],
  expects: [{ measurement: 'integrated-lufs', before: -22, after: -14, unit: 'LUFS' }],
});
const limiter = moveOf({
  id: 'limiter',
  stage: 'loudness',
  kind: 'limiter',
  params: { ceilingDbtp: -1 },
  confidence: 1,
  because: [],
});

function planOf(moves: readonly Move[]): Plan {
  const promise = { integratedLufs: -14, ceilingDbtp: -1 };
  return {
    ...decideMoves(analysisOf(), intentOf({ amount: 0 }), SONG),
    moves,
    restraints: [],
    promise,
  };
}

const measured = (given: Given) => analysisOf(given).measurements;

describe('verify', () => {
  it('is content within a tenth of a unit and a twentieth of a decibel', () => {
    const verdict = verify(planOf([level, limiter]), measured({ lufs: -14.04, truePeakDbtp: -0.96 }));
    expect(verdict).toMatchObject({ kept: true, correction: null });
    expect(verdict.expectations).toMatchObject([{ move: 'level', measured: -14.04, met: true }]);
  });

  it('corrects what is only just inside, so that the other files of the master are too', () => {
    const verdict = verify(planOf([level, limiter]), measured({ lufs: -14.08, truePeakDbtp: -0.96 }));
    expect(verdict.kept).toBe(true);
    expect(verdict.correction!.levelDb).toBeCloseTo(0.08, 9);
  });

  it('corrects the level in front of the limiter, and the ceiling by its excess', () => {
    const plan = planOf([level, limiter]);
    const verdict = verify(plan, measured({ lufs: -14.3, truePeakDbtp: -0.8 }));
    expect(verdict.kept).toBe(false);
    const [levelled, limited] = correctedPlan(plan, verdict.correction!).moves;
    expect(levelled!.params.gainDb).toBeCloseTo(8.3, 9);
    expect(limited!.params.ceilingDbtp).toBeCloseTo(-1.22, 9);
    expect(correctedPlan(plan, verdict.correction!).promise).toEqual(plan.promise);
  });

  it('without a limiter turns down what is over', () => {
    const verdict = verify(planOf([level]), measured({ lufs: -14, truePeakDbtp: -0.5 }));
    expect(verdict.correction).toEqual({ levelDb: -0.52, ceilingDb: 0 });
  });

  it('has nothing to correct with in a plan without level, and nothing to hold against no promise', () => {
    expect(verify(planOf([]), measured({ lufs: -20, truePeakDbtp: -3 }))).toMatchObject({
      kept: false,
      correction: null,
    });
    const free = { ...planOf([]), promise: { integratedLufs: null, ceilingDbtp: null } };
    expect(verify(free, measured({ lufs: null, truePeakDbtp: 3 }))).toMatchObject({
      kept: true,
      correction: null,
    });
  });

  it('tells an effect that did not come', () => {
    const expects = [{ measurement: 'tone-200-400', before: 4, after: 1, unit: 'dB' }];
    const tone: Move = { ...level, id: 'tone', kind: 'eq', params: { bands: [] }, expects };
    const [result] = verify(
      planOf([tone]),
      measured({ offset: (hz) => (hz < 450 && hz > 190 ? 12 : 0) }),
    ).expectations;
    expect(result).toMatchObject({ measurement: 'tone-200-400', expected: 1, met: false });
    expect(result!.measured).toBeGreaterThan(4);
  });
});
