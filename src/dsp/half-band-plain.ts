// Half-band, plain: doubling and halving of the rate by a symmetric filter; twin of kernel/half-band.ts.

/** y[2n] = x[n + taps/2 - 1], y[2n + 1] = Σ h[k] x[n + k]: by turns a sample and what is between it and the next. */
export function plainDoubleRate(h: Float64Array, x: Float64Array, y: Float64Array, frames: number): void {
  const own = h.length / 2 - 1;
  for (let n = 0; n < frames; n++) {
    y[2 * n] = x[n + own]!;
    y[2 * n + 1] = folded(h, x, n, 1);
  }
}

/**
 * y[n] = (e[n + taps/2] + Σ h[k] o[n + k]) / 2, where x holds e and o by turns. `late`: o and e by turns, and o[n + 1 + k], as
 * of sound that lags by one value of x.
 */
export function plainHalveRate(
  h: Float64Array,
  x: Float64Array,
  y: Float64Array,
  frames: number,
  late: boolean,
): void {
  const even = h.length + (late ? 1 : 0);
  const odd = late ? 2 : 1;
  for (let n = 0; n < frames; n++) y[n] = 0.5 * (x[2 * n + even]! + folded(h, x, 2 * n + odd, 2));
}

/** Σ h[k] x[from + step · k], both halves of the symmetric h together, from the ends inwards. */
function folded(h: Float64Array, x: Float64Array, from: number, step: number): number {
  const half = h.length / 2;
  let sum = 0;
  for (let k = 0, a = from, b = from + step * (h.length - 1); k < half; k++, a += step, b -= step) {
    sum += h[k]! * (x[a]! + x[b]!);
  }
  return sum;
}
