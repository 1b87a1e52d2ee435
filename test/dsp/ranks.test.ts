// Ranks: quantiles as hand reckoning has them, and a spread that one odd value does not change.
import { describe, expect, it } from 'vitest';
import { medianOf, quantileOf, typicalSpread } from '../../src/dsp/ranks.ts';

describe('ranks', () => {
  it('lie straight between the two nearest', () => {
    expect(quantileOf([4, 1, 3, 2], 0.5)).toBe(2.5);
    expect(quantileOf([10, 20], 0.1)).toBe(11);
    expect(medianOf([5])).toBe(5);
    expect(quantileOf([], 0.3)).toBe(0);
  });

  it('leave the given order alone', () => {
    const given = [3, 1, 2];
    medianOf(given);
    expect(given).toEqual([3, 1, 2]);
  });

  it('tell a spread by most of the values', () => {
    expect(typicalSpread([1, 2, 3, 4, 1000])).toBeCloseTo(1 / 0.6745, 6);
    expect(typicalSpread([7, 7, 7])).toBe(0);
  });
});
