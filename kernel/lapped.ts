// Lapped kernel: how much the lines of a windowed MDCT hold, for one offset after another, two offsets at a time.
//
// Twin: src/dsp/lapped-plain.ts, which explains the method; the same operations in the same order.
import { lastRadix2, laterRadix4 } from './fft';

/** The product of so many factors is brought back where it passes BIG. */
const BIG: f64 = 3.273390607896142e150; // 2⁵⁰⁰
const SMALL: f64 = 3.054936363499605e-151; // 2⁻⁵⁰⁰
const MOST: f64 = 1e19;
/** Bytes between neighbouring buffers, against the same lines of the cache. */
const PAD: usize = 576;

/** Weight times sound of two offsets. */
// @ts-ignore: decorator
@inline function heard(w: usize, x: usize, n: i32): v128 {
  const at = <usize>n << 3;
  return f64x2.mul(v128.load_splat<f64>(w + at), v128.load(x + at));
}

/** p and q turned by the twiddle at t, into point n. */
// @ts-ignore: decorator
@inline function enter(p: v128, q: v128, t: usize, a: usize, imag: usize): void {
  const c = v128.load_splat<f64>(t), s = v128.load_splat<f64>(t, 8);
  v128.store(a, f64x2.add(f64x2.mul(p, c), f64x2.mul(q, s)));
  v128.store(a + imag, f64x2.sub(f64x2.mul(q, c), f64x2.mul(p, s)));
}

/** Folds the frames at x and turns them: half points of re at a, of im at a + imag. */
function fold(half: i32, w: usize, t: usize, x: usize, a: usize, imag: usize): void {
  for (let m = 0; m < half; m += 2) {
    const p = f64x2.sub(f64x2.neg(heard(w, x, 3 * half - 1 - m)), heard(w, x, 3 * half + m));
    const q = f64x2.sub(heard(w, x, half - 1 - m), heard(w, x, half + m));
    enter(p, q, t, a, imag);
    t += 16;
    a += 16;
  }
  for (let m = 0; m < half; m += 2) {
    const p = f64x2.sub(heard(w, x, m), heard(w, x, 2 * half - 1 - m));
    const q = f64x2.sub(f64x2.neg(heard(w, x, 2 * half + m)), heard(w, x, 4 * half - 1 - m));
    enter(p, q, t, a, imag);
    t += 16;
    a += 16;
  }
}

/** Two complex transforms side by side, from a through b; gives where they ended. */
function transforms(half: i32, w: usize, a: usize, b: usize, imag: usize): usize {
  let length = half, stride = 2;
  while (length > 1) {
    if ((length & 3) == 0) {
      length >>= 2;
      laterRadix4(length, stride, w, a, a + imag, b, b + imag);
      w += <usize>length * 48;
      stride <<= 2;
    } else {
      lastRadix2(stride, a, a + imag, b, b + imag);
      length = 1;
    }
    const swap = a;
    a = b;
    b = swap;
  }
  return a;
}

// @ts-ignore: decorator
@inline function factor(line: v128, scale: v128): v128 {
  return f64x2.add(f64x2.splat(1), f64x2.min(f64x2.splat(MOST), f64x2.mul(f64x2.mul(line, line), scale)));
}

// @ts-ignore: decorator
@inline function evenLine(z: usize, imag: usize, t: usize): v128 {
  const c = v128.load_splat<f64>(t), s = v128.load_splat<f64>(t, 8);
  return f64x2.add(f64x2.mul(v128.load(z), c), f64x2.mul(v128.load(z + imag), s));
}

// @ts-ignore: decorator
@inline function oddLine(z: usize, imag: usize, t: usize): v128 {
  const c = v128.load_splat<f64>(t), s = v128.load_splat<f64>(t, 8);
  return f64x2.sub(f64x2.mul(v128.load(z), s), f64x2.mul(v128.load(z + imag), c));
}

/**
 * `table`: window (4·half), twiddles before and after (2·half each, cos and sin by turns), those of the transform's stages.
 * `x`: offsets + 4·half samples; `offsets` is even. `work`: room for 8·half + 288 float64. `out`: for each offset the
 * product of 1 + scale·line² over lines from … to - 1 (multiples of 8), and how many times 2⁵⁰⁰ was taken out of it.
 */
export function lapped(
  half: i32, table: usize, x: usize, offsets: i32, from: i32, to: i32, scale: f64, work: usize, out: usize,
): void {
  const before = table + (<usize>half << 5);
  const after = before + (<usize>half << 4);
  const stages = after + (<usize>half << 4);
  const imag = (<usize>half << 4) + PAD;
  const scales = f64x2.splat(scale), big = f64x2.splat(BIG), small = f64x2.splat(SMALL), one = f64x2.splat(1);
  for (let o = 0; o < offsets; o += 2) {
    fold(half, table, before, x + (<usize>o << 3), work, imag);
    const z = transforms(half, stages, work, work + 2 * imag, imag);
    let product = one, taken = f64x2.splat(0);
    for (let side = 0; side < 2; side++) {
      const first = side == 0 ? from >> 1 : half - (to >> 1);
      const end = first + ((to - from) >> 1);
      for (let k = first; k < end; k += 4) {
        const at = z + (<usize>k << 4), t = after + (<usize>k << 4);
        let f0: v128, f1: v128, f2: v128, f3: v128;
        if (side == 0) {
          f0 = evenLine(at, imag, t);
          f1 = evenLine(at + 16, imag, t + 16);
          f2 = evenLine(at + 32, imag, t + 32);
          f3 = evenLine(at + 48, imag, t + 48);
        } else {
          f0 = oddLine(at, imag, t);
          f1 = oddLine(at + 16, imag, t + 16);
          f2 = oddLine(at + 32, imag, t + 32);
          f3 = oddLine(at + 48, imag, t + 48);
        }
        const low = f64x2.mul(factor(f0, scales), factor(f1, scales));
        const high = f64x2.mul(factor(f2, scales), factor(f3, scales));
        product = f64x2.mul(product, f64x2.mul(low, high));
        const over = f64x2.ge(product, big);
        product = v128.bitselect(f64x2.mul(product, small), product, over);
        taken = f64x2.add(taken, v128.and(over, one));
      }
    }
    v128.store(out, v128.shuffle<f64>(product, taken, 0, 2));
    v128.store(out, v128.shuffle<f64>(product, taken, 1, 3), 16);
    out += 32;
  }
}
