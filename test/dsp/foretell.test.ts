// Foretell: surprises are what linear prediction by the autocorrelation method leaves, the same bits from both kernels.
import { describe, expect, it } from 'vitest';
import { PLAIN_KERNEL } from '../../src/dsp/kernel-plain.ts';
import { createSimdKernel } from '../../src/dsp/kernel-simd.ts';
import { levinson, predictionError } from '../../src/dsp/linear-prediction.ts';
import { noise } from '../signals.ts';

const FRAMES = 256;
const simd = createSimdKernel()!;

function form(order: number) {
  const window = Float64Array.from({ length: FRAMES }, (_, n) => Math.sin((Math.PI * (n + 0.5)) / FRAMES));
  return { order, blockFrames: 64, window };
}

/** Noise through a resonance, `order` samples before the hop; at `clickAt` something that nobody announced. */
function resonant(order: number, clickAt: number | null): Float64Array {
  const x = noise(0.01, order + FRAMES, 4);
  for (let n = 2; n < x.length; n++) x[n] = x[n]! + 1.6 * x[n - 1]! - 0.95 * x[n - 2]!;
  if (clickAt !== null) x[order + clickAt]! += 0.5;
  return x;
}

/** The textbook's way, sum by sum. */
function byDefinition(order: number, x: Float64Array): number[] {
  const { window } = form(order);
  const w = window.map((gain, n) => gain * x[order + n]!);
  const r = Float64Array.from({ length: order + 1 }, (_, lag) =>
    w.reduce((sum, v, n) => sum + (n >= lag ? v * w[n - lag]! : 0), 0),
  );
  r[0]! *= 1 + 1e-9;
  const a = new Float64Array(order + 1);
  levinson(r, order, a, new Float64Array(order + 1));
  const error = new Float64Array(x.length);
  predictionError(a, order, x, order, x.length, error);
  return [0, 1, 2, 3].map((b) =>
    error.subarray(order + 64 * b, order + 64 * (b + 1)).reduce((high, e) => Math.max(high, Math.abs(e)), 0),
  );
}

describe('foretelling', () => {
  it.each([8, 16])('leaves what the definition leaves, at order %i', (order) => {
    const x = resonant(order, null);
    const surprise = new Float64Array(4);
    PLAIN_KERNEL.foretell(form(order), x, 4, Number.POSITIVE_INFINITY, surprise);
    byDefinition(order, x).forEach((most, b) => expect(surprise[b]).toBeCloseTo(most, 12));
  });

  it('is surprised in the block where a click is', () => {
    const surprise = new Float64Array(4);
    PLAIN_KERNEL.foretell(form(16), resonant(16, 150), 4, Number.POSITIVE_INFINITY, surprise);
    expect(surprise.indexOf(Math.max(...surprise))).toBe(2);
    expect(surprise[2]).toBeGreaterThan(4 * surprise[1]!);
  });

  it('tells the power under the window, and no surprise where that is 0 or not below what was asked for', () => {
    const x = resonant(8, 30);
    const { window } = form(8);
    const power = window.reduce((sum, gain, n) => sum + (gain * x[8 + n]!) ** 2, 0);
    const surprise = new Float64Array(4).fill(9);
    expect(PLAIN_KERNEL.foretell(form(8), x, 4, power / 2, surprise)).toBeCloseTo(power, 12);
    expect([...surprise]).toEqual([0, 0, 0, 0]);
    expect(PLAIN_KERNEL.foretell(form(8), new Float64Array(8 + FRAMES), 4, 1, surprise.fill(9))).toBe(0);
    expect([...surprise]).toEqual([0, 0, 0, 0]);
  });

  it.each([8, 16])('gives the same bits in both kernels, at order %i', (order) => {
    for (const x of [resonant(order, null), resonant(order, 99), noise(1, order + FRAMES, 7)]) {
      for (const blocks of [4, 3]) {
        const plain = new Float64Array(4);
        const fast = new Float64Array(4);
        const most = Number.POSITIVE_INFINITY;
        expect(simd.foretell(form(order), x, blocks, most, fast)).toBe(
          PLAIN_KERNEL.foretell(form(order), x, blocks, most, plain),
        );
        expect(fast).toEqual(plain);
      }
    }
  });
});
