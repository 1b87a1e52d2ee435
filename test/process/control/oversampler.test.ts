// The oversampler takes what is fainter than any sound for silence, so that no denormal numbers slow its filters down.
import { describe, expect, it } from 'vitest';
import { OVERSAMPLED_FRAMES, Oversampler } from '../../../src/process/control/oversampler.ts';
import { noise } from '../../signals.ts';

/** The least number that a processor reckons with at its usual speed. */
const LEAST_NORMAL = 2 ** -1022;

/** All that stands at the high rate while so many pieces of `sound` and one of silence go up. */
function raised(sound: Float64Array, factor: number): Float64Array {
  const oversampler = new Oversampler(factor);
  const out = new Float64Array(2 * OVERSAMPLED_FRAMES * factor);
  oversampler.up(sound, OVERSAMPLED_FRAMES);
  out.set(oversampler.fast);
  oversampler.up(new Float64Array(OVERSAMPLED_FRAMES), OVERSAMPLED_FRAMES);
  out.set(oversampler.fast, OVERSAMPLED_FRAMES * factor);
  return out;
}

describe.each([2, 4, 8, 16])('at %i times the rate', (factor) => {
  it('denormal sound, and sound whose filtering would be denormal, is silence', () => {
    for (const level of [5e-324, 1e-310, 1e-300, 1e-290]) {
      const sound = noise(level, OVERSAMPLED_FRAMES, 1).map((v) => (v === 0 ? level : v));
      expect(sound.some((v) => v !== 0)).toBe(true);
      expect(raised(sound, factor).every((v) => v === 0)).toBe(true);
    }
  });

  it('the faintest sound that is heard makes no denormal numbers', () => {
    const click = new Float64Array(OVERSAMPLED_FRAMES);
    click[100] = 1.01e-280;
    const out = raised(click, factor);
    expect(Math.max(...out)).toBeGreaterThan(0.9e-280);
    expect(out.every((v) => v === 0 || Math.abs(v) >= LEAST_NORMAL)).toBe(true);
  });

  it('sound keeps its bits, however faint beside it what is left out', () => {
    const sound = noise(0.5, OVERSAMPLED_FRAMES, 2);
    const withFaint = sound.map((v, n) => (n % 7 === 3 ? 1e-300 : v));
    const withZeros = sound.map((v, n) => (n % 7 === 3 ? 0 : v));
    expect(raised(withFaint, factor)).toEqual(raised(withZeros, factor));
  });
});
