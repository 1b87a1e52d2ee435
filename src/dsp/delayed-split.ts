// Delayed split: a gentle low-pass and the delay beside which it stands, so that what it leaves of the sound is the high band.
import type { Coefficients } from './biquad.ts';
import { log, tan } from './math.ts';

/** Bessel of fourth order, -6 dB at 1: frequency and Q of its two sections. */
const BESSEL = [
  { frequency: 1.1744071240322678, q: 0.8055382818416652 },
  { frequency: 1.047554055572216, q: 0.5219345816689801 },
];
/** Where its ringing counts as over: -200 dB. */
const RING_END = 1e-10;
/** Higher crossovers, as a share of the rate, stand here: beyond, the bilinear transform bends the delay. */
const HIGHEST_SHARE = 0.2;

export interface DelayedSplit {
  /** The low band, 24 dB an octave, -6 dB at the crossover. */
  readonly low: readonly Coefficients[];
  /** The sound later by this, less the low band, is the high band: 12 dB an octave, -6 dB at the crossover. */
  readonly delayFrames: number;
  /** Frames after which the low band of an impulse is silent. */
  readonly ringFrames: number;
}

/**
 * A crossover by subtraction from the delayed sound (Lipshitz and Vanderkooy, "A family of linear-phase crossover networks of
 * high slope derived by time delay", JAES 31(1/2) 1983), of a Bessel low-pass, whose delay is the same at all frequencies that
 * it lets pass. The bands add up to the delayed sound itself, to the last bit.
 */
export function delayedSplit(hz: number, rate: number): DelayedSplit {
  const k = tan(Math.PI * Math.min(hz / rate, HIGHEST_SHARE));
  const low = BESSEL.map(({ frequency, q }) => lowPass(k * frequency, q));
  const delay = BESSEL.reduce((sum, { frequency, q }) => sum + 0.5 / (k * frequency * q), 0);
  const slowest = Math.max(...low.map(({ a2 }) => Math.abs(a2)));
  return {
    low,
    delayFrames: Math.max(1, Math.round(delay)),
    ringFrames: Math.ceil((3 * log(RING_END)) / log(slowest)),
  };
}

/** Bilinear, k = tan(π·f/rate). */
function lowPass(k: number, q: number): Coefficients {
  const scale = 1 / (1 + k / q + k * k);
  const b0 = k * k * scale;
  return { b0, b1: 2 * b0, b2: b0, a1: 2 * (k * k - 1) * scale, a2: (1 - k / q + k * k) * scale };
}
