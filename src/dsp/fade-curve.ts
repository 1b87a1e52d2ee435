// Fade curve: the one smooth step by which sound goes from one gain, or one version of itself, to another.
import { sin } from './math.ts';

/**
 * S(p) = p − sin(2πp)/2π, 0 ≤ p ≤ 1: the integral of a raised cosine. Its slope and its bend begin and end at 0, so that its
 * spectrum falls by 24 dB an octave; the raised cosine itself, whose bend jumps, spreads 24 dB more above 1 kHz.
 * S(p) + S(1 − p) = 1.
 */
export function smoothStep(p: number): number {
  return p - sin(2 * Math.PI * p) / (2 * Math.PI);
}

/** S(p) at p = n/N, n = 0 … N. */
export function fadeCurve(frames: number): Float64Array {
  const curve = Float64Array.from({ length: frames + 1 }, (_, n) => smoothStep(n / frames));
  curve[frames] = 1;
  return curve;
}
