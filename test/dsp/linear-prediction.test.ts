// Linear prediction: models that are known are found again, by both methods, and their error is the noise they were fed.
import { describe, expect, it } from 'vitest';
import { CovarianceFit, levinson, predictionError } from '../../src/dsp/linear-prediction.ts';
import { noise } from '../signals.ts';

const ORDER = 8;
/** Two resonances: 1 - 1.6 z⁻¹ + 0.95 z⁻² and 1 + 0.5 z⁻¹ + 0.8 z⁻², multiplied out. */
const TRUTH = [1, -1.1, 0.95, -0.805, 0.76];

function resonant(frames: number): { x: Float64Array; fed: Float64Array } {
  const fed = noise(1, frames, 3);
  const x = new Float64Array(frames);
  for (let n = 0; n < frames; n++) {
    let value = fed[n]!;
    for (let k = 1; k < TRUTH.length && k <= n; k++) value -= TRUTH[k]! * x[n - k]!;
    x[n] = value;
  }
  return { x, fed };
}

describe('linear prediction', () => {
  it('finds a known model by Levinson', () => {
    const { x } = resonant(20_000);
    const r = Float64Array.from({ length: ORDER + 1 }, (_, lag) =>
      x.reduce((sum, v, n) => sum + (n >= lag ? v * x[n - lag]! : 0), 0),
    );
    const a = new Float64Array(ORDER + 1);
    levinson(r, ORDER, a, new Float64Array(ORDER + 1));
    for (let k = 0; k <= ORDER; k++) expect(Math.abs(a[k]! - (TRUTH[k] ?? 0))).toBeLessThan(0.03);
  });

  it('finds it from two stretches by covariance, and what lies between does not matter', () => {
    const { x, fed } = resonant(2000);
    x.fill(9, 900, 1000);
    const fit = new CovarianceFit(ORDER);
    fit.clear();
    fit.add(x, 20, 900);
    fit.add(x, 1020, 2000);
    expect(fit.solve(0)).toBe(true);
    for (let k = 0; k <= ORDER; k++) expect(Math.abs(fit.a[k]! - (TRUTH[k] ?? 0))).toBeLessThan(0.08);
    const error = new Float64Array(2000);
    predictionError(Float64Array.from(TRUTH), TRUTH.length - 1, x, 1020, 2000, error);
    for (let n = 1020; n < 2000; n++) expect(error[n]).toBeCloseTo(fed[n]!, 9);
  });

  it('foretells nothing where there is nothing', () => {
    const a = new Float64Array(ORDER + 1);
    levinson(new Float64Array(ORDER + 1), ORDER, a, new Float64Array(ORDER + 1));
    expect([...a]).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0]);
    const fit = new CovarianceFit(ORDER);
    fit.clear();
    fit.add(new Float64Array(100), 20, 100);
    expect(fit.solve(1e-9)).toBe(false);
  });
});
