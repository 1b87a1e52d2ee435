// PCM stereo: 16 and 24-bit stereo unpacked four bytes at a time, the way nearly all music is stored.

/** Whether this machine keeps the low byte first, as the files do. */
const LOW_BYTE_FIRST = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;

/** The bytes as 32-bit words, or null where they do not lie on a word boundary of a machine with the same byte order. */
export function wordsOf(bytes: Uint8Array): Int32Array | null {
  if (!LOW_BYTE_FIRST || bytes.byteOffset % 4 !== 0) return null;
  return new Int32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >> 2);
}

/** One word is one frame: left below, right above. */
export function unpackStereo16(
  words: Int32Array,
  frames: number,
  left: Float64Array,
  right: Float64Array,
): void {
  const scale = 1 / 32768;
  for (let n = 0; n < frames; n++) {
    const word = words[n]!;
    left[n] = ((word << 16) >> 16) * scale;
    right[n] = (word >> 16) * scale;
  }
}

/** Three words are two frames. Unpacks whole pairs and returns how many frames that were. */
export function unpackStereo24(
  words: Int32Array,
  frames: number,
  left: Float64Array,
  right: Float64Array,
): number {
  const scale = 1 / 2147483648;
  const paired = frames & ~1;
  for (let n = 0, i = 0; n < paired; n += 2, i += 3) {
    const a = words[i]!;
    const b = words[i + 1]!;
    const c = words[i + 2]!;
    left[n] = (a << 8) * scale;
    right[n] = (((a >>> 16) & 0xff00) | (b << 16)) * scale;
    left[n + 1] = (((b >>> 8) & 0xffff00) | (c << 24)) * scale;
    right[n + 1] = (c & ~0xff) * scale;
  }
  return paired;
}
