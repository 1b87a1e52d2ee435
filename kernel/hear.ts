// Hear kernel: what a compressor's detector hears of two channels, one float64 lane each.
//
// Twin: src/dsp/hear-plain.ts, which explains the method; the same operations in the same order.

const INAUDIBLE: f64 = 1e-200;

// @ts-ignore: decorator
@inline function settled(z: v128): v128 {
  return v128.and(z, f64x2.ge(f64x2.abs(z), f64x2.splat(INAUDIBLE)));
}

/** See src/dsp/hear-plain.ts; `cut`, `state` and `out` as laid out there. */
export function hear(
  left: usize, right: usize, frames: i32, hop: i32, at: i32, cut: usize, state: usize, out: usize,
): void {
  const b0 = v128.load_splat<f64>(cut), b1 = v128.load_splat<f64>(cut, 8), b2 = v128.load_splat<f64>(cut, 16);
  const a1 = v128.load_splat<f64>(cut, 24), a2 = v128.load_splat<f64>(cut, 32);
  let z1 = v128.load(state), z2 = v128.load(state, 16), sum = v128.load(state, 32), peak = v128.load(state, 48);
  const end = left + (<usize>frames << 3);
  while (left < end) {
    const x = v128.load_lane<f64>(right, v128.load_zero<f64>(left), 1);
    const y = f64x2.add(f64x2.mul(b0, x), z1);
    z1 = f64x2.sub(f64x2.add(f64x2.mul(b1, x), z2), f64x2.mul(a1, y));
    z2 = f64x2.sub(f64x2.mul(b2, x), f64x2.mul(a2, y));
    const square = f64x2.mul(y, y);
    sum = f64x2.add(sum, square);
    peak = f64x2.pmax(peak, square);
    left += 8;
    right += 8;
    if (++at == hop) {
      at = 0;
      v128.store(out, sum);
      v128.store(out, peak, 16);
      out += 32;
      sum = f64x2.splat(0);
      peak = sum;
      z1 = settled(z1);
      z2 = settled(z2);
    }
  }
  v128.store(state, z1);
  v128.store(state, z2, 16);
  v128.store(state, sum, 32);
  v128.store(state, peak, 48);
}
