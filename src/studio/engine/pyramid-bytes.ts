// Pyramid bytes: a waveform pyramid as one small file, and back.
import type { Pyramid } from './protocol.ts';

/** `LPY1`, little-endian; a file of another version is no pyramid. */
const MARK = 0x3159504c;
/** Mark, points, then framesPerPoint and frames as float64. */
const HEAD_BYTES = 24;

/** Little-endian, as every machine that runs this is. */
export function pyramidBytes({ framesPerPoint, frames, min, max, rms }: Pyramid): Uint8Array {
  const points = min.length;
  const bytes = new Uint8Array(HEAD_BYTES + 12 * points);
  const head = new DataView(bytes.buffer);
  head.setUint32(0, MARK, true);
  head.setUint32(4, points, true);
  head.setFloat64(8, framesPerPoint, true);
  head.setFloat64(16, frames, true);
  new Float32Array(bytes.buffer, HEAD_BYTES, points).set(min);
  new Float32Array(bytes.buffer, HEAD_BYTES + 4 * points, points).set(max);
  new Float32Array(bytes.buffer, HEAD_BYTES + 8 * points, points).set(rms);
  return bytes;
}

/** null for anything else than a whole pyramid. */
export function pyramidOf(bytes: Uint8Array): Pyramid | null {
  if (bytes.length < HEAD_BYTES) return null;
  const head = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const points = head.getUint32(4, true);
  if (head.getUint32(0, true) !== MARK || bytes.length !== HEAD_BYTES + 12 * points) return null;
  const row = (index: number): Float32Array => {
    const start = HEAD_BYTES + 4 * points * index;
    return new Float32Array(bytes.slice(start, start + 4 * points).buffer);
  };
  return {
    framesPerPoint: head.getFloat64(8, true),
    frames: head.getFloat64(16, true),
    min: row(0),
    max: row(1),
    rms: row(2),
  };
}
