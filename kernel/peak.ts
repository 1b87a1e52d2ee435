// Peak kernel: interpolation to a 4x and 16x grid where a bound says that it can matter.
//
// Twin: src/dsp/peak-plain.ts, which explains the method; the same operations in the same order.

const GROUP: i32 = 16;
const PHASES: i32 = 16;

let first: f64 = 0;
let second: f64 = 0;
let third: f64 = 0;

// @ts-ignore: decorator
@inline function sample(x: usize, i: i32): f64 {
  return load<f64>(x + (<usize>i << 3));
}

/** Both lanes hold the larger of the two. */
// @ts-ignore: decorator
@inline function larger(v: v128): v128 {
  return f64x2.pmax(v, v128.shuffle<f64>(v, v, 1, 0));
}

// @ts-ignore: decorator
@inline function bendOf(before: v128, here: v128, after: v128): v128 {
  return f64x2.abs(f64x2.sub(f64x2.add(before, after), f64x2.add(here, here)));
}

/** Largest |x| and largest |second difference| of each group of 16 samples; x[-1] and x[count] are readable. */
function scan(x: usize, groups: i32, sizes: usize, bends: usize): void {
  let before = v128.load(x - 8);
  const end = sizes + (<usize>groups << 3);
  while (sizes < end) {
    let size = f64x2.splat(0), bend = size;
    // pmax is one instruction; max, which minds NaN and -0, is eight. A pair's right neighbours are the next one's left ones.
    for (let k = 0; k < 2; k++) {
      const a = v128.load(x), ab = v128.load(x, 8), b = v128.load(x, 16), bc = v128.load(x, 24);
      const c = v128.load(x, 32), cd = v128.load(x, 40), d = v128.load(x, 48), after = v128.load(x, 56);
      size = f64x2.pmax(size, f64x2.pmax(f64x2.pmax(f64x2.abs(a), f64x2.abs(b)), f64x2.pmax(f64x2.abs(c), f64x2.abs(d))));
      bend = f64x2.pmax(bend, f64x2.pmax(
        f64x2.pmax(bendOf(before, a, ab), bendOf(ab, b, bc)),
        f64x2.pmax(bendOf(bc, c, cd), bendOf(cd, d, after)),
      ));
      before = after;
      x += 64;
    }
    v128.store_lane<f64>(sizes, larger(size), 0);
    v128.store_lane<f64>(bends, larger(bend), 0);
    sizes += 8;
    bends += 8;
  }
}

/** What interpolation can add to the larger neighbour anywhere in group j. */
// @ts-ignore: decorator
@inline function reach(bends: usize, j: i32, near: f64, far: f64): f64 {
  const here = max(max(sample(bends, j - 1), sample(bends, j)), sample(bends, j + 1));
  return near * here + far * max(here, max(sample(bends, j - 2), sample(bends, j + 2)));
}

/** Values of three phases over the same samples. */
function triple(x: usize, h: usize, stepBytes: usize, taps: i32): void {
  let a = f64x2.splat(0), b = a, c = a, d = a, e = a, f = a;
  const end = x + (<usize>taps << 3);
  const h2 = h + stepBytes;
  const h3 = h2 + stepBytes;
  let o: usize = 0;
  while (x < end) {
    const u = v128.load(x), v = v128.load(x, 16);
    a = f64x2.add(a, f64x2.mul(u, v128.load(h + o)));
    b = f64x2.add(b, f64x2.mul(v, v128.load(h + o, 16)));
    c = f64x2.add(c, f64x2.mul(u, v128.load(h2 + o)));
    d = f64x2.add(d, f64x2.mul(v, v128.load(h2 + o, 16)));
    e = f64x2.add(e, f64x2.mul(u, v128.load(h3 + o)));
    f = f64x2.add(f, f64x2.mul(v, v128.load(h3 + o, 16)));
    x += 32;
    o += 32;
  }
  a = f64x2.add(a, b);
  c = f64x2.add(c, d);
  e = f64x2.add(e, f);
  first = f64x2.extract_lane(a, 0) + f64x2.extract_lane(a, 1);
  second = f64x2.extract_lane(c, 0) + f64x2.extract_lane(c, 1);
  third = f64x2.extract_lane(e, 0) + f64x2.extract_lane(e, 1);
}

/** Largest of the three 16x values after the quarter that begins at `phase`. */
function refine(x: usize, bank: usize, phase: i32, taps: i32): f64 {
  triple(x, bank + ((<usize>(phase + 1) * <usize>taps) << 3), <usize>taps << 3, taps);
  return max(max(abs(first), abs(second)), abs(third));
}

/**
 * See `peak` of src/dsp/peak-plain.ts. `x` is the first sample of the first group; `centre` the samples from there to the
 * first interval's left end (a multiple of 16, at least 32), `lead` from a left end back to the first tap.
 */
export function peak(
  x: usize, groups: i32, frames: i32, centre: i32, bank: usize, taps: i32, near: f64, far: f64, share: f64, fine: f64, scratch: usize, above: f64,
): f64 {
  const sizes = scratch;
  const bends = scratch + (<usize>groups << 3);
  scan(x, groups, sizes, bends);
  return search(x, sizes, bends, 0, frames, centre, bank, taps, near, far, share, fine, above);
}

/**
 * Largest of `above` and the values in the intervals from `n` to `end`. Two groups at a time are known to be quiet by the
 * larger sample of both their neighbours.
 */
function search(
  x: usize, sizes: usize, bends: usize, n: i32, end: i32, centre: i32, bank: usize, taps: i32, near: f64, far: f64, share: f64, fine: f64, above: f64,
): f64 {
  const nears = f64x2.splat(near), fars = f64x2.splat(far);
  let best = above;
  while (n < end) {
    const j = (centre + n) >> 4;
    const groupEnd = ((j + 1) << 4) - centre;
    const stop = min(groupEnd + GROUP, end);
    const b = bends + (<usize>j << 3), s = sizes + (<usize>j << 3);
    const here = f64x2.pmax(f64x2.pmax(v128.load(b - 8), v128.load(b)), v128.load(b, 8));
    const wide = f64x2.pmax(here, f64x2.pmax(v128.load(b - 16), v128.load(b, 16)));
    const room = f64x2.add(f64x2.mul(nears, here), f64x2.mul(fars, wide));
    const most = f64x2.add(f64x2.pmax(v128.load(s), v128.load(s, 8)), room);
    if (v128.any_true(f64x2.gt(most, f64x2.splat(best)))) {
      best = lookInto(x, n, min(groupEnd, stop), centre, bank, taps, f64x2.extract_lane(room, 0), share, fine, best);
      best = lookInto(x, groupEnd, stop, centre, bank, taps, f64x2.extract_lane(room, 1), share, fine, best);
    }
    n = stop;
  }
  return best;
}

/** The intervals from `start` to `end`, of one group, with what interpolation can add in it. */
function lookInto(
  x: usize, start: i32, end: i32, centre: i32, bank: usize, taps: i32, room: f64, share: f64, fine: f64, above: f64,
): f64 {
  const rowBytes = <usize>taps << 3;
  const lead = <usize>((taps >> 1) - 1) << 3;
  let best = above;
  for (let n = start; n < end; n++) {
    const p = x + (<usize>(centre + n) << 3);
    const left = abs(load<f64>(p)), right = abs(load<f64>(p, 8));
    if (left + room <= best && right + room <= best) continue;
    const from = p - lead;
    triple(from, bank + 4 * rowBytes, 4 * rowBytes, taps);
    const c1 = abs(first), c2 = abs(second), c3 = abs(third);
    best = max(max(best, left), max(max(c1, c2), c3));
    const limit = max(share * best, best - fine * room);
    if (max(left, c1) > limit) best = max(best, refine(from, bank, 0, taps));
    if (max(c1, c2) > limit) best = max(best, refine(from, bank, 4, taps));
    if (max(c2, c3) > limit) best = max(best, refine(from, bank, 8, taps));
    if (max(c3, right) > limit) best = max(best, refine(from, bank, 12, taps));
  }
  return best;
}

/** Largest |sample| from `n` to `end` after `centre`, whole groups by their sizes. */
function largest(x: usize, sizes: usize, centre: i32, n: i32, end: i32): f64 {
  let most: f64 = 0;
  while (n < end) {
    if (((centre + n) & (GROUP - 1)) == 0 && n + GROUP <= end) {
      most = max(most, sample(sizes, (centre + n) >> 4));
      n += GROUP;
    } else {
      most = max(most, abs(sample(x, centre + n)));
      n++;
    }
  }
  return most;
}

/**
 * See `peaks` of src/dsp/peak-plain.ts: `ends` and `tops` are rows of `count` doubles. A stretch begins with its largest
 * sample, which leaves few intervals to be looked into.
 */
export function peaks(
  x: usize, groups: i32, centre: i32, bank: usize, taps: i32, near: f64, far: f64, share: f64, fine: f64, scratch: usize, above: f64,
  ends: usize, tops: usize, count: i32,
): void {
  const sizes = scratch;
  const bends = scratch + (<usize>groups << 3);
  scan(x, groups, sizes, bends);
  let n = 0;
  for (let i: usize = 0; i < <usize>count; i++) {
    const end = <i32>load<f64>(ends + (i << 3));
    const top = max(load<f64>(tops + (i << 3)), largest(x, sizes, centre, n, end));
    const best = search(x, sizes, bends, n, end, centre, bank, taps, near, far, share, fine, max(top, above));
    n = end;
    store<f64>(tops + (i << 3), best > above ? best : top);
  }
}

/** Can |v| rise between neighbours p and q of the 4x grid above both and above `limit`? `bend`: |second difference| there. */
// @ts-ignore: decorator
@inline function mayRise(p: f64, q: f64, bend: f64, limit: f64): bool {
  const most = max(abs(p), abs(q));
  return most + 0.5 * bend > limit && abs(abs(q) - abs(p)) < bend && bend > most * 0.000244140625;
}

// @ts-ignore: decorator
@inline function bendAt(before: f64, here: f64, after: f64): f64 {
  return abs(before + after - (here + here));
}

/** out[0 … count-1] = |x|. */
function sizesOf(x: usize, count: i32, out: usize): void {
  let n = 0;
  for (; n + 2 <= count; n += 2) {
    v128.store(out, f64x2.abs(v128.load(x)));
    x += 16;
    out += 16;
  }
  if (n < count) store<f64>(out, abs(load<f64>(x)));
}

/** Intervals of a group, and one before them, of three 4x values each. */
const INTERVAL_BYTES: usize = 24;

/**
 * See `envelope` of src/dsp/peak-plain.ts; tells whether any is above. `out` has room for frames; `scratch` for
 * 2·groups + 3·(GROUP + 1). Group by group, since in music nearly all are quiet as a whole.
 */
export function envelope(
  x: usize, groups: i32, frames: i32, centre: i32, bank: usize, taps: i32, near: f64, far: f64, scratch: usize, above: f64, out: usize,
): bool {
  const sizes = scratch;
  const bends = scratch + (<usize>groups << 3);
  const coarse = bends + (<usize>groups << 3);
  scan(x, groups, sizes, bends);
  const lead = <usize>((taps >> 1) - 1) << 3;
  let any = false;
  let live = interval(x + (<usize>(centre - 1) << 3), reach(bends, (centre - 1) >> 4, near, far), above, bank, taps, coarse);
  for (let start = 0; start < frames; start += GROUP) {
    const j = (centre + start) >> 4;
    const room = reach(bends, j, near, far);
    const count = min(GROUP, frames - start);
    const p = x + (<usize>(centre + start) << 3);
    const to = out + (<usize>start << 3);
    const quiet = max(sample(sizes, j), abs(load<f64>(p, 128))) + room <= above;
    if (quiet && !live) {
      sizesOf(p, count, to);
      continue;
    }
    for (let n = 0; n < count; n++) {
      const q = p + (<usize>n << 3);
      const c = coarse + <usize>n * INTERVAL_BYTES;
      const before = live;
      if (quiet) live = false;
      else live = interval(q, room, above, bank, taps, c + INTERVAL_BYTES);
      const here = load<f64>(q), size = abs(here);
      let largest = size;
      if (before || live) {
        const b1 = load<f64>(c), b2 = load<f64>(c, 8), b3 = load<f64>(c, 16);
        const a1 = load<f64>(c, 24), a2 = load<f64>(c, 32), a3 = load<f64>(c, 40);
        if (before) largest = max(largest, max(abs(b2), abs(b3)));
        if (live) largest = max(largest, max(abs(a1), abs(a2)));
        const limit = max(above, largest);
        if (before) {
          const bend2 = bendAt(b1, b2, b3), bend3 = bendAt(b2, b3, here);
          if (mayRise(b2, b3, max(bend2, bend3), limit)) largest = max(largest, refine(q - 8 - lead, bank, 8, taps));
          if (mayRise(b3, here, bend3, limit)) largest = max(largest, refine(q - 8 - lead, bank, 12, taps));
        }
        if (live) {
          const bend1 = bendAt(here, a1, a2), bend2 = bendAt(a1, a2, a3);
          if (mayRise(here, a1, bend1, limit)) largest = max(largest, refine(q - lead, bank, 0, taps));
          if (mayRise(a1, a2, max(bend1, bend2), limit)) largest = max(largest, refine(q - lead, bank, 4, taps));
        }
        if (largest > above) any = true;
        else largest = size;
      }
      store<f64>(to + (<usize>n << 3), largest);
    }
    if (live) memory.copy(coarse, coarse + <usize>count * INTERVAL_BYTES, INTERVAL_BYTES);
  }
  return any;
}

/** Three 4x values between the sample at p and the next, where one can be above `above`. */
// @ts-ignore: decorator
@inline function interval(p: usize, room: f64, above: f64, bank: usize, taps: i32, to: usize): bool {
  if (max(abs(load<f64>(p)), abs(load<f64>(p, 8))) + room <= above) return false;
  const rowBytes = <usize>taps << 3;
  triple(p - (<usize>((taps >> 1) - 1) << 3), bank + 4 * rowBytes, 4 * rowBytes, taps);
  store<f64>(to, first);
  store<f64>(to, second, 8);
  store<f64>(to, third, 16);
  return true;
}
