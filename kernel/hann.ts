// Hann kernel: the spectrum of Hann-windowed sound and its powers, the window laid over the bins.
//
// Twin: src/dsp/hann-plain.ts, which explains the method; the same operations in the same order.
import { forward } from './fft';

/** `x`: size reals. `bare`: room for 2·(size/2 + 3) float64. `re`, `im`, `power`: size/2 + 1 float64 each. */
export function hannSpectrum(
  size: i32, table: usize, work: usize, x: usize, bare: usize, scale: f64, re: usize, im: usize, power: usize,
): void {
  const hb = <usize>size << 2;
  // One bin more on either side, so that every bin has two neighbours; real parts are even there, imaginary ones odd.
  const r = bare + 8, i = r + hb + 24;
  forward(size, table, work, x, r, i);
  store<f64>(r - 8, load<f64>(r, 8));
  store<f64>(i - 8, -load<f64>(i, 8));
  store<f64>(r + hb, load<f64>(r + hb - 8), 8);
  store<f64>(i + hb, -load<f64>(i + hb - 8), 8);
  const half = f64x2.splat(0.5), quarter = f64x2.splat(0.25), scales = f64x2.splat(scale);
  for (let k: usize = 0; k < hb; k += 16) {
    const a = f64x2.sub(
      f64x2.mul(half, v128.load(r + k)),
      f64x2.mul(quarter, f64x2.add(v128.load(r + k - 8), v128.load(r + k, 8))),
    );
    const b = f64x2.sub(
      f64x2.mul(half, v128.load(i + k)),
      f64x2.mul(quarter, f64x2.add(v128.load(i + k - 8), v128.load(i + k, 8))),
    );
    v128.store(re + k, a);
    v128.store(im + k, b);
    v128.store(power + k, f64x2.mul(scales, f64x2.add(f64x2.mul(a, a), f64x2.mul(b, b))));
  }
  const a = 0.5 * load<f64>(r + hb) - 0.25 * (load<f64>(r + hb - 8) + load<f64>(r + hb, 8));
  const b = 0.5 * load<f64>(i + hb) - 0.25 * (load<f64>(i + hb - 8) + load<f64>(i + hb, 8));
  store<f64>(re + hb, a);
  store<f64>(im + hb, b);
  store<f64>(power + hb, scale * (a * a + b * b));
}
