// Biquad design: bells, shelves, tilts, cuts and allpasses that keep their analogue shape up to 20 kHz.
import type { Coefficients } from './biquad.ts';
import { gainFromDb } from './decibel.ts';
import { fitMagnitude, type Terms } from './magnitude-fit.ts';
import { cos, tan } from './math.ts';

/** Does nothing. */
const UNITY: Coefficients = { b0: 1, b1: 0, b2: 0, a1: 0, a2: 0 };

/**
 * Bell of `gainDb` at `hz`; prototype (s² + s·A/Q + 1) / (s² + s/(A·Q) + 1), A = √gain. A cut is exactly the inverse of
 * the boost. Within 0.12 dB of the prototype up to 18 kHz at 44.1 for ±6 dB.
 */
export function bell(hz: number, gainDb: number, q: number, rate: number): Coefficients {
  if (gainDb === 0) return UNITY;
  if (gainDb < 0) return inverted(bell(hz, -gainDb, q, rate));
  const gain = gainFromDb(gainDb);
  return fitMagnitude(
    {
      numerator: [1, gain / (q * q) - 2, 1],
      denominator: [1, 1 / (gain * q * q) - 2, 1],
    },
    hz,
    rate,
  );
}

/**
 * Shelf of `gainDb` above `hz` (half of it at `hz`); prototype A(A·s² + s·√A/Q + 1) / (s² + s·√A/Q + A). Q = √½ is the
 * steepest without overshoot.
 */
export function highShelf(hz: number, gainDb: number, q: number, rate: number): Coefficients {
  if (gainDb === 0) return UNITY;
  if (gainDb < 0) return inverted(highShelf(hz, -gainDb, q, rate));
  const a = gainFromDb(gainDb / 2);
  const slope = a / (q * q) - 2 * a;
  return fitMagnitude(
    { numerator: [a * a, a * a * slope, a * a * a * a], denominator: [a * a, slope, 1] },
    hz,
    rate,
  );
}

/** Shelf of `gainDb` below `hz`: the gain times the inverse high shelf, which is the same prototype mirrored. */
export function lowShelf(hz: number, gainDb: number, q: number, rate: number): Coefficients {
  if (gainDb === 0) return UNITY;
  return scaled(highShelf(hz, -gainDb, q, rate), gainFromDb(gainDb));
}

/** From -gainDb/2 at the bottom to +gainDb/2 at the top, 0 dB at `hz`; prototype (A·s + 1) / (s + A), A = gain^½. */
export function tilt(hz: number, gainDb: number, rate: number): Coefficients {
  if (gainDb === 0) return UNITY;
  if (gainDb < 0) return inverted(tilt(hz, -gainDb, rate));
  const gain = gainFromDb(gainDb);
  return fitMagnitude({ numerator: [1, gain, 0], denominator: [gain, 1, 0] }, hz, rate);
}

/** 12 dB an octave below `hz`; Q = √½ is Butterworth. */
export function lowCut(hz: number, q: number, rate: number): Coefficients {
  return fitMagnitude({ numerator: [0, 0, 1], denominator: resonance(q) }, hz, rate);
}

/** 12 dB an octave above `hz`; Q = √½ is Butterworth. */
export function highCut(hz: number, q: number, rate: number): Coefficients {
  return fitMagnitude({ numerator: [1, 0, 0], denominator: resonance(q) }, hz, rate);
}

export type CutSlopeDb = 6 | 12 | 18 | 24 | 30 | 36 | 42 | 48;

/** Butterworth low cut of 6 to 48 dB an octave, -3 dB at `hz`. */
export function lowCutSections(hz: number, slopeDb: CutSlopeDb, rate: number): Coefficients[] {
  const sections = butterworthQs(slopeDb / 6).map((q) => lowCut(hz, q, rate));
  if (slopeDb % 12 === 0) return sections;
  return [fitMagnitude({ numerator: [0, 1, 0], denominator: [1, 1, 0] }, hz, rate), ...sections];
}

/** Butterworth high cut of 6 to 48 dB an octave, -3 dB at `hz`. */
export function highCutSections(hz: number, slopeDb: CutSlopeDb, rate: number): Coefficients[] {
  const sections = butterworthQs(slopeDb / 6).map((q) => highCut(hz, q, rate));
  if (slopeDb % 12 === 0) return sections;
  return [fitMagnitude({ numerator: [1, 0, 0], denominator: [1, 1, 0] }, hz, rate), ...sections];
}

/** Flat in magnitude, -180° at `hz` (bilinear, so exact at `hz`). */
export function allpass(hz: number, q: number, rate: number): Coefficients {
  const k = tan((Math.PI * hz) / rate);
  const scale = 1 / (1 + k / q + k * k);
  const a1 = 2 * (k * k - 1) * scale;
  const a2 = (1 - k / q + k * k) * scale;
  return { b0: a2, b1: a1, b2: 1, a1, a2 };
}

/** 0 dB at `hz`, -3 dB at the edges of a band of hz/q (bilinear, for what listens): (1 - allpass) / 2. */
export function bandPass(hz: number, q: number, rate: number): Coefficients {
  const { a1, a2 } = allpass(hz, q, rate);
  return { b0: (1 - a2) / 2, b1: 0, b2: (a2 - 1) / 2, a1, a2 };
}

/** Q of each second-order section of a Butterworth filter of `order`, lowest first. */
export function butterworthQs(order: number): number[] {
  const pairs = Math.floor(order / 2);
  const first = order % 2 === 0 ? 0.5 : 1;
  return Array.from({ length: pairs }, (_, i) => 0.5 / cos((Math.PI * (first + i)) / order));
}

function resonance(q: number): Terms {
  return [1, 1 / (q * q) - 2, 1];
}

/** 1/H: poles and zeros change places (all designs here have their zeros inside the circle). */
function inverted({ b0, b1, b2, a1, a2 }: Coefficients): Coefficients {
  return { b0: 1 / b0, b1: a1 / b0, b2: a2 / b0, a1: b1 / b0, a2: b2 / b0 };
}

function scaled({ b0, b1, b2, a1, a2 }: Coefficients, gain: number): Coefficients {
  return { b0: b0 * gain, b1: b1 * gain, b2: b2 * gain, a1, a2 };
}
