// Math: sine, exponential, logarithm and power with the same bits in every engine.
//
// `Math.sin`, `exp`, `log` and `pow` may differ in the last bits between engines; + - × ÷ and sqrt may not. These use only
// the latter: a reduction, a short table (dsp/math-tables) and Taylor's polynomial up to a term below 2⁻⁶⁰. Errors stay
// below 1 unit in the last place (sinh, cosh, tanh: 2), special values follow ECMAScript.
import { productError } from './double-double.ts';
import { exp, expm1, expPair } from './exponential.ts';
import { log, log10, log2, logPair, logTail } from './logarithm.ts';
import { atan, cos, sin, tan } from './trigonometry.ts';

export { atan, cos, exp, expm1, log, log10, log2, sin, tan };

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
