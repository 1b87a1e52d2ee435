// Trigonometry: sine, cosine, tangent and inverse tangent with the same bits in every engine.
import { reduceAngle, reduced } from './angle.ts';
import { productError } from './double-double.ts';
import { ATAN_HI, ATAN_LO, ATAN_STEPS } from './math-tables.ts';

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
