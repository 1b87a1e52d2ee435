// Exponential: e^x with the same bits in every engine.
import { EXP_HI, EXP_LO, POWERS_OF_TWO } from './math-tables.ts';

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
export function expPair(x: number, tail: number): number {
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

/** 2^k for -1022 ≤ k ≤ 1023. */
function powerOfTwo(k: number): number {
  return POWERS_OF_TWO[k + 1022]!;
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
