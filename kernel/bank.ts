// Bank kernel: several zero-phase filters over one stretch: one transform of it, and one back for each row of gains.
//
// Twin: src/dsp/bank-plain.ts, the same operations in the same order.
import { forward, inverse } from './fft';

/**
 * `size` reals at x through `count` rows of gains (size/2 + 1 each) to as many rows of `size` at y. `re`, `im`, `scaledRe` and
 * `scaledIm` have room for a spectrum each, `work` for a transform.
 */
export function filterBank(
  size: i32, table: usize, gains: usize, count: i32, work: usize, x: usize, re: usize, im: usize,
  scaledRe: usize, scaledIm: usize, y: usize,
): void {
  forward(size, table, work, x, re, im);
  const last = <usize>size << 2, rowBytes = last + 8;
  for (let i = 0; i < count; i++) {
    for (let at: usize = 0; at < last; at += 16) {
      const g = v128.load(gains + at);
      v128.store(scaledRe + at, f64x2.mul(v128.load(re + at), g));
      v128.store(scaledIm + at, f64x2.mul(v128.load(im + at), g));
    }
    const g = load<f64>(gains + last);
    store<f64>(scaledRe + last, load<f64>(re + last) * g);
    store<f64>(scaledIm + last, load<f64>(im + last) * g);
    inverse(size, table, work, scaledRe, scaledIm, y);
    gains += rowBytes;
    y += <usize>size << 3;
  }
}
