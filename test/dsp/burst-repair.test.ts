// Burst repair: what was spoiled comes back where the model is true, and a step cannot be repaired with one sample.
import { describe, expect, it } from 'vitest';
import { BurstRepair } from '../../src/dsp/burst-repair.ts';
import { predictionError } from '../../src/dsp/linear-prediction.ts';

/** A sine of frequency w obeys x[n] = 2 cos(w) x[n-1] - x[n-2]; this one leans on it a little. */
const W = 0.21;
const A = Float64Array.from([1, -2 * Math.cos(W) * 0.999, 0.998]);
const FRAMES = 80;
const tone = () => Float64Array.from({ length: FRAMES }, (_, n) => Math.sin(W * n));

function errorOf(x: Float64Array): Float64Array {
  const error = new Float64Array(FRAMES);
  predictionError(A, 2, x, 2, FRAMES, error);
  return error;
}

describe('burst repair', () => {
  it('takes one wrong sample back, and knows by how much it was wrong', () => {
    const x = tone();
    x[40]! += 0.7;
    const repair = new BurstRepair(2, 8);
    expect(repair.solve(A, errorOf(x), 40, 1, 3)).toBeLessThan(0.01);
    expect(repair.largest).toBeCloseTo(0.7, 2);
  });

  it('takes four wrong samples back', () => {
    const x = tone();
    [0.5, -0.4, 0.9, 0.1].forEach((v, n) => (x[40 + n]! += v));
    const repair = new BurstRepair(2, 8);
    expect(repair.solve(A, errorOf(x), 40, 4, 6)).toBeLessThan(0.01);
    expect(repair.solve(A, errorOf(x), 40, 2, 6)).toBeGreaterThan(0.3);
  });

  it('cannot explain a step by one sample', () => {
    const x = tone();
    for (let n = 40; n < FRAMES; n++) x[n]! += 0.7;
    expect(new BurstRepair(2, 8).solve(A, errorOf(x), 40, 1, 3)).toBeGreaterThan(0.1);
  });
});
