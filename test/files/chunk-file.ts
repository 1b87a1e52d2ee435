// Chunk files: RIFF and IFF bytes built by hand, right or wrong on purpose.
import { viewOf, writeAscii } from '../../src/files/bytes.ts';

export interface ChunkSpec {
  readonly id: string;
  readonly body: Uint8Array;
  /** What the header says instead of the body's true length. */
  readonly declaredBytes?: number;
  /** Leaves the pad byte out. */
  readonly unpadded?: boolean;
}

export function chunk(id: string, body: Uint8Array | number[], more: Partial<ChunkSpec> = {}): ChunkSpec {
  return { id, body: Uint8Array.from(body), ...more };
}

/** A whole file: `form` (RIFF, RF64, FORM …), its size, `kind` (WAVE, AIFF …), chunks. FORM is big-endian, RIFX too. */
export function chunkFile(
  form: string,
  kind: string,
  chunks: readonly ChunkSpec[],
  declaredBytes?: number,
): Uint8Array {
  const littleEndian = form !== 'FORM' && form !== 'RIFX';
  const lengths = chunks.map(
    ({ body, unpadded }) => 8 + body.length + (unpadded === true ? 0 : body.length % 2),
  );
  const bytes = new Uint8Array(12 + lengths.reduce((sum, length) => sum + length, 0));
  const view = viewOf(bytes);
  writeAscii(bytes, 0, form);
  view.setUint32(4, declaredBytes ?? bytes.length - 8, littleEndian);
  writeAscii(bytes, 8, kind);
  let at = 12;
  chunks.forEach((each, i) => {
    writeAscii(bytes, at, each.id);
    view.setUint32(at + 4, each.declaredBytes ?? each.body.length, littleEndian);
    bytes.set(each.body, at + 8);
    at += lengths[i]!;
  });
  return bytes;
}

export interface FmtSpec {
  readonly tag?: number;
  readonly channels?: number;
  readonly sampleRateHz?: number;
  readonly blockAlign?: number;
  readonly bits?: number;
  /** Valid bits and inner tag: makes the chunk extensible. */
  readonly extension?: { readonly validBits: number; readonly tag: number };
  readonly littleEndian?: boolean;
}

/** A `fmt ` chunk; 16-bit stereo PCM at 44.1 kHz unless told otherwise. */
export function fmtChunk(spec: FmtSpec = {}): ChunkSpec {
  const { channels = 2, sampleRateHz = 44100, bits = 16, littleEndian = true, extension } = spec;
  const blockAlign = spec.blockAlign ?? channels * Math.ceil(bits / 8);
  const body = new Uint8Array(extension === undefined ? 16 : 40);
  const view = viewOf(body);
  view.setUint16(0, spec.tag ?? (extension === undefined ? 1 : 0xfffe), littleEndian);
  view.setUint16(2, channels, littleEndian);
  view.setUint32(4, sampleRateHz, littleEndian);
  view.setUint32(8, sampleRateHz * blockAlign, littleEndian);
  view.setUint16(12, blockAlign, littleEndian);
  view.setUint16(14, bits, littleEndian);
  if (extension !== undefined) {
    view.setUint16(16, 22, littleEndian);
    view.setUint16(18, extension.validBits, littleEndian);
    view.setUint16(24, extension.tag, littleEndian);
    body.set([0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71], 26);
  }
  return chunk('fmt ', body);
}

/** A `ds64` chunk. */
export function ds64Chunk(
  dataBytes: bigint,
  listed: readonly { id: string; bytes: bigint }[] = [],
): ChunkSpec {
  const body = new Uint8Array(28 + 12 * listed.length);
  const view = viewOf(body);
  view.setBigUint64(8, dataBytes, true);
  view.setUint32(24, listed.length, true);
  listed.forEach(({ id, bytes }, i) => {
    writeAscii(body, 28 + 12 * i, id);
    view.setBigUint64(32 + 12 * i, bytes, true);
  });
  return chunk('ds64', body);
}

/** The 80-bit number AIFF stores its rate in; whole numbers from 0 to 2^53. */
export function extendedBytes(value: number): Uint8Array {
  const bytes = new Uint8Array(10);
  if (value === 0) return bytes;
  let mantissa = BigInt(value);
  let exponent = 16383 + 63;
  while (mantissa < 1n << 63n) {
    mantissa <<= 1n;
    exponent--;
  }
  viewOf(bytes).setUint16(0, exponent);
  viewOf(bytes).setBigUint64(2, mantissa);
  return bytes;
}

export interface CommSpec {
  readonly channels?: number;
  readonly frames?: number;
  readonly bits?: number;
  readonly rate?: Uint8Array;
  /** Makes it the COMM of an AIFC. */
  readonly compression?: string;
}

/** A `COMM` chunk; 16-bit stereo at 44.1 kHz unless told otherwise. */
export function commChunk(spec: CommSpec = {}): ChunkSpec {
  const body = new Uint8Array(spec.compression === undefined ? 18 : 24);
  const view = viewOf(body);
  view.setInt16(0, spec.channels ?? 2);
  view.setUint32(2, spec.frames ?? 0);
  view.setInt16(6, spec.bits ?? 16);
  body.set(spec.rate ?? extendedBytes(44100), 8);
  if (spec.compression !== undefined) writeAscii(body, 18, spec.compression);
  return chunk('COMM', body);
}

/** An `SSND` chunk: offset, block size, `offset` bytes of nothing, sound. */
export function ssndChunk(sound: Uint8Array, offset = 0, more: Partial<ChunkSpec> = {}): ChunkSpec {
  const body = new Uint8Array(8 + offset + sound.length);
  viewOf(body).setUint32(0, offset);
  body.set(sound, 8 + offset);
  return chunk('SSND', body, more);
}
