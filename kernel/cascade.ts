// Cascade kernel: second-order sections over a pair of channels, one float64 lane each, several sections a pass.
//
// Twin: src/dsp/cascade-plain.ts, which explains the form; the same operations in the same order. A section alone waits for
// its own memory; several in one pass work on neighbouring stages of the same frame meanwhile.

// @ts-ignore: decorator
@inline function first(x: v128, z1: v128, z2: v128, form: usize): v128 {
  return f64x2.sub(f64x2.add(f64x2.mul(v128.load(form), x), z2), f64x2.mul(v128.load(form, 32), z1));
}

// @ts-ignore: decorator
@inline function second(x: v128, z1: v128, form: usize): v128 {
  return f64x2.sub(f64x2.mul(v128.load(form, 16), x), f64x2.mul(v128.load(form, 48), z1));
}

/** Four sections over `bytes` of frames, both lanes by turns at x. */
export function four(x: usize, bytes: usize, form: usize, state: usize): void {
  let p1 = v128.load(state), p2 = v128.load(state, 16), q1 = v128.load(state, 32), q2 = v128.load(state, 48);
  let r1 = v128.load(state, 64), r2 = v128.load(state, 80), s1 = v128.load(state, 96), s2 = v128.load(state, 112);
  const end = x + bytes;
  while (x < end) {
    const a = v128.load(x);
    const b = f64x2.add(a, p1);
    let next = first(a, p1, p2, form);
    p2 = second(a, p1, form);
    p1 = next;
    const c = f64x2.add(b, q1);
    next = first(b, q1, q2, form + 64);
    q2 = second(b, q1, form + 64);
    q1 = next;
    const d = f64x2.add(c, r1);
    next = first(c, r1, r2, form + 128);
    r2 = second(c, r1, form + 128);
    r1 = next;
    v128.store(x, f64x2.add(d, s1));
    next = first(d, s1, s2, form + 192);
    s2 = second(d, s1, form + 192);
    s1 = next;
    x += 16;
  }
  v128.store(state, p1);
  v128.store(state, p2, 16);
  v128.store(state, q1, 32);
  v128.store(state, q2, 48);
  v128.store(state, r1, 64);
  v128.store(state, r2, 80);
  v128.store(state, s1, 96);
  v128.store(state, s2, 112);
}

/** Two sections, the same way. */
export function two(x: usize, bytes: usize, form: usize, state: usize): void {
  let p1 = v128.load(state), p2 = v128.load(state, 16), q1 = v128.load(state, 32), q2 = v128.load(state, 48);
  const end = x + bytes;
  while (x < end) {
    const a = v128.load(x);
    const b = f64x2.add(a, p1);
    let next = first(a, p1, p2, form);
    p2 = second(a, p1, form);
    p1 = next;
    v128.store(x, f64x2.add(b, q1));
    next = first(b, q1, q2, form + 64);
    q2 = second(b, q1, form + 64);
    q1 = next;
    x += 16;
  }
  v128.store(state, p1);
  v128.store(state, p2, 16);
  v128.store(state, q1, 32);
  v128.store(state, q2, 48);
}

/** One section, the same way. */
export function one(x: usize, bytes: usize, form: usize, state: usize): void {
  let p1 = v128.load(state), p2 = v128.load(state, 16);
  const end = x + bytes;
  while (x < end) {
    const a = v128.load(x);
    v128.store(x, f64x2.add(a, p1));
    const next = first(a, p1, p2, form);
    p2 = second(a, p1, form);
    p1 = next;
    x += 16;
  }
  v128.store(state, p1);
  v128.store(state, p2, 16);
}

/** See src/dsp/cascade-plain.ts; `form` and `state` as laid out there, `work` has room for both lanes. */
export function cascade(
  form: usize, sections: i32, state: usize, left: usize, right: usize, frames: i32, work: usize,
): void {
  const gain = v128.load(form);
  const bytes = <usize>frames << 4;
  form += 16;
  for (let at: usize = 0; at < bytes; at += 16) {
    const x = v128.load_lane<f64>(right + (at >> 1), v128.load_zero<f64>(left + (at >> 1)), 1);
    v128.store(work + at, f64x2.mul(gain, x));
  }
  for (; sections >= 4; sections -= 4, form += 256, state += 128) four(work, bytes, form, state);
  if (sections >= 2) {
    two(work, bytes, form, state);
    sections -= 2;
    form += 128;
    state += 64;
  }
  if (sections > 0) one(work, bytes, form, state);
  for (let at: usize = 0; at < bytes; at += 16) {
    const y = v128.load(work + at);
    v128.store_lane<f64>(left + (at >> 1), y, 0);
    v128.store_lane<f64>(right + (at >> 1), y, 1);
  }
}
