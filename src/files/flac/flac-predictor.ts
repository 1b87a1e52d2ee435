// FLAC predictor: the linear predictor that will cost fewest bits, from the autocorrelation of a block.

/** Longest predictor that the streamable subset allows at 48 kHz and below (RFC 9639, section 7). */
export const MAX_SUBSET_ORDER = 12;

/** Widest weights and shift that the format can store. */
const MOST_WEIGHT_BITS = 15;
const MOST_SHIFT = 15;

export interface Predictor {
  readonly order: number;
  /** Bits of each stored weight. */
  readonly precision: number;
  readonly shift: number;
}

/**
 * Flat in the middle half, falling to zero on both sides: a Tukey window whose cosine flanks are cubics, because only
 * + − × ÷ give the same bits in every engine and the flanks' exact shape does not matter.
 */
export function taperedWindow(frames: number, window: Float64Array): void {
  const flank = Math.max(1, Math.floor(frames / 4));
  for (let i = 0; i < frames; i++) {
    const t = Math.min(1, (Math.min(i, frames - 1 - i) + 0.5) / flank);
    window[i] = t * t * (3 - 2 * t);
  }
}

/** Weights need fewer bits where the samples are coarse: measured on music, 13 and 15 are best for 16 and 24 bits. */
const precisionFor = (bits: number): number => (bits <= 16 ? 13 : MOST_WEIGHT_BITS);

/**
 * Solves for the predictors of every order up to `maxOrder` (Levinson and Durbin), picks the order with the lowest
 * expected cost and stores its weights, rounded, in `coefficients`. Null when the block predicts nothing.
 */
export function designPredictor(
  correlation: Float64Array,
  frames: number,
  bits: number,
  maxOrder: number,
  coefficients: Int32Array,
): Predictor | null {
  const precision = precisionFor(bits);
  const rows = solveRecursion(correlation, maxOrder);
  let best: Float64Array | null = null;
  let fewest = Number.POSITIVE_INFINITY;
  for (const { weights, error } of rows) {
    const order = weights.length;
    const cost = residualBits(error / frames) * (frames - order) + order * (bits + precision);
    if (cost >= fewest) continue;
    fewest = cost;
    best = weights;
  }
  return best === null ? null : quantise(best, precision, coefficients);
}

interface Solution {
  readonly weights: Float64Array;
  /** Energy that the predictor leaves. */
  readonly error: number;
}

function solveRecursion(correlation: Float64Array, maxOrder: number): Solution[] {
  const solutions: Solution[] = [];
  let error = correlation[0]!;
  let previous = new Float64Array(0);
  for (let order = 1; order <= maxOrder && error > 0; order++) {
    let reflection = correlation[order]!;
    for (let j = 0; j < order - 1; j++) reflection -= previous[j]! * correlation[order - 1 - j]!;
    reflection /= error;
    const weights = new Float64Array(order);
    weights[order - 1] = reflection;
    for (let j = 0; j < order - 1; j++) weights[j] = previous[j]! - reflection * previous[order - 2 - j]!;
    error *= 1 - reflection * reflection;
    if (!(error > 0)) break;
    solutions.push({ weights, error });
    previous = weights;
  }
  return solutions;
}

/** Expected bits a Laplacian residual of this power takes when Rice-coded: log2 of its mean magnitude, and a half. */
const residualBits = (power: number): number => Math.max(0, 0.5 * roughLog2(power * HALF_LN2_SQUARED));
const HALF_LN2_SQUARED = 0.5 * 0.6931471805599453 * 0.6931471805599453;

const DOUBLE = new DataView(new ArrayBuffer(8));
const TWO_OVER_LN2 = 2.8853900817779268;

/** log2 within 2e-5, from the exponent and the series of atanh; the same in every engine. */
export function roughLog2(value: number): number {
  DOUBLE.setFloat64(0, value);
  const exponent = ((DOUBLE.getUint16(0) >>> 4) & 0x7ff) - 1023;
  DOUBLE.setUint16(0, (DOUBLE.getUint16(0) & 0x000f) | 0x3ff0);
  const mantissa = DOUBLE.getFloat64(0);
  const t = (mantissa - 1) / (mantissa + 1);
  const s = t * t;
  return exponent + TWO_OVER_LN2 * t * (1 + s * (1 / 3 + s * (1 / 5 + s * (1 / 7))));
}

/** Rounds the weights to `precision` bits, each rounding error passed on to the next weight. */
function quantise(weights: Float64Array, precision: number, coefficients: Int32Array): Predictor | null {
  const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
  const limit = 2 ** (precision - 1);
  let shift = MOST_SHIFT;
  while (shift > 0 && largest * 2 ** shift >= limit) shift--;
  let carried = 0;
  for (let j = 0; j < weights.length; j++) {
    carried += weights[j]! * 2 ** shift;
    const rounded = Math.max(-limit, Math.min(limit - 1, Math.round(carried)));
    carried -= rounded;
    coefficients[j] = rounded;
  }
  return { order: weights.length, precision, shift };
}
