// MD5 kernel in AssemblyScript: the twin of src/files/flac/md5-plain.ts.

// @ts-ignore: decorator
@inline
function fStep(a: u32, b: u32, c: u32, d: u32, x: u32, k: u32, s: u32): u32 {
  return rotl<u32>(x + k + a + ((b & (c ^ d)) ^ d), s) + b;
}

// @ts-ignore: decorator
@inline
function gStep(a: u32, b: u32, c: u32, d: u32, x: u32, k: u32, s: u32): u32 {
  return rotl<u32>(x + k + a + (~d & c) + (d & b), s) + b;
}

// @ts-ignore: decorator
@inline
function hStep(a: u32, b: u32, c: u32, d: u32, x: u32, k: u32, s: u32): u32 {
  return rotl<u32>(x + k + a + (b ^ (c ^ d)), s) + b;
}

// @ts-ignore: decorator
@inline
function iStep(a: u32, b: u32, c: u32, d: u32, x: u32, k: u32, s: u32): u32 {
  return rotl<u32>(x + k + a + (c ^ (b | ~d)), s) + b;
}

/** Adds whole 64-byte blocks to an MD5 state of four words (RFC 1321); unrolled, since every step waits for the one before. */
export function md5(state: usize, from: usize, to: usize): void {
  let a = load<u32>(state);
  let b = load<u32>(state, 4);
  let c = load<u32>(state, 8);
  let d = load<u32>(state, 12);
  for (let at = from; at < to; at += 64) {
    const a0 = a;
    const b0 = b;
    const c0 = c;
    const d0 = d;
    a = fStep(a, b, c, d, load<u32>(at, 0), 0xd76aa478, 7);
    d = fStep(d, a, b, c, load<u32>(at, 4), 0xe8c7b756, 12);
    c = fStep(c, d, a, b, load<u32>(at, 8), 0x242070db, 17);
    b = fStep(b, c, d, a, load<u32>(at, 12), 0xc1bdceee, 22);
    a = fStep(a, b, c, d, load<u32>(at, 16), 0xf57c0faf, 7);
    d = fStep(d, a, b, c, load<u32>(at, 20), 0x4787c62a, 12);
    c = fStep(c, d, a, b, load<u32>(at, 24), 0xa8304613, 17);
    b = fStep(b, c, d, a, load<u32>(at, 28), 0xfd469501, 22);
    a = fStep(a, b, c, d, load<u32>(at, 32), 0x698098d8, 7);
    d = fStep(d, a, b, c, load<u32>(at, 36), 0x8b44f7af, 12);
    c = fStep(c, d, a, b, load<u32>(at, 40), 0xffff5bb1, 17);
    b = fStep(b, c, d, a, load<u32>(at, 44), 0x895cd7be, 22);
    a = fStep(a, b, c, d, load<u32>(at, 48), 0x6b901122, 7);
    d = fStep(d, a, b, c, load<u32>(at, 52), 0xfd987193, 12);
    c = fStep(c, d, a, b, load<u32>(at, 56), 0xa679438e, 17);
    b = fStep(b, c, d, a, load<u32>(at, 60), 0x49b40821, 22);
    a = gStep(a, b, c, d, load<u32>(at, 4), 0xf61e2562, 5);
    d = gStep(d, a, b, c, load<u32>(at, 24), 0xc040b340, 9);
    c = gStep(c, d, a, b, load<u32>(at, 44), 0x265e5a51, 14);
    b = gStep(b, c, d, a, load<u32>(at, 0), 0xe9b6c7aa, 20);
    a = gStep(a, b, c, d, load<u32>(at, 20), 0xd62f105d, 5);
    d = gStep(d, a, b, c, load<u32>(at, 40), 0x02441453, 9);
    c = gStep(c, d, a, b, load<u32>(at, 60), 0xd8a1e681, 14);
    b = gStep(b, c, d, a, load<u32>(at, 16), 0xe7d3fbc8, 20);
    a = gStep(a, b, c, d, load<u32>(at, 36), 0x21e1cde6, 5);
    d = gStep(d, a, b, c, load<u32>(at, 56), 0xc33707d6, 9);
    c = gStep(c, d, a, b, load<u32>(at, 12), 0xf4d50d87, 14);
    b = gStep(b, c, d, a, load<u32>(at, 32), 0x455a14ed, 20);
    a = gStep(a, b, c, d, load<u32>(at, 52), 0xa9e3e905, 5);
    d = gStep(d, a, b, c, load<u32>(at, 8), 0xfcefa3f8, 9);
    c = gStep(c, d, a, b, load<u32>(at, 28), 0x676f02d9, 14);
    b = gStep(b, c, d, a, load<u32>(at, 48), 0x8d2a4c8a, 20);
    a = hStep(a, b, c, d, load<u32>(at, 20), 0xfffa3942, 4);
    d = hStep(d, a, b, c, load<u32>(at, 32), 0x8771f681, 11);
    c = hStep(c, d, a, b, load<u32>(at, 44), 0x6d9d6122, 16);
    b = hStep(b, c, d, a, load<u32>(at, 56), 0xfde5380c, 23);
    a = hStep(a, b, c, d, load<u32>(at, 4), 0xa4beea44, 4);
    d = hStep(d, a, b, c, load<u32>(at, 16), 0x4bdecfa9, 11);
    c = hStep(c, d, a, b, load<u32>(at, 28), 0xf6bb4b60, 16);
    b = hStep(b, c, d, a, load<u32>(at, 40), 0xbebfbc70, 23);
    a = hStep(a, b, c, d, load<u32>(at, 52), 0x289b7ec6, 4);
    d = hStep(d, a, b, c, load<u32>(at, 0), 0xeaa127fa, 11);
    c = hStep(c, d, a, b, load<u32>(at, 12), 0xd4ef3085, 16);
    b = hStep(b, c, d, a, load<u32>(at, 24), 0x04881d05, 23);
    a = hStep(a, b, c, d, load<u32>(at, 36), 0xd9d4d039, 4);
    d = hStep(d, a, b, c, load<u32>(at, 48), 0xe6db99e5, 11);
    c = hStep(c, d, a, b, load<u32>(at, 60), 0x1fa27cf8, 16);
    b = hStep(b, c, d, a, load<u32>(at, 8), 0xc4ac5665, 23);
    a = iStep(a, b, c, d, load<u32>(at, 0), 0xf4292244, 6);
    d = iStep(d, a, b, c, load<u32>(at, 28), 0x432aff97, 10);
    c = iStep(c, d, a, b, load<u32>(at, 56), 0xab9423a7, 15);
    b = iStep(b, c, d, a, load<u32>(at, 20), 0xfc93a039, 21);
    a = iStep(a, b, c, d, load<u32>(at, 48), 0x655b59c3, 6);
    d = iStep(d, a, b, c, load<u32>(at, 12), 0x8f0ccc92, 10);
    c = iStep(c, d, a, b, load<u32>(at, 40), 0xffeff47d, 15);
    b = iStep(b, c, d, a, load<u32>(at, 4), 0x85845dd1, 21);
    a = iStep(a, b, c, d, load<u32>(at, 32), 0x6fa87e4f, 6);
    d = iStep(d, a, b, c, load<u32>(at, 60), 0xfe2ce6e0, 10);
    c = iStep(c, d, a, b, load<u32>(at, 24), 0xa3014314, 15);
    b = iStep(b, c, d, a, load<u32>(at, 52), 0x4e0811a1, 21);
    a = iStep(a, b, c, d, load<u32>(at, 16), 0xf7537e82, 6);
    d = iStep(d, a, b, c, load<u32>(at, 44), 0xbd3af235, 10);
    c = iStep(c, d, a, b, load<u32>(at, 8), 0x2ad7d2bb, 15);
    b = iStep(b, c, d, a, load<u32>(at, 36), 0xeb86d391, 21);
    a += a0;
    b += b0;
    c += c0;
    d += d0;
  }
  store<u32>(state, a);
  store<u32>(state, b, 4);
  store<u32>(state, c, 8);
  store<u32>(state, d, 12);
}
