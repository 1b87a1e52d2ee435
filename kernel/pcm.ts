// PCM kernel: interleaved stereo integers of 16 and 24 bits to two rows of float64, two frames a turn.
//
// Twin: src/files/pcm/pcm-stereo.ts; the same values. Arguments are byte addresses in the imported memory.

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
