// PCM stereo: 16 and 24-bit stereo unpacked and packed four bytes at a time, the way nearly all music is stored.

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

/** Nearest step, held at full scale; throws for what is no number. */
export function toStep(value: number, scale: number): number {
  const step = Math.floor(value * scale + 0.5);
  if (step >= -scale && step < scale) return step;
  if (step >= scale) return scale - 1;
  if (step < -scale) return -scale;
  throw notANumber(value);
}

export function notANumber(value: number): Error {
  return new Error(`a writer was handed ${value}`);
}

/** Frames `from … to-1`, one word each. */
export function packStereo16(
  left: Float64Array,
  right: Float64Array,
  from: number,
  to: number,
  words: Int32Array,
): void {
  for (let n = from, i = 0; n < to; n++, i++) {
    words[i] = (toStep(left[n]!, 32768) & 0xffff) | (toStep(right[n]!, 32768) << 16);
  }
}

/** Frames `from … to-1`, two of them in three words; packs whole pairs and returns how many frames that were. */
export function packStereo24(
  left: Float64Array,
  right: Float64Array,
  from: number,
  to: number,
  words: Int32Array,
): number {
  const scale = 8388608;
  const paired = (to - from) & ~1;
  for (let n = from, i = 0; n < from + paired; n += 2, i += 3) {
    const a = toStep(left[n]!, scale);
    const b = toStep(right[n]!, scale);
    const c = toStep(left[n + 1]!, scale);
    const d = toStep(right[n + 1]!, scale);
    words[i] = (a & 0xffffff) | (b << 24);
    words[i + 1] = ((b >> 8) & 0xffff) | (c << 16);
    words[i + 2] = ((c >> 16) & 0xff) | (d << 8);
  }
  return paired;
}
