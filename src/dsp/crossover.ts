// Crossover: Linkwitz-Riley splits whose bands add up to an allpass.
import { allpass } from './biquad-design.ts';
import type { Coefficients } from './biquad.ts';
import { tan } from './math.ts';

/** Both bands of one split, 24 dB an octave, and the phase of their sum. */
export interface Split {
  readonly low: readonly Coefficients[];
  readonly high: readonly Coefficients[];
  /** low + high = this allpass; what runs beside the split (a third band, a dry path) must pass it too. */
  readonly sum: Coefficients;
}

/**
 * Fourth-order Linkwitz-Riley at `hz`: two Butterworth sections of second order in a row (Linkwitz, JAES 24(1) 1976), -6 dB
 * at `hz` in both. By the bilinear transform, since only then do both share their poles and add up exactly.
 */
export function linkwitzRiley(hz: number, rate: number): Split {
  const k = tan((Math.PI * hz) / rate);
  const scale = 1 / (1 + Math.SQRT2 * k + k * k);
  const a1 = 2 * (k * k - 1) * scale;
  const a2 = (1 - Math.SQRT2 * k + k * k) * scale;
  const low = { b0: k * k * scale, b1: 2 * k * k * scale, b2: k * k * scale, a1, a2 };
  const high = { b0: scale, b1: -2 * scale, b2: scale, a1, a2 };
  return { low: [low, low], high: [high, high], sum: allpass(hz, Math.SQRT1_2, rate) };
}
