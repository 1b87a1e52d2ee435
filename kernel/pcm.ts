// PCM kernel: interleaved stereo integers of 16 and 24 bits to two rows of float64 and back, two frames a turn.
//
// Twin: src/files/pcm/pcm-stereo.ts; the same values and bytes. Arguments are byte addresses in the imported memory.

/** Two frames of 24 bits as four 32-bit words: left, left, right, right, each sample in the upper three bytes. */
// @ts-ignore: decorator
@inline function pairOf24(at: usize): v128 {
  const bytes = v128.load(at);
  const order = i8x16(16, 0, 1, 2, 16, 6, 7, 8, 16, 3, 4, 5, 16, 9, 10, 11);
  return i8x16.swizzle(bytes, order);
}

/** Reads up to four bytes beyond the last frame, and writes whole pairs. */
export function unpackStereo24(bytes: usize, frames: i32, left: usize, right: usize): void {
  const scale = f64x2.splat(1.0 / 2147483648.0);
  const end = left + (<usize>frames << 3);
  while (left < end) {
    const words = pairOf24(bytes);
    v128.store(left, f64x2.mul(f64x2.convert_low_i32x4_s(words), scale));
    v128.store(right, f64x2.mul(f64x2.convert_low_i32x4_s(v128.shuffle<i64>(words, words, 1, 0)), scale));
    bytes += 12;
    left += 16;
    right += 16;
  }
}

/** Reads up to eight bytes beyond the last frame, and writes whole pairs. */
export function unpackStereo16(bytes: usize, frames: i32, left: usize, right: usize): void {
  const scale = f64x2.splat(1.0 / 32768.0);
  const end = left + (<usize>frames << 3);
  while (left < end) {
    const words = v128.load64_zero(bytes);
    const lefts = i32x4.shr_s(i32x4.shl(words, 16), 16);
    v128.store(left, f64x2.mul(f64x2.convert_low_i32x4_s(lefts), scale));
    v128.store(right, f64x2.mul(f64x2.convert_low_i32x4_s(i32x4.shr_s(words, 16)), scale));
    bytes += 8;
    left += 16;
    right += 16;
  }
}

/** Nearest steps of two samples, held at full scale, as 32-bit words in the low half; no number becomes 0. */
// @ts-ignore: decorator
@inline function stepsOf(pair: v128, scale: v128, least: v128, most: v128): v128 {
  const steps = f64x2.floor(f64x2.add(f64x2.mul(pair, scale), f64x2.splat(0.5)));
  return i32x4.trunc_sat_f64x2_s_zero(f64x2.min(f64x2.max(steps, least), most));
}

/** Reads one sample and writes up to ten bytes beyond the last frame. Returns 0 where all were numbers. */
export function packStereo24(left: usize, right: usize, frames: i32, bytes: usize): i32 {
  const scale = f64x2.splat(8388608.0);
  const least = f64x2.splat(-8388608.0);
  const most = f64x2.splat(8388607.0);
  const order = i8x16(0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 16, 16, 16, 16);
  const end = left + (<usize>frames << 3);
  let odd = i64x2.splat(0);
  while (left < end) {
    const l = v128.load(left);
    const r = v128.load(right);
    odd = v128.or(odd, v128.or(f64x2.ne(l, l), f64x2.ne(r, r)));
    const words = v128.shuffle<i32>(stepsOf(l, scale, least, most), stepsOf(r, scale, least, most), 0, 4, 1, 5);
    v128.store(bytes, i8x16.swizzle(words, order));
    bytes += 12;
    left += 16;
    right += 16;
  }
  return <i32>v128.any_true(odd);
}

/** Reads one sample and writes up to twelve bytes beyond the last frame. Returns 0 where all were numbers. */
export function packStereo16(left: usize, right: usize, frames: i32, bytes: usize): i32 {
  const scale = f64x2.splat(32768.0);
  const least = f64x2.splat(-32768.0);
  const most = f64x2.splat(32767.0);
  const order = i8x16(0, 1, 4, 5, 8, 9, 12, 13, 16, 16, 16, 16, 16, 16, 16, 16);
  const end = left + (<usize>frames << 3);
  let odd = i64x2.splat(0);
  while (left < end) {
    const l = v128.load(left);
    const r = v128.load(right);
    odd = v128.or(odd, v128.or(f64x2.ne(l, l), f64x2.ne(r, r)));
    const words = v128.shuffle<i32>(stepsOf(l, scale, least, most), stepsOf(r, scale, least, most), 0, 4, 1, 5);
    v128.store(bytes, i8x16.swizzle(words, order));
    bytes += 8;
    left += 16;
    right += 16;
  }
  return <i32>v128.any_true(odd);
}
