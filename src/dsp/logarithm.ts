// Logarithm: natural, decimal and binary, with the same bits in every engine.
import { productError } from './double-double.ts';
import { LOG_HI, LOG_LO, LOG_RECIPROCAL, LOG_WRAP, POWERS_OF_TWO } from './math-tables.ts';

/** A float64 as two 32-bit words, low word first, as every machine that runs JavaScript today stores it. */
const float = new Float64Array(1);
const words = new Uint32Array(float.buffer);

/** What `logPair` rounds away: its second result. */
export let logTail = 0;

const TINY = 1e-300;
const TWO_TO_54 = 18014398509481984;
const LN2_HI = 0.6931471805598903; // a multiple of 2⁻⁴²
const LN2_LO = 5.497923018708371e-14;
/** 1.5 · 2²¹: adding and taking it away leaves a mantissa's first 31 places. */
const PLACES_31 = 3145728;

/**
 * Natural logarithm; 0 gives -Infinity, below 0 NaN. The reduction is that of `logPair`, written out again so that the loops
 * of gain laws get one number without a set of parts being handed over.
 */
export function log(x: number): number {
  if (!isOrdinary(x)) return logSpecial(x);
  let k = 0;
  let y = x;
  if (y < TINY) {
    y *= TWO_TO_54;
    k -= 54;
  }
  float[0] = y;
  const high = words[1]!;
  const exponent = (high >>> 20) - 1023;
  k += exponent;
  const i = (high >>> 13) & 127;
  let z = y * 0.5 * POWERS_OF_TWO[1023 - exponent]!;
  if (i >= LOG_WRAP) {
    z *= 0.5;
    k++;
  }
  const c = LOG_RECIPROCAL[i]!;
  const zh = z + PLACES_31 - PLACES_31;
  const r0 = zh * c - 1;
  const r1 = (z - zh) * c;
  const r = r0 + r1;
  const base = k * LN2_HI + LOG_HI[i]!;
  const sum = base + r;
  const part = sum - base;
  const lost = base - (sum - part) + (r - part) + (r0 - r + r1);
  const square = r * r;
  const curve =
    square * (-1 / 2 + r * (1 / 3 + r * (-1 / 4 + r * (1 / 5 + r * (-1 / 6 + r * (1 / 7 + r * (-1 / 8)))))));
  return sum + (lost + (k * LN2_LO + LOG_LO[i]!) + curve);
}

/** Logarithm to base 10, exact for whole powers of 10. */
export function log10(x: number): number {
  return isOrdinary(x) ? logTimes(x, 0.4342944819032518, 1.098319650216765e-17) : logSpecial(x);
}

/** Logarithm to base 2, exact for whole powers of 2. */
export function log2(x: number): number {
  return isOrdinary(x) ? logTimes(x, 1.4426950408889634, 2.0355273740931033e-17) : logSpecial(x);
}

function isOrdinary(x: number): boolean {
  return x > 0 && x < Infinity;
}

function logSpecial(x: number): number {
  return x === 0 ? -Infinity : x > 0 ? x : NaN;
}

function logTimes(x: number, factorHi: number, factorLo: number): number {
  const hi = logPair(x);
  const product = hi * factorHi;
  return product + (productError(hi, factorHi, product) + (hi * factorLo + logTail * factorHi));
}

/**
 * ln x to about 2⁻⁶⁶ relative, the value returned and its remainder in `logTail`, for finite x > 0.
 * x = 2^k z; z · c = 1 + r with a 9-bit c from the table, so that r (in two parts) is exact; ln x = k ln 2 - ln c + ln(1 + r).
 */
export function logPair(x: number): number {
  let k = 0;
  let y = x;
  if (y < TINY) {
    y *= TWO_TO_54;
    k -= 54;
  }
  float[0] = y;
  const high = words[1]!;
  const exponent = (high >>> 20) - 1023;
  k += exponent;
  const i = (high >>> 13) & 127;
  let z = y * 0.5 * POWERS_OF_TWO[1023 - exponent]!;
  if (i >= LOG_WRAP) {
    z *= 0.5;
    k++;
  }
  const c = LOG_RECIPROCAL[i]!;
  const zh = z + PLACES_31 - PLACES_31;
  const r0 = zh * c - 1;
  const r1 = (z - zh) * c;
  const r = r0 + r1;
  const share = r - r0;
  const rLo = r0 - (r - share) + (r1 - share);
  const base = k * LN2_HI + LOG_HI[i]!;
  const sum = base + r;
  const part = sum - base;
  const sumLo = base - (sum - part) + (r - part);
  const square = r * r;
  const half = -0.5 * square;
  const squareLo = -0.5 * productError(r, r, square) - r * rLo;
  const cubic = r * square * (1 / 3 + r * (-1 / 4 + r * (1 / 5 + r * (-1 / 6 + r * (1 / 7 + r * (-1 / 8))))));
  const total = sum + half;
  const rest = total - sum;
  const totalLo = sum - (total - rest) + (half - rest);
  const tail = cubic + (squareLo + (k * LN2_LO + LOG_LO[i]!) + rLo + sumLo + totalLo);
  const result = total + tail;
  logTail = total - result + tail;
  return result;
}
