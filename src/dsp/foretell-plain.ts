// Foretell, plain: a linear predictor for one hop of sound, and the largest error it makes in each of the hop's blocks;
// twin of kernel/foretell.ts.
//
// The hop is windowed, its autocorrelation taken, the error filter found by Levinson's recursion, and then run over the
// sound as it is: where the largest error of a block stands out, something came that the music did not announce.
import { levinson } from './linear-prediction.ts';
import type { PredictorForm } from './kernel-contract.ts';

/** White noise added to the model's ear, -90 dB: keeps it steady where a codec or a filter left nothing. */
const NOISE_SHARE = 1e-9;

/**
 * `x` begins `form.order` samples before the hop. Errors of `blocks` blocks go to `surprise[0 … blocks - 1]`: zeros where
 * the hop's power under its window is 0 or not below `most`. Returns that power.
 */
export function plainForetell(
  form: PredictorForm,
  x: Float64Array,
  blocks: number,
  most: number,
  surprise: Float64Array,
): number {
  const { order, blockFrames, window } = form;
  const work = new Float64Array(order + window.length);
  const power = taper(window, x, order, work);
  if (!(power > 0 && power < most)) {
    surprise.fill(0, 0, blocks);
    return power;
  }
  const r = new Float64Array(order + 1);
  const a = new Float64Array(order + 1);
  autocorrelate(work, order, r);
  r[0] = power * (1 + NOISE_SHARE);
  levinson(r, order, a, new Float64Array(order + 1));
  for (let b = 0; b < blocks; b++) {
    surprise[b] = largestError(a, order, x, order + b * blockFrames, blockFrames);
  }
  return power;
}

/** The windowed hop behind `order` zeros; gives its power. Four lanes of sums, as the twin has them. */
function taper(window: Float64Array, x: Float64Array, order: number, work: Float64Array): number {
  const sums = [0, 0, 0, 0];
  for (let n = 0; n < window.length; n++) {
    const v = window[n]! * x[order + n]!;
    work[order + n] = v;
    sums[n & 3]! += v * v;
  }
  return sums[0]! + sums[2]! + (sums[1]! + sums[3]!);
}

/** Σ work[n] · work[n - lag], lag = 1 … order, even and odd samples apart. */
function autocorrelate(work: Float64Array, order: number, r: Float64Array): void {
  for (let lag = 1; lag <= order; lag++) {
    let even = 0;
    let odd = 0;
    for (let n = order; n < work.length; n += 2) {
      even += work[n]! * work[n - lag]!;
      odd += work[n + 1]! * work[n + 1 - lag]!;
    }
    r[lag] = even + odd;
  }
}

/** Largest |Σ a[k] x[n - k]| of a block, a[0] = 1; odd and even taps apart. */
function largestError(
  a: Float64Array,
  order: number,
  x: Float64Array,
  start: number,
  frames: number,
): number {
  let largest = 0;
  for (let n = start; n < start + frames; n++) {
    let odd = x[n]!;
    let even = 0;
    for (let k = 1; k < order; k += 2) {
      odd += a[k]! * x[n - k]!;
      even += a[k + 1]! * x[n - k - 1]!;
    }
    largest = Math.max(largest, Math.abs(odd + even));
  }
  return largest;
}
