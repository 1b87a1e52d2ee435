// Fade curve: the one smooth step by which the player goes from one sound to another.
import { sin } from '../dsp/math.ts';

/** Short enough to be instant, long enough to be no click: see docs/theory/level-match.md. */
export const FADE_SECONDS = 0.02;

export function fadeFrames(sampleRateHz: number): number {
  return Math.round(FADE_SECONDS * sampleRateHz);
}

/**
 * S(p) = p − sin(2πp)/2π at p = n/N, n = 0 … N: the integral of a raised cosine. Its slope and its bend begin and end at 0, so
 * that its spectrum falls by 24 dB an octave; the raised cosine itself, whose bend jumps, spreads 24 dB more above 1 kHz.
 * S(p) + S(1 − p) = 1.
 */
export function fadeCurve(frames: number): Float64Array {
  const curve = Float64Array.from({ length: frames + 1 }, (_, n) => {
    const p = n / frames;
    return p - sin(2 * Math.PI * p) / (2 * Math.PI);
  });
  curve[frames] = 1;
  return curve;
}
