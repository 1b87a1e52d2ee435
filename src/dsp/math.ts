// Math: sine, exponential, logarithm and power with the same bits in every engine.
//
// `Math.sin`, `exp`, `log` and `pow` may differ in the last bits between engines; + - × ÷ and sqrt may not. These use only
// the latter: a reduction, a short table (dsp/math-tables) and Taylor's polynomial up to a term below 2⁻⁶⁰. Errors stay
// below 1 unit in the last place (sinh, cosh, tanh: 2), special values follow ECMAScript. A float64 is taken apart as
// two 32-bit words, low word first, as every machine that runs JavaScript today stores it.
import { reduceAngle, reduced } from './angle.ts';
import { productError } from './double-double.ts';
import {
  ATAN_HI,
  ATAN_LO,
  ATAN_STEPS,
  EXP_HI,
  EXP_LO,
  LOG_HI,
  LOG_LO,
  LOG_RECIPROCAL,
  LOG_WRAP,
} from './math-tables.ts';

const float = new Float64Array(1);
const words = new Uint32Array(float.buffer);
/** 1.5 · 2⁵²: adding and taking it away rounds to the nearest whole number. */
const ROUNDER = 6755399441055744;

/** e^x. */
export function exp(x: number): number {
  if (x > 709.79) return Infinity;
  if (x < -745.2) return 0;
  return expPair(x, 0);
}

/** 64/ln 2, and ln 2/64 in two parts, the first of 34 bits. */
const STEPS_PER_NEPER = 92.33248261893483;
const NEPERS_PER_STEP_HI = 0.010830424695996044;
const NEPERS_PER_STEP_LO = 2.5310172166650877e-13;

/** e^(x + tail) for |x| < 746 and a tail below one unit of x; NaN gives NaN. */
function expPair(x: number, tail: number): number {
  const k = x * STEPS_PER_NEPER + ROUNDER - ROUNDER;
  const r = x - k * NEPERS_PER_STEP_HI - k * NEPERS_PER_STEP_LO + tail;
  const p = r + r * r * (1 / 2 + r * (1 / 6 + r * (1 / 24 + r * (1 / 120 + r * (1 / 720)))));
  const i = k & 63;
  const hi = EXP_HI[i]!;
  return scaledByTwo(hi + (EXP_LO[i]! + hi * p), k >> 6);
}

/** y · 2^k for y in [½, 2] and |k| ≤ 1080; rounds once more where the result is subnormal. */
function scaledByTwo(y: number, k: number): number {
  if (k > 1022) return y * 2 * powerOfTwo(k - 1);
  if (k < -1021) return y * powerOfTwo(k + 128) * 2.938735877055719e-39; // 2⁻¹²⁸
  return y * powerOfTwo(k);
}

function powerOfTwo(k: number): number {
  words[0] = 0;
  words[1] = (k + 1023) << 20;
  return float[0]!;
}

/** e^x - 1, accurate near 0. */
export function expm1(x: number): number {
  if (x > 709.79) return Infinity;
  if (x < -38) return -1;
  const k = x * STEPS_PER_NEPER + ROUNDER - ROUNDER;
  if (k > 3520) return expPair(x, 0);
  const r = x - k * NEPERS_PER_STEP_HI - k * NEPERS_PER_STEP_LO;
  const p = r * r * (1 / 2 + r * (1 / 6 + r * (1 / 24 + r * (1 / 120 + r * (1 / 720 + r * (1 / 5040))))));
  if (k === 0) return x === 0 ? x : r + p;
  const i = k & 63;
  const scale = powerOfTwo(k >> 6);
  const hi = scale * EXP_HI[i]!;
  return hi - 1 + (scale * EXP_LO[i]! + hi * (r + p));
}

/** What `logPair` rounds away: its second result. */
let logTail = 0;

const LN2_HI = 0.6931471805598903; // a multiple of 2⁻⁴²
const LN2_LO = 5.497923018708371e-14;
/** 1.5 · 2²¹: adding and taking it away leaves a mantissa's first 31 places. */
const PLACES_31 = 3145728;

/** Natural logarithm; 0 gives -Infinity, below 0 NaN. */
export function log(x: number): number {
  return isOrdinary(x) ? logPair(x) : logSpecial(x);
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
function logPair(x: number): number {
  let k = -1023;
  let y = x;
  if (y < 2.2250738585072014e-308) {
    y *= 18014398509481984; // 2⁵⁴
    k -= 54;
  }
  float[0] = y;
  const high = words[1]!;
  k += high >>> 20;
  const i = (high >>> 13) & 127;
  words[1] = (high & 0xfffff) | 0x3ff00000;
  let z = float[0]!;
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

/** x^y as ECMAScript defines it. */
export function pow(x: number, y: number): number {
  if (y === 0) return 1;
  if (x !== x || y !== y) return NaN;
  const size = Math.abs(x);
  if (size === 0 || size === Infinity || Math.abs(y) === Infinity) return powSpecial(x, size, y);
  if (x > 0) return powPositive(x, y);
  if (y !== Math.floor(y)) return NaN;
  return isOdd(y) ? -powPositive(size, y) : powPositive(size, y);
}

function powPositive(x: number, y: number): number {
  if (x === 1) return 1;
  const ln = logPair(x);
  const product = y * ln;
  if (product > 709.79) return Infinity;
  if (product < -745.2) return 0;
  if (Math.abs(y) > 1e290) return 1;
  return expPair(product, productError(y, ln, product) + y * logTail);
}

function powSpecial(x: number, size: number, y: number): number {
  if (size === 1) return NaN;
  const result = size > 1 === y > 0 ? Infinity : 0;
  return isOdd(y) && (x < 0 || Object.is(x, -0)) ? -result : result;
}

function isOdd(y: number): boolean {
  const half = y / 2;
  return y === Math.floor(y) && half !== Math.floor(half);
}

/** Sine of any finite angle in radians. */
export function sin(x: number): number {
  if (!(Math.abs(x) < Infinity)) return NaN;
  if (x === 0) return x;
  reduceAngle(x);
  return quarterSine(reduced.quadrant);
}

/** Cosine of any finite angle in radians. */
export function cos(x: number): number {
  if (!(Math.abs(x) < Infinity)) return NaN;
  reduceAngle(x);
  return quarterSine(reduced.quadrant + 1);
}

/** Sine of the reduced angle, `quarters` quarter turns on. */
function quarterSine(quarters: number): number {
  const { hi, lo } = reduced;
  const value = quarters & 1 ? cosineHead(hi) + cosineTail(hi, lo) : hi + sineTail(hi, lo);
  return quarters & 2 ? -value : value;
}

/** sin(hi + lo) - hi for |hi| ≤ π/4. */
function sineTail(hi: number, lo: number): number {
  const z = hi * hi;
  const q =
    1 / 120 +
    z *
      (-1 / 5040 + z * (1 / 362880 + z * (-1 / 39916800 + z * (1 / 6227020800 + z * (-1 / 1307674368000)))));
  return lo * (1 - 0.5 * z) + hi * z * (-1 / 6 + z * q);
}

/** cos(hi + lo) = cosineHead + cosineTail. */
function cosineHead(hi: number): number {
  return 1 - 0.5 * (hi * hi);
}

function cosineTail(hi: number, lo: number): number {
  const z = hi * hi;
  const half = 0.5 * z;
  const head = 1 - half;
  const q =
    1 / 24 +
    z *
      (-1 / 720 +
        z *
          (1 / 40320 +
            z * (-1 / 3628800 + z * (1 / 479001600 + z * (-1 / 87178291200 + z / 20922789888000)))));
  return 1 - head - half + (z * z * q - hi * lo);
}

/** Tangent of any finite angle in radians: sine over cosine, the quotient corrected by its remainder. */
export function tan(x: number): number {
  if (!(Math.abs(x) < Infinity)) return NaN;
  if (x === 0) return x;
  reduceAngle(x);
  const { quadrant, hi, lo } = reduced;
  const sineLo = sineTail(hi, lo);
  const cosineHi = cosineHead(hi);
  const cosineLo = cosineTail(hi, lo);
  return quadrant & 1 ? -quotient(cosineHi, cosineLo, hi, sineLo) : quotient(hi, sineLo, cosineHi, cosineLo);
}

function quotient(aHi: number, aLo: number, bHi: number, bLo: number): number {
  const first = (aHi + aLo) / (bHi + bLo);
  const product = first * bHi;
  const rest = aHi - product - productError(first, bHi, product) + (aLo - first * bLo);
  return first + rest / bHi;
}

/** Inverse tangent, -π/2 … π/2. */
export function atan(x: number): number {
  if (x === 0 || x !== x) return x;
  const size = Math.abs(x);
  const value =
    size <= 1
      ? atanOfRatio(size, 1, 0, 0, 1)
      : atanOfRatio(1, size, 1.5707963267948966, 6.123233995736766e-17, -1);
  return x < 0 ? -value : value;
}

/** base + sign · atan(a/b) for 0 ≤ a ≤ b: atan(c) + atan((a - cb) / (b + ca)) with the nearest c = i/16. */
function atanOfRatio(a: number, b: number, baseHi: number, baseLo: number, sign: number): number {
  if (b === Infinity) return baseHi;
  const i = Math.floor((ATAN_STEPS * a) / b + 0.5);
  const c = i / ATAN_STEPS;
  const t = i === 0 ? a / b : (a - c * b) / (b + c * a);
  const z = t * t;
  const tail = t * z * (-1 / 3 + z * (1 / 5 + z * (-1 / 7 + z * (1 / 9 + z * (-1 / 11)))));
  const main = baseHi + sign * ATAN_HI[i]!;
  const sum = main + sign * t;
  const part = sum - main;
  const lost = main - (sum - part) + (sign * t - part) + (baseHi - (main - sign * ATAN_HI[i]!));
  return sum + (lost + sign * tail + baseLo + sign * ATAN_LO[i]!);
}

/** Hyperbolic sine. */
export function sinh(x: number): number {
  const size = Math.abs(x);
  if (!(size > 0)) return x;
  const t = size < 22 ? expm1(size) : 0;
  const value = size < 22 ? 0.5 * (t + t / (t + 1)) : halfExp(size);
  return x < 0 ? -value : value;
}

/** Hyperbolic cosine. */
export function cosh(x: number): number {
  const size = Math.abs(x);
  if (size >= 22) return halfExp(size);
  const e = exp(size);
  return 0.5 * (e + 1 / e);
}

/** e^x / 2 without overflow below the largest float64. */
function halfExp(x: number): number {
  const root = exp(0.5 * x);
  return x < 709 ? 0.5 * exp(x) : 0.5 * root * root;
}

/** Hyperbolic tangent. */
export function tanh(x: number): number {
  const size = Math.abs(x);
  if (!(size > 0)) return x;
  const t = size < 20 ? expm1(2 * size) : 0;
  const value = size >= 20 ? 1 : size < 0.5 ? t / (t + 2) : 1 - 2 / (t + 2);
  return x < 0 ? -value : value;
}
