// Bytes: four-letter ids, 64-bit and 80-bit numbers, and whole reads from a ByteSource.
import { Fault } from '../signal/fault.ts';
import type { ByteSource } from './place.ts';

/** 2^32 - 1: the largest size a 32-bit header can hold, and the mark for "unknown" or "see ds64". */
export const UINT32_MAX = 0xffffffff;

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** The four characters at `offset`, one a byte; shorter where the bytes end. */
export function readId(bytes: Uint8Array, offset: number): string {
  return String.fromCharCode(...bytes.subarray(offset, offset + 4));
}

/** Writes an ASCII text as bytes. */
export function writeAscii(bytes: Uint8Array, offset: number, text: string): void {
  for (let i = 0; i < text.length; i++) bytes[offset + i] = text.charCodeAt(i);
}

/** Unsigned 64-bit number; exact up to 2^53, rounded above. */
export function readUint64(view: DataView, offset: number, littleEndian: boolean): number {
  const low = view.getUint32(littleEndian ? offset : offset + 4, littleEndian);
  const high = view.getUint32(littleEndian ? offset + 4 : offset, littleEndian);
  return high * 4294967296 + low;
}

export function writeUint64(view: DataView, offset: number, value: number, littleEndian: boolean): void {
  view.setUint32(littleEndian ? offset : offset + 4, value % 4294967296, littleEndian);
  view.setUint32(littleEndian ? offset + 4 : offset, Math.floor(value / 4294967296), littleEndian);
}

/**
 * IEEE 80-bit extended number, big-endian, as AIFF stores its rate: sign and 15-bit exponent (bias 16383), then 64 bits
 * of mantissa with an explicit leading one. Infinity and NaN come back as NaN. Exact for every whole number below 2^53.
 */
export function readExtended(view: DataView, offset: number): number {
  const head = view.getUint16(offset, false);
  const exponent = (head & 0x7fff) - 16383 - 63;
  if ((head & 0x7fff) === 0x7fff) return Number.NaN;
  let value = readUint64(view, offset + 2, false);
  for (let e = Math.min(exponent, 1100); e > 0; e--) value *= 2;
  for (let e = Math.max(exponent, -1200); e < 0; e++) value /= 2;
  return head >= 0x8000 ? -value : value;
}

/** The same number written; whole numbers from 1 to 2^53. */
export function writeExtended(view: DataView, offset: number, value: number): void {
  let high = Math.floor(value / 4294967296);
  let low = value % 4294967296;
  let exponent = 16383 + 63;
  for (; high < 0x80000000; exponent--) {
    high = high * 2 + (low >= 0x80000000 ? 1 : 0);
    low = (low * 2) % 4294967296;
  }
  view.setUint16(offset, exponent, false);
  view.setUint32(offset + 2, high, false);
  view.setUint32(offset + 6, low, false);
}

/** Exactly `length` bytes from `offset`. Fault `file-cut-short` where the file ends before. */
export async function readExactly(source: ByteSource, offset: number, length: number): Promise<Uint8Array> {
  const bytes = await source.read(offset, length);
  if (bytes.length < length) {
    throw new Fault('file-cut-short', 'input', { file: source.name, bytes: source.bytes });
  }
  return bytes;
}
