// Weigh kernel: the sums of two channels, plain and behind two second-order sections, one float64 lane each.
//
// Twin: src/dsp/weigh-plain.ts, which explains the method; the same operations in the same order.

const NEGLIGIBLE: f64 = 1e-100;

// @ts-ignore: decorator
@inline function tidied(z: v128): v128 {
  return v128.and(z, f64x2.ge(f64x2.abs(z), f64x2.splat(NEGLIGIBLE)));
}

/** See src/dsp/weigh-plain.ts; `sections`, `state`, `ends` and `sums` as laid out there. */
export function weigh(
  left: usize, right: usize, sections: usize, state: usize, ends: usize, count: i32, sums: usize,
): void {
  // Two factors stay in registers, the rest are loaded as they are needed: else the memory of the filters would be spilled.
  const a1 = v128.load_splat<f64>(sections, 16), c1 = v128.load_splat<f64>(sections, 48);
  let s1 = v128.load(state), s2 = v128.load(state, 16), h1 = v128.load(state, 32), h2 = v128.load(state, 48);
  const first = left;
  for (let i = 0; i < count; i++) {
    const end = first + (<usize>load<f64>(ends) << 3);
    let heard = f64x2.splat(0), power = heard, sum = heard, peak = heard, cross = heard;
    // Two frames a turn: the same sums in the same order, with half the loads of sound.
    const pairs = end - 8;
    while (left < pairs) {
      const l = v128.load(left), r = v128.load(right);
      let x = v128.shuffle<f64>(l, r, 0, 2);
      let u = f64x2.add(x, s1);
      let y = f64x2.add(u, h1);
      let t1 = f64x2.sub(f64x2.add(s2, f64x2.mul(v128.load_splat<f64>(sections, 0), x)), f64x2.mul(a1, s1));
      s2 = f64x2.sub(f64x2.mul(v128.load_splat<f64>(sections, 8), x), f64x2.mul(v128.load_splat<f64>(sections, 24), s1));
      s1 = t1;
      let g1 = f64x2.sub(f64x2.add(h2, f64x2.mul(v128.load_splat<f64>(sections, 32), u)), f64x2.mul(c1, h1));
      h2 = f64x2.sub(f64x2.mul(v128.load_splat<f64>(sections, 40), u), f64x2.mul(v128.load_splat<f64>(sections, 56), h1));
      h1 = g1;
      heard = f64x2.add(heard, f64x2.mul(y, y));
      power = f64x2.add(power, f64x2.mul(x, x));
      sum = f64x2.add(sum, x);
      peak = f64x2.pmax(peak, f64x2.abs(x));
      cross = f64x2.add(cross, f64x2.mul(v128.shuffle<f64>(x, y, 0, 2), v128.shuffle<f64>(x, y, 1, 3)));
      x = v128.shuffle<f64>(l, r, 1, 3);
      u = f64x2.add(x, s1);
      y = f64x2.add(u, h1);
      t1 = f64x2.sub(f64x2.add(s2, f64x2.mul(v128.load_splat<f64>(sections, 0), x)), f64x2.mul(a1, s1));
      s2 = f64x2.sub(f64x2.mul(v128.load_splat<f64>(sections, 8), x), f64x2.mul(v128.load_splat<f64>(sections, 24), s1));
      s1 = t1;
      g1 = f64x2.sub(f64x2.add(h2, f64x2.mul(v128.load_splat<f64>(sections, 32), u)), f64x2.mul(c1, h1));
      h2 = f64x2.sub(f64x2.mul(v128.load_splat<f64>(sections, 40), u), f64x2.mul(v128.load_splat<f64>(sections, 56), h1));
      h1 = g1;
      heard = f64x2.add(heard, f64x2.mul(y, y));
      power = f64x2.add(power, f64x2.mul(x, x));
      sum = f64x2.add(sum, x);
      peak = f64x2.pmax(peak, f64x2.abs(x));
      cross = f64x2.add(cross, f64x2.mul(v128.shuffle<f64>(x, y, 0, 2), v128.shuffle<f64>(x, y, 1, 3)));
      left += 16;
      right += 16;
    }
    while (left < end) {
      const x = v128.load_lane<f64>(right, v128.load_zero<f64>(left), 1);
      const u = f64x2.add(x, s1);
      const y = f64x2.add(u, h1);
      const t1 = f64x2.sub(f64x2.add(s2, f64x2.mul(v128.load_splat<f64>(sections, 0), x)), f64x2.mul(a1, s1));
      s2 = f64x2.sub(f64x2.mul(v128.load_splat<f64>(sections, 8), x), f64x2.mul(v128.load_splat<f64>(sections, 24), s1));
      s1 = t1;
      const g1 = f64x2.sub(f64x2.add(h2, f64x2.mul(v128.load_splat<f64>(sections, 32), u)), f64x2.mul(c1, h1));
      h2 = f64x2.sub(f64x2.mul(v128.load_splat<f64>(sections, 40), u), f64x2.mul(v128.load_splat<f64>(sections, 56), h1));
      h1 = g1;
      heard = f64x2.add(heard, f64x2.mul(y, y));
      power = f64x2.add(power, f64x2.mul(x, x));
      sum = f64x2.add(sum, x);
      peak = f64x2.pmax(peak, f64x2.abs(x));
      // Lane 0: left by right as they are; lane 1: weighted.
      cross = f64x2.add(cross, f64x2.mul(v128.shuffle<f64>(x, y, 0, 2), v128.shuffle<f64>(x, y, 1, 3)));
      left += 8;
      right += 8;
    }
    s1 = tidied(s1);
    s2 = tidied(s2);
    h1 = tidied(h1);
    h2 = tidied(h2);
    v128.store(sums, heard);
    v128.store(sums, power, 16);
    v128.store(sums, sum, 32);
    v128.store(sums, peak, 48);
    v128.store(sums, cross, 64);
    sums += 80;
    ends += 8;
  }
  v128.store(state, s1);
  v128.store(state, s2, 16);
  v128.store(state, h1, 32);
  v128.store(state, h2, 48);
}
