// Analogue band: the ideal magnitudes that equaliser bands follow: bells, shelves, cuts, band-pass and notch.
//
// Prototypes of second order as in R. Bristow-Johnson's Audio EQ Cookbook, A = 10^(gain/40); cuts are Butterworth's.
import { dbFromPower, gainFromDb, powerFromDb } from './decibel.ts';
import type { Prototype, Terms } from './magnitude-fit.ts';
import { cos } from './math.ts';

/** |H|² = power · Π N(v) / D(v), v = (f/hz)². */
export interface AnalogueBand {
  readonly hz: number;
  readonly power: number;
  readonly factors: readonly Prototype[];
}

/** |H|² at `hz`. */
export function analoguePower(band: AnalogueBand, hz: number): number {
  const v = (hz / band.hz) * (hz / band.hz);
  let power = band.power;
  for (const { numerator, denominator } of band.factors) {
    power *= termsAt(numerator, v) / termsAt(denominator, v);
  }
  return power;
}

/** The magnitude at `hz` in dB. */
export function analogueDb(band: AnalogueBand, hz: number): number {
  return dbFromPower(analoguePower(band, hz));
}

/** (s² + s·A/Q + 1) / (s² + s/(A·Q) + 1): `gainDb` at `hz`, none far away. */
export function analogueBell(hz: number, gainDb: number, q: number): AnalogueBand {
  const gain = gainFromDb(gainDb);
  return alone(hz, [1, gain / (q * q) - 2, 1], [1, 1 / (gain * q * q) - 2, 1]);
}

/** A(A·s² + s·√A/Q + 1) / (s² + s·√A/Q + A): `gainDb` above `hz`, half of it there. Q = √½: the steepest without overshoot. */
export function analogueHighShelf(hz: number, gainDb: number, q: number): AnalogueBand {
  const a = gainFromDb(gainDb / 2);
  const slope = a / (q * q) - 2 * a;
  return alone(hz, [a * a, a * a * slope, a * a * a * a], [a * a, slope, 1]);
}

/** The high shelf's mirror image: `gainDb` below `hz`. */
export function analogueLowShelf(hz: number, gainDb: number, q: number): AnalogueBand {
  return scaledBy(analogueHighShelf(hz, -gainDb, q), gainDb);
}

/** Butterworth of `order`, -3 dB at `hz`, falling towards 0 Hz. */
export function analogueLowCut(hz: number, order: number): AnalogueBand {
  return { hz, power: 1, factors: butterworth(order, [0, 1, 0], [0, 0, 1]) };
}

/** Butterworth of `order`, -3 dB at `hz`, falling upwards. */
export function analogueHighCut(hz: number, order: number): AnalogueBand {
  return { hz, power: 1, factors: butterworth(order, [1, 0, 0], [1, 0, 0]) };
}

/** (s/Q) / (s² + s/Q + 1): 0 dB at `hz`, -3 dB at the edges of a band of hz/Q. */
export function analogueBandPass(hz: number, q: number): AnalogueBand {
  return alone(hz, [0, 1 / (q * q), 0], resonance(q));
}

/** (s² + 1) / (s² + s/Q + 1): nothing at `hz`, -3 dB at the edges of a band of hz/Q. */
export function analogueNotch(hz: number, q: number): AnalogueBand {
  return alone(hz, [1, -2, 1], resonance(q));
}

/** The same, louder by `gainDb`. */
export function scaledBy(band: AnalogueBand, gainDb: number): AnalogueBand {
  return { ...band, power: band.power * powerFromDb(gainDb) };
}

function alone(hz: number, numerator: Terms, denominator: Terms): AnalogueBand {
  return { hz, power: 1, factors: [{ numerator, denominator }] };
}

function resonance(q: number): Terms {
  return [1, 1 / (q * q) - 2, 1];
}

/** Poles evenly on the left half of a circle: pairs of Q = 1 / (2 cos θ), and one real one where the order is odd. */
function butterworth(order: number, single: Terms, pair: Terms): Prototype[] {
  const odd = order % 2;
  const pairs = Array.from({ length: (order - odd) / 2 }, (_, i): Prototype => {
    const q = 0.5 / cos((Math.PI * (0.5 + 0.5 * odd + i)) / order);
    return { numerator: pair, denominator: resonance(q) };
  });
  return odd === 1 ? [{ numerator: single, denominator: [1, 1, 0] }, ...pairs] : pairs;
}

function termsAt([c0, c1, c2]: Terms, v: number): number {
  return c0 + v * (c1 + v * c2);
}
