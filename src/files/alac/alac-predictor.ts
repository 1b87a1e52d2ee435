// ALAC predictor: samples from residuals, by weights that turn with the sign of every error.

/** The order that stands for "the sample before, no weights". */
export const DIFFERENCES = 31;

/** Keeps the low `bits` (1 to 32) of a number, with their sign. */
const wrapped = (value: number, shift: number): number => (value << shift) >> shift;

/**
 * Restores `frames` samples of `bits` bits in place. `weights`: as many as the order, the first for the sample just before, in
 * steps of 2^-`shift`; they are changed.
 *
 * One long function: the loop over the frames is where a decoder spends half its time.
 */
export function restoreSamples(
  samples: Int32Array,
  frames: number,
  weights: Int16Array,
  order: number,
  shift: number,
  bits: number,
): void {
  if (order === 0) return;
  const wrap = 32 - bits;
  const first = order === DIFFERENCES ? frames : Math.min(order + 1, frames);
  for (let n = 1; n < first; n++) samples[n] = wrapped(samples[n]! + samples[n - 1]!, wrap);
  const half = shift === 0 ? 0 : 1 << (shift - 1);
  for (let n = first; n < frames; n++) {
    const error = samples[n]!;
    const base = samples[n - order - 1]!;
    let sum = half;
    for (let j = 0; j < order; j++) sum = (sum + Math.imul(weights[j]!, samples[n - 1 - j]! - base)) | 0;
    samples[n] = wrapped(error + base + (sum >> shift), wrap);
    // From the oldest weight on, as long as what they changed has not made up for the error.
    let left = error;
    if (error > 0) {
      for (let j = order - 1; j >= 0 && left > 0; j--) {
        const step = (base - samples[n - 1 - j]!) | 0;
        weights[j] = weights[j]! - ((step >> 31) | (-step >>> 31));
        left = (left - Math.imul(order - j, (step < 0 ? -step : step) >> shift)) | 0;
      }
    } else if (error < 0) {
      for (let j = order - 1; j >= 0 && left < 0; j--) {
        const step = (base - samples[n - 1 - j]!) | 0;
        weights[j] = weights[j]! + ((step >> 31) | (-step >>> 31));
        left = (left - Math.imul(order - j, (step < 0 ? step : -step) >> shift)) | 0;
      }
    }
  }
}
