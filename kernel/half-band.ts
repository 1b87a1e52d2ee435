// Half-band kernels: doubling and halving of the rate by a symmetric filter of an even number of weights beside its zeros.
//
// Twin: src/dsp/half-band-plain.ts, the same operations in the same order.

/** What `folded8` found. */
let s0 = f64x2.splat(0), s1 = f64x2.splat(0), s2 = f64x2.splat(0), s3 = f64x2.splat(0);

/** Eight outputs from x on: Σ h[k] (x[n + k] + x[n + taps - 1 - k]) over the first half of h. */
// @ts-ignore: decorator
@inline
function folded8(x: usize, h: usize, taps: i32): void {
  let a = f64x2.splat(0), b = a, c = a, d = a;
  let p = x, r = x + (<usize>(taps - 1) << 3);
  const end = h + (<usize>taps << 2);
  for (let q = h; q < end; q += 8) {
    const w = v128.load_splat<f64>(q);
    a = f64x2.add(a, f64x2.mul(w, f64x2.add(v128.load(p), v128.load(r))));
    b = f64x2.add(b, f64x2.mul(w, f64x2.add(v128.load(p, 16), v128.load(r, 16))));
    c = f64x2.add(c, f64x2.mul(w, f64x2.add(v128.load(p, 32), v128.load(r, 32))));
    d = f64x2.add(d, f64x2.mul(w, f64x2.add(v128.load(p, 48), v128.load(r, 48))));
    p += 8;
    r -= 8;
  }
  s0 = a;
  s1 = b;
  s2 = c;
  s3 = d;
}

/** x, frames + taps - 1 and room for 8 more, to y, 2·frames and room for 16 more: by turns a sample and what is between it and the next. */
export function doubleRate(x: usize, y: usize, frames: i32, h: usize, taps: i32): void {
  const own = (<usize>(taps >> 1) - 1) << 3;
  for (let n = 0; n < frames; n += 8) {
    folded8(x, h, taps);
    const e0 = v128.load(x + own), e1 = v128.load(x + own, 16), e2 = v128.load(x + own, 32), e3 = v128.load(x + own, 48);
    v128.store(y, v128.shuffle<f64>(e0, s0, 0, 2));
    v128.store(y, v128.shuffle<f64>(e0, s0, 1, 3), 16);
    v128.store(y, v128.shuffle<f64>(e1, s1, 0, 2), 32);
    v128.store(y, v128.shuffle<f64>(e1, s1, 1, 3), 48);
    v128.store(y, v128.shuffle<f64>(e2, s2, 0, 2), 64);
    v128.store(y, v128.shuffle<f64>(e2, s2, 1, 3), 80);
    v128.store(y, v128.shuffle<f64>(e3, s3, 0, 2), 96);
    v128.store(y, v128.shuffle<f64>(e3, s3, 1, 3), 112);
    x += 64;
    y += 128;
  }
}

/**
 * x, frames + taps pairs and room for 8 more, to y, frames and room for 8 more. `late` is 1 where the pairs stand one sample
 * later. `work`: room for frames + taps + 16.
 */
export function halveRate(x: usize, y: usize, frames: i32, h: usize, taps: i32, late: i32, work: usize): void {
  const pairs = frames + taps;
  let w = work;
  if (late !== 0) {
    for (let n = 0, p = x; n < pairs; n += 2, p += 32, w += 16) {
      v128.store(w, v128.shuffle<f64>(v128.load(p), v128.load(p, 16), 0, 2));
    }
  } else {
    for (let n = 0, p = x; n < pairs; n += 2, p += 32, w += 16) {
      v128.store(w, v128.shuffle<f64>(v128.load(p), v128.load(p, 16), 1, 3));
    }
  }
  const half = f64x2.splat(0.5);
  let o = work + (<usize>late << 3);
  let e = x + (<usize>taps << 3) + (<usize>late << 3);
  for (let n = 0; n < frames; n += 8) {
    folded8(o, h, taps);
    v128.store(y, f64x2.mul(half, f64x2.add(v128.shuffle<f64>(v128.load(e), v128.load(e, 16), 0, 2), s0)));
    v128.store(y, f64x2.mul(half, f64x2.add(v128.shuffle<f64>(v128.load(e, 32), v128.load(e, 48), 0, 2), s1)), 16);
    v128.store(y, f64x2.mul(half, f64x2.add(v128.shuffle<f64>(v128.load(e, 64), v128.load(e, 80), 0, 2), s2)), 32);
    v128.store(y, f64x2.mul(half, f64x2.add(v128.shuffle<f64>(v128.load(e, 96), v128.load(e, 112), 0, 2), s3)), 48);
    o += 64;
    e += 128;
    y += 64;
  }
}
