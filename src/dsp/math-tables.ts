// Math tables: the short tables behind dsp/math, made at start from + - × ÷ alone, so that every engine has the same.
import { addPairs, dividePairs, multiplyPairs, type Pair } from './double-double.ts';

/** 2^(i/64) = EXP_HI[i] + EXP_LO[i]. */
const EXP_STEPS = 64;
export const EXP_HI = new Float64Array(EXP_STEPS);
export const EXP_LO = new Float64Array(EXP_STEPS);

/** 2^k at k + 1022, for all normal float64. */
export const POWERS_OF_TWO = new Float64Array(2046);

/** For a mantissa 1 + (i + ½)/128: its reciprocal (halved mantissas from LOG_WRAP on) in 9 bits, and -ln of that. */
const LOG_STEPS = 128;
export const LOG_WRAP = 53;
export const LOG_RECIPROCAL = new Float64Array(LOG_STEPS);
/** A multiple of 2⁻⁴², so that k·LN2_HI + LOG_HI is exact. */
export const LOG_HI = new Float64Array(LOG_STEPS);
export const LOG_LO = new Float64Array(LOG_STEPS);

/** atan(i/16) = ATAN_HI[i] + ATAN_LO[i]. */
export const ATAN_STEPS = 16;
export const ATAN_HI = new Float64Array(ATAN_STEPS + 1);
export const ATAN_LO = new Float64Array(ATAN_STEPS + 1);

const SMALLEST_NORMAL = 2.2250738585072014e-308;
const LN2_64: Pair = dividePairs([0.6931471805599453, 2.3190468138462996e-17], [64, 0]);

/** 1, 1/3, 1/5 … 1/27. */
const ODD_RECIPROCALS: readonly Pair[] = Array.from({ length: 14 }, (_, i) =>
  dividePairs([1, 0], [2 * i + 1, 0]),
);

fillPowersOfTwo();
fillExp();
fillLog();
fillAtan();

function fillPowersOfTwo(): void {
  let power = SMALLEST_NORMAL;
  for (let i = 0; i < POWERS_OF_TWO.length; i++, power *= 2) POWERS_OF_TWO[i] = power;
}

/** 2^(1/64) by the exponential series, the others by multiplication: 63 products keep 100 bits. */
function fillExp(): void {
  let step: Pair = [1, 0];
  for (let n = 13; n > 0; n--) step = addPairs([1, 0], multiplyPairs(step, dividePairs(LN2_64, [n, 0])));
  let value: Pair = [1, 0];
  for (let i = 0; i < EXP_STEPS; i++) {
    EXP_HI[i] = value[0];
    EXP_LO[i] = value[1];
    value = multiplyPairs(value, step);
  }
}

/** ln(m/256) for whole m by steps of ln((m+1)/m) = 2 artanh(1/(2m+1)), outward from m = 256. */
function fillLog(): void {
  const reciprocals = Array.from({ length: LOG_STEPS }, (_, i) => reciprocalOf(i));
  const logs = new Map<number, Pair>([[256, [0, 0]]]);
  let up: Pair = [0, 0];
  let down: Pair = [0, 0];
  for (let m = 256; m < 364; m++) {
    up = addPairs(up, logStep(m));
    logs.set(m + 1, up);
  }
  for (let m = 256; m > 180; m--) {
    down = addPairs(down, negated(logStep(m - 1)));
    logs.set(m - 1, down);
  }
  reciprocals.forEach((m, i) => {
    const log = negated(logs.get(m)!);
    const kept = Math.round(log[0] * 4398046511104) / 4398046511104;
    LOG_RECIPROCAL[i] = m / 256;
    LOG_HI[i] = kept;
    LOG_LO[i] = log[0] - kept + log[1];
  });
}

/** Exactly 256 on both sides of 1, so that ln keeps its relative accuracy there. */
function reciprocalOf(i: number): number {
  if (i === 0 || i === LOG_STEPS - 1) return 256;
  const centre = 1 + (i + 0.5) / LOG_STEPS;
  return Math.round((i < LOG_WRAP ? 256 : 512) / centre);
}

/** ln((m+1)/m); with x = 1/(2m+1) < 2⁻⁸ the terms from x⁵ on need no second half. */
function logStep(m: number): Pair {
  const x = dividePairs([1, 0], [2 * m + 1, 0]);
  const z = multiplyPairs(x, x);
  const far = z[0] * (1 / 5 + z[0] * (1 / 7 + z[0] * (1 / 9 + z[0] * (1 / 11))));
  const tail = multiplyPairs(z, addPairs(ODD_RECIPROCALS[1]!, [far, 0]));
  return multiplyPairs([2 * x[0], 2 * x[1]], addPairs([1, 0], tail));
}

/** atan(i/16) - atan((i-1)/16) = atan(16 / (256 + i(i-1))). */
function fillAtan(): void {
  let value: Pair = [0, 0];
  for (let i = 1; i <= ATAN_STEPS; i++) {
    value = addPairs(value, atanSeries(dividePairs([16, 0], [256 + i * (i - 1), 0])));
    ATAN_HI[i] = value[0];
    ATAN_LO[i] = value[1];
  }
}

/** atan x = Σ (-1)ᵏ x^(2k+1) / (2k+1) for x up to 1/16. */
function atanSeries(x: Pair): Pair {
  const square = negated(multiplyPairs(x, x));
  let sum: Pair = [0, 0];
  for (let n = ODD_RECIPROCALS.length - 1; n >= 0; n--)
    sum = addPairs(ODD_RECIPROCALS[n]!, multiplyPairs(sum, square));
  return multiplyPairs(sum, x);
}

function negated(a: Pair): Pair {
  return [-a[0], -a[1]];
}
