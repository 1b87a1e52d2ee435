// Weigh kernel: the power of two channels behind two second-order sections, one float64 lane each.
//
// Twin: src/dsp/weigh-plain.ts, which explains the method; the same operations in the same order.

/** See src/dsp/weigh-plain.ts; `sections`, `state` and `sums` as laid out there. */
export function weigh(left: usize, right: usize, frames: i32, sections: usize, state: usize, sums: usize): void {
  const b1 = v128.load_splat<f64>(sections), b2 = v128.load_splat<f64>(sections, 8);
  const a1 = v128.load_splat<f64>(sections, 16), a2 = v128.load_splat<f64>(sections, 24);
  const c1 = v128.load_splat<f64>(sections, 32), c2 = v128.load_splat<f64>(sections, 40);
  let s1 = v128.load(state), s2 = v128.load(state, 16), h1 = v128.load(state, 32), h2 = v128.load(state, 48);
  let energy = f64x2.splat(0), cross = f64x2.splat(0);
  const end = left + (<usize>frames << 3);
  while (left < end) {
    const x = v128.load_lane<f64>(right, v128.load_zero<f64>(left), 1);
    const u = f64x2.add(x, s1);
    s1 = f64x2.sub(f64x2.add(f64x2.mul(b1, x), s2), f64x2.mul(a1, u));
    s2 = f64x2.sub(f64x2.mul(b2, x), f64x2.mul(a2, u));
    const y = f64x2.add(u, h1);
    h1 = f64x2.sub(f64x2.sub(h2, f64x2.add(u, u)), f64x2.mul(c1, y));
    h2 = f64x2.sub(u, f64x2.mul(c2, y));
    energy = f64x2.add(energy, f64x2.mul(y, y));
    cross = f64x2.add(cross, f64x2.mul(y, v128.shuffle<f64>(y, y, 1, 0)));
    left += 8;
    right += 8;
  }
  v128.store(state, s1);
  v128.store(state, s2, 16);
  v128.store(state, h1, 32);
  v128.store(state, h2, 48);
  v128.store(sums, energy);
  store<f64>(sums, f64x2.extract_lane(cross, 0), 16);
}
