// Biquad design: bells, shelves, cuts and allpasses from their analogue prototypes.
import type { Coefficients } from './biquad.ts';
import { gainFromDb } from './decibel.ts';
import { cos, sin } from './math.ts';

/** Bell of `gainDb` at `hz`; prototype (s² + s√G/Q + 1) / (s² + s/(√G Q) + 1). */
export function bell(hz: number, gainDb: number, q: number, rate: number): Coefficients {
  const a = gainFromDb(gainDb / 2);
  const w = (2 * Math.PI * hz) / rate;
  const alpha = sin(w) / (2 * q);
  const c = cos(w);
  return scaled(1 + alpha * a, -2 * c, 1 - alpha * a, 1 + alpha / a, -2 * c, 1 - alpha / a);
}

/** Shelf of `gainDb` below `hz` (half the gain at `hz`). */
export function lowShelf(hz: number, gainDb: number, q: number, rate: number): Coefficients {
  const a = gainFromDb(gainDb / 2);
  const w = (2 * Math.PI * hz) / rate;
  const c = cos(w);
  const t = (Math.sqrt(a) * sin(w)) / q;
  return scaled(
    a * (a + 1 - (a - 1) * c + t),
    2 * a * (a - 1 - (a + 1) * c),
    a * (a + 1 - (a - 1) * c - t),
    a + 1 + (a - 1) * c + t,
    -2 * (a - 1 + (a + 1) * c),
    a + 1 + (a - 1) * c - t,
  );
}

/** Shelf of `gainDb` above `hz` (half the gain at `hz`). */
export function highShelf(hz: number, gainDb: number, q: number, rate: number): Coefficients {
  const a = gainFromDb(gainDb / 2);
  const w = (2 * Math.PI * hz) / rate;
  const c = cos(w);
  const t = (Math.sqrt(a) * sin(w)) / q;
  return scaled(
    a * (a + 1 + (a - 1) * c + t),
    -2 * a * (a - 1 + (a + 1) * c),
    a * (a + 1 + (a - 1) * c - t),
    a + 1 - (a - 1) * c + t,
    2 * (a - 1 - (a + 1) * c),
    a + 1 - (a - 1) * c - t,
  );
}

/** 12 dB an octave below `hz`; Q = √½ is Butterworth. */
export function lowCut(hz: number, q: number, rate: number): Coefficients {
  const w = (2 * Math.PI * hz) / rate;
  const alpha = sin(w) / (2 * q);
  const c = cos(w);
  return scaled((1 + c) / 2, -(1 + c), (1 + c) / 2, 1 + alpha, -2 * c, 1 - alpha);
}

/** 12 dB an octave above `hz`; Q = √½ is Butterworth. */
export function highCut(hz: number, q: number, rate: number): Coefficients {
  const w = (2 * Math.PI * hz) / rate;
  const alpha = sin(w) / (2 * q);
  const c = cos(w);
  return scaled((1 - c) / 2, 1 - c, (1 - c) / 2, 1 + alpha, -2 * c, 1 - alpha);
}

/** Flat in magnitude, -180° at `hz`. */
export function allpass(hz: number, q: number, rate: number): Coefficients {
  const w = (2 * Math.PI * hz) / rate;
  const alpha = sin(w) / (2 * q);
  const c = cos(w);
  return scaled(1 - alpha, -2 * c, 1 + alpha, 1 + alpha, -2 * c, 1 - alpha);
}

function scaled(b0: number, b1: number, b2: number, a0: number, a1: number, a2: number): Coefficients {
  return { b0: b0 / a0, b1: b1 / a0, b2: b2 / a0, a1: a1 / a0, a2: a2 / a0 };
}
