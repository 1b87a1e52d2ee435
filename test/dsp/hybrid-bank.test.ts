import { describe, expect, it } from 'vitest';
import { HybridBank, HYBRID_FRAMES } from '../../src/dsp/hybrid-bank.ts';
import { hybridBasis } from '../coded.ts';

const dot = (a: Float64Array, b: Float64Array, late = 0): number => {
  let sum = 0;
  for (let n = 0; n + late < HYBRID_FRAMES; n++) sum += a[n + late]! * b[n]!;
  return sum;
};

describe('HybridBank', () => {
  const basis = hybridBasis(new HybridBank(9, 12));
  const norm = dot(basis[25]!, basis[25]!);

  it('has lines of equal weight that do not hear each other, so that its table is right', () => {
    for (let k = 18; k < 36; k++) {
      expect(dot(basis[k]!, basis[k]!) / norm).toBeCloseTo(1, 3);
      for (let j = 18; j < k; j++) expect(Math.abs(dot(basis[k]!, basis[j]!)) / norm).toBeLessThan(1e-3);
    }
  });

  it('has frames that do not hear each other, 576 samples apart', () => {
    for (let k = 18; k < 36; k++) {
      for (let j = 18; j < 36; j++)
        expect(Math.abs(dot(basis[k]!, basis[j]!, 576)) / norm).toBeLessThan(1e-3);
    }
  });
});
