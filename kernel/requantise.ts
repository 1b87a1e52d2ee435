// Requantise kernel: dither with error feedback for two channels at once, one float64 lane each.
//
// Twin: src/dsp/requantise-plain.ts, which explains the method; the same operations in the same order.

const LARGEST_ERROR: f64 = 2;
const SILENT_STEPS: f64 = 1.0 / 1024.0;

// @ts-ignore: decorator
@inline function weight(form: usize, k: i32): v128 {
  return v128.load_splat<f64>(form + (<usize>k << 3));
}

// @ts-ignore: decorator
@inline function whole(state: usize, at: i32): i32 {
  return <i32>load<f64>(state + (<usize>at << 3));
}

// @ts-ignore: decorator
@inline function keep(state: usize, at: i32, value: i32): void {
  store<f64>(state + (<usize>at << 3), <f64>value);
}

// @ts-ignore: decorator
@inline function count(state: usize, at: i32, more: i32): void {
  const place = state + (<usize>at << 3);
  store<f64>(place, load<f64>(place) + <f64>more);
}

// @ts-ignore: decorator
@inline function clamp(x: v128, low: v128, high: v128): v128 {
  return f64x2.max(low, f64x2.min(high, x));
}

/** See src/dsp/requantise-plain.ts; `form` and `state` as laid out there. Long, since everything stays in registers. */
export function requantise(left: usize, right: usize, frames: i32, form: usize, state: usize): void {
  const scale = weight(form, 0);
  const step = f64x2.div(f64x2.splat(1), scale);
  const top = f64x2.sub(scale, f64x2.splat(1));
  const bottom = f64x2.neg(scale);
  const share = f64x2.splat(1.0 / 65536.0), half = f64x2.splat(0.5);
  const c1 = weight(form, 1), c2 = weight(form, 2), c3 = weight(form, 3);
  const c4 = weight(form, 4), c5 = weight(form, 5), c6 = weight(form, 6);
  const c7 = weight(form, 7), c8 = weight(form, 8), c9 = weight(form, 9);
  const hold = whole(form, 10), stride = whole(form, 11);
  const silent = f64x2.splat(SILENT_STEPS);
  let e1 = v128.load(state), e2 = v128.load(state, 16), e3 = v128.load(state, 32);
  let e4 = v128.load(state, 48), e5 = v128.load(state, 64), e6 = v128.load(state, 80);
  let e7 = v128.load(state, 96), e8 = v128.load(state, 112), e9 = v128.load(state, 128);
  let last = v128.load(state, 144);
  let la = whole(state, 20), lb = whole(state, 21), lc = whole(state, 22), lCount = whole(state, 23);
  let ra = whole(state, 26), rb = whole(state, 27), rc = whole(state, 28), rCount = whole(state, 29);
  let lLeft = whole(state, 24), rLeft = whole(state, 30), lDithered = 0, rDithered = 0;
  const end = left + (<usize>frames << 3);
  while (left < end) {
    const s = v128.load_lane<f64>(right, v128.load_zero<f64>(left), 1);
    const x = f64x2.mul(s, scale);
    const near = f64x2.floor(f64x2.add(x, half));
    const between = v128.and(f64x2.ne(near, x), f64x2.ge(f64x2.abs(x), silent));
    const apart = i64x2.bitmask(v128.or(between, v128.or(f64x2.gt(x, top), f64x2.lt(x, bottom))));
    const moved = i64x2.bitmask(f64x2.ne(near, last));
    last = near;
    lLeft = apart & 1 ? hold : max(0, lLeft - (moved & 1 ? stride : 1));
    rLeft = apart & 2 ? hold : max(0, rLeft - (moved & 2 ? stride : 1));
    let lSum = 0, rSum = 0;
    if (lLeft != 0) {
      lDithered++;
      const draw = la + lb + lCount;
      lCount++;
      la = lb ^ (lb >>> 9);
      lb = lc + (lc << 3);
      lc = rotl(lc, 21) + draw;
      lSum = (draw >>> 16) + (draw & 0xffff) + 1;
    }
    if (rLeft != 0) {
      rDithered++;
      const draw = ra + rb + rCount;
      rCount++;
      ra = rb ^ (rb >>> 9);
      rb = rc + (rc << 3);
      rc = rotl(rc, 21) + draw;
      rSum = (draw >>> 16) + (draw & 0xffff) + 1;
    }
    const sums = f64x2.convert_low_i32x4_s(i32x4.replace_lane(i32x4.splat(lSum), 1, rSum));
    const dither = f64x2.sub(f64x2.mul(sums, share), half);
    const young = f64x2.add(f64x2.mul(c2, e2), f64x2.mul(c3, e3));
    const middle = f64x2.add(f64x2.mul(c4, e4), f64x2.mul(c5, e5));
    const far = f64x2.add(
      f64x2.add(f64x2.mul(c6, e6), f64x2.mul(c7, e7)),
      f64x2.add(f64x2.mul(c8, e8), f64x2.mul(c9, e9)),
    );
    const v = f64x2.sub(f64x2.sub(x, f64x2.add(f64x2.add(young, middle), far)), f64x2.mul(c1, e1));
    let y = f64x2.floor(f64x2.add(v, dither));
    let error = f64x2.sub(y, v);
    if (v128.any_true(v128.or(f64x2.gt(y, top), f64x2.lt(y, bottom)))) {
      y = clamp(y, bottom, top);
      error = clamp(f64x2.sub(y, v), f64x2.splat(-LARGEST_ERROR), f64x2.splat(LARGEST_ERROR));
    }
    e9 = e8;
    e8 = e7;
    e7 = e6;
    e6 = e5;
    e5 = e4;
    e4 = e3;
    e3 = e2;
    e2 = e1;
    e1 = error;
    let out = f64x2.mul(y, step);
    if (lLeft == 0 || rLeft == 0) {
      const works = i64x2.replace_lane(i64x2.splat(lLeft != 0 ? -1 : 0), 1, rLeft != 0 ? -1 : 0);
      out = v128.bitselect(out, f64x2.mul(near, step), works);
      e1 = v128.and(e1, works);
      e2 = v128.and(e2, works);
      e3 = v128.and(e3, works);
      e4 = v128.and(e4, works);
      e5 = v128.and(e5, works);
      e6 = v128.and(e6, works);
      e7 = v128.and(e7, works);
      e8 = v128.and(e8, works);
      e9 = v128.and(e9, works);
    }
    v128.store_lane<f64>(left, out, 0);
    v128.store_lane<f64>(right, out, 1);
    left += 8;
    right += 8;
  }
  v128.store(state, e1);
  v128.store(state, e2, 16);
  v128.store(state, e3, 32);
  v128.store(state, e4, 48);
  v128.store(state, e5, 64);
  v128.store(state, e6, 80);
  v128.store(state, e7, 96);
  v128.store(state, e8, 112);
  v128.store(state, e9, 128);
  v128.store(state, last, 144);
  keep(state, 20, la);
  keep(state, 21, lb);
  keep(state, 22, lc);
  keep(state, 23, lCount);
  keep(state, 24, lLeft);
  count(state, 25, lDithered);
  keep(state, 26, ra);
  keep(state, 27, rb);
  keep(state, 28, rc);
  keep(state, 29, rCount);
  keep(state, 30, rLeft);
  count(state, 31, rDithered);
}
