// Byte parts: small pieces of a tag put together, numbers as bytes, and a stretch of a file copied in constant memory.
import { Fault } from '../../signal/fault.ts';
import { readExactly, viewOf } from '../bytes.ts';
import type { ByteSink, ByteSource } from '../place.ts';

/** Bytes copied at once. */
const PIECE_BYTES = 1 << 18;
/** As many bytes of tags are read into memory, of one file in all: several large pictures. What claims more is no tag. */
export const MOST_TAG_BYTES = 32 << 20;

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export function uint16(value: number, littleEndian = false): Uint8Array {
  const bytes = new Uint8Array(2);
  viewOf(bytes).setUint16(0, value, littleEndian);
  return bytes;
}

export function uint32(value: number, littleEndian = false): Uint8Array {
  const bytes = new Uint8Array(4);
  viewOf(bytes).setUint32(0, value, littleEndian);
  return bytes;
}

/** `ascii` one byte a character. */
export const idBytes = (ascii: string): Uint8Array => Uint8Array.from(ascii, (c) => c.charCodeAt(0));

/** More pieces than this no tag has: frames, items, comments, values of one frame. What is behind them is not read. */
export const MOST_PIECES = 20_000;

/** Place of the first NUL of `width` bytes (1, or 2 on even places) from `from` on; -1 where there is none. */
export function nulAt(bytes: Uint8Array, from: number, width: 1 | 2): number {
  let at = bytes.indexOf(0, from);
  if (width === 1) return at;
  while (at >= 0 && ((at - from) % 2 === 1 || bytes[at + 1] !== 0)) at = bytes.indexOf(0, at + 1);
  return at;
}

/** Parts of `bytes` between NULs; one at the end closes, it does not separate. */
export function splitAtNul(bytes: Uint8Array, width: 1 | 2 = 1): Uint8Array[] {
  const parts: Uint8Array[] = [];
  let from = 0;
  while (from < bytes.length && parts.length < MOST_PIECES) {
    const at = nulAt(bytes, from, width);
    parts.push(bytes.subarray(from, at < 0 ? bytes.length : at));
    from = at < 0 ? bytes.length : at + width;
  }
  return parts;
}

/** What stands before the first NUL, and what behind it. */
export function dividedAtNul(bytes: Uint8Array, width: 1 | 2 = 1): readonly [Uint8Array, Uint8Array] {
  const at = nulAt(bytes, 0, width);
  return at < 0 ? [bytes, bytes.subarray(bytes.length)] : [bytes.subarray(0, at), bytes.subarray(at + width)];
}

/**
 * Copies `length` bytes from `from` on, a piece at a time. Fault `file-cut-short` where the source ends before.
 */
export async function copyRange(
  source: ByteSource,
  target: ByteSink,
  from: number,
  length: number,
): Promise<void> {
  const piece = new Uint8Array(Math.min(PIECE_BYTES, length));
  for (let at = from; at < from + length; ) {
    const part = piece.subarray(0, Math.min(piece.length, from + length - at));
    const count = await source.readInto(at, part);
    if (count === 0) {
      throw new Fault('file-cut-short', 'input', { file: source.name, bytes: source.bytes });
    }
    await target.write(part.subarray(0, count));
    at += count;
  }
}

/** A box or tag in memory; null where it claims more than any has. */
export async function readTagBytes(
  source: ByteSource,
  from: number,
  length: number,
): Promise<Uint8Array | null> {
  return length > MOST_TAG_BYTES ? null : readExactly(source, from, length);
}
