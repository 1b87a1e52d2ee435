// Foretell kernel: a linear predictor for one hop of sound, and the largest error it makes in each of the hop's blocks.
//
// Twin: src/dsp/foretell-plain.ts, which explains the method; the same operations in the same order.

const NOISE_SHARE: f64 = 1e-9;

// @ts-ignore: decorator
@inline function at(p: usize, i: i32): f64 {
  return load<f64>(p + (<usize>i << 3));
}

// @ts-ignore: decorator
@inline function put(p: usize, i: i32, v: f64): void {
  store<f64>(p + (<usize>i << 3), v);
}

// @ts-ignore: decorator
@inline function sumOf(v: v128): f64 {
  return f64x2.extract_lane(v, 0) + f64x2.extract_lane(v, 1);
}

/** The windowed hop behind `order` zeros; gives its power. */
function taper(frames: i32, order: i32, window: usize, x: usize, work: usize): f64 {
  for (let k = 0; k < order; k++) put(work, k, 0);
  const to = work + (<usize>order << 3);
  const end = <usize>frames << 3;
  let even = f64x2.splat(0), odd = even;
  for (let o: usize = 0; o < end; o += 32) {
    const u = f64x2.mul(v128.load(window + o), v128.load(x + o));
    const v = f64x2.mul(v128.load(window + o, 16), v128.load(x + o, 16));
    v128.store(to + o, u);
    v128.store(to + o, v, 16);
    even = f64x2.add(even, f64x2.mul(u, u));
    odd = f64x2.add(odd, f64x2.mul(v, v));
  }
  return sumOf(f64x2.add(even, odd));
}

/** Lags 1 … order, eight at a time: each pair of samples read serves eight products. */
function autocorrelate(frames: i32, order: i32, work: usize, r: usize): void {
  const begin = work + (<usize>order << 3);
  const end = begin + (<usize>frames << 3);
  for (let lag = 1; lag <= order; lag += 8) {
    let s0 = f64x2.splat(0), s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0;
    let q = begin - (<usize>(lag + 7) << 3);
    for (let p = begin; p < end; p += 16) {
      const v = v128.load(p);
      s7 = f64x2.add(s7, f64x2.mul(v, v128.load(q)));
      s6 = f64x2.add(s6, f64x2.mul(v, v128.load(q, 8)));
      s5 = f64x2.add(s5, f64x2.mul(v, v128.load(q, 16)));
      s4 = f64x2.add(s4, f64x2.mul(v, v128.load(q, 24)));
      s3 = f64x2.add(s3, f64x2.mul(v, v128.load(q, 32)));
      s2 = f64x2.add(s2, f64x2.mul(v, v128.load(q, 40)));
      s1 = f64x2.add(s1, f64x2.mul(v, v128.load(q, 48)));
      s0 = f64x2.add(s0, f64x2.mul(v, v128.load(q, 56)));
      q += 16;
    }
    put(r, lag, sumOf(s0));
    put(r, lag + 1, sumOf(s1));
    put(r, lag + 2, sumOf(s2));
    put(r, lag + 3, sumOf(s3));
    put(r, lag + 4, sumOf(s4));
    put(r, lag + 5, sumOf(s5));
    put(r, lag + 6, sumOf(s6));
    put(r, lag + 7, sumOf(s7));
  }
}

/** Levinson and Durbin, as in src/dsp/linear-prediction.ts. */
function levinson(order: i32, r: usize, a: usize, spare: usize): void {
  put(a, 0, 1);
  for (let k = 1; k <= order; k++) put(a, k, 0);
  let error = load<f64>(r);
  for (let m = 1; m <= order && error > 0; m++) {
    let sum = at(r, m);
    for (let k = 1; k < m; k++) sum += at(a, k) * at(r, m - k);
    const reflection = -sum / error;
    const left = error * (1 - reflection * reflection);
    if (!(left > 0)) break;
    for (let k = 1; k < m; k++) put(spare, k, at(a, k) + reflection * at(a, m - k));
    for (let k = 1; k < m; k++) put(a, k, at(spare, k));
    put(a, m, reflection);
    error = left;
  }
}

/** Largest error of one block, a multiple of four samples; two chains of sums for each pair of samples. */
function largestError(order: i32, a: usize, x: usize, frames: i32): f64 {
  let largest = f64x2.splat(0);
  const end = x + (<usize>frames << 3);
  const last = a + (<usize>order << 3);
  for (let p = x; p < end; p += 32) {
    let e = v128.load(p), f = v128.load(p, 16);
    let g = f64x2.splat(0), h = g;
    let q = p - 16;
    for (let c = a + 8; c < last; c += 16) {
      const odd = v128.load_splat<f64>(c), even = v128.load_splat<f64>(c, 8);
      e = f64x2.add(e, f64x2.mul(odd, v128.load(q, 8)));
      f = f64x2.add(f, f64x2.mul(odd, v128.load(q, 24)));
      g = f64x2.add(g, f64x2.mul(even, v128.load(q)));
      h = f64x2.add(h, f64x2.mul(even, v128.load(q, 16)));
      q -= 16;
    }
    largest = f64x2.pmax(largest, f64x2.abs(f64x2.add(e, g)));
    largest = f64x2.pmax(largest, f64x2.abs(f64x2.add(f, h)));
  }
  return max(f64x2.extract_lane(largest, 0), f64x2.extract_lane(largest, 1));
}

/** See src/dsp/foretell-plain.ts. `x`: the hop, `order` samples before it; `work`: order + frames + 3·(order + 1) float64. */
export function foretell(
  frames: i32, order: i32, window: usize, x: usize, work: usize, blocks: i32, block: i32, most: f64, surprise: usize,
): f64 {
  const power = taper(frames, order, window, x, work);
  if (!(power > 0 && power < most)) {
    for (let b = 0; b < blocks; b++) put(surprise, b, 0);
    return power;
  }
  const r = work + (<usize>(order + frames) << 3);
  const a = r + (<usize>(order + 1) << 3);
  autocorrelate(frames, order, work, r);
  store<f64>(r, power * (1 + NOISE_SHARE));
  levinson(order, r, a, a + (<usize>(order + 1) << 3));
  for (let b = 0; b < blocks; b++) put(surprise, b, largestError(order, a, x + (<usize>(b * block) << 3), block));
  return power;
}
