// AIFF writing: plain big-endian integers as AIFF; floats, and 16 bits with the low byte first, as AIFC (Apple, 1991).
import type { Sink } from '../../signal/stream.ts';
import { UINT32_MAX, viewOf, writeAscii, writeExtended } from '../bytes.ts';
import type { WriteFormat } from '../format.ts';
import { writePcm } from '../pcm/pcm-sink.ts';
import type { ByteSink } from '../place.ts';

/** The only version of AIFC there ever was: 23 May 1990, 14:40, in seconds since 1904. */
const AIFC_VERSION = 0xa2805140;

/** A compression id and the words that stand beside it, of odd length, so that with the length byte they are even. */
interface Compression {
  readonly id: string;
  readonly words: string;
}

const FLOATS: Readonly<Record<number, Compression>> = {
  32: { id: 'fl32', words: '32-bit floating-point' },
  64: { id: 'fl64', words: '64-bit floating-point' },
};
const LOW_BYTE_FIRST: Compression = { id: 'sowt', words: 'low byte first!' };

export function writeAiff(bytes: ByteSink, format: WriteFormat): Promise<Sink> {
  return writeForm(bytes, format, 'aiff', null);
}

/** 32 and 64-bit float, and 16 bits as `sowt`. */
export function writeAifc(bytes: ByteSink, format: WriteFormat): Promise<Sink> {
  const compression = format.encoding === 'float' ? FLOATS[format.bits]! : LOW_BYTE_FIRST;
  return writeForm(bytes, format, 'aifc', compression);
}

function writeForm(
  bytes: ByteSink,
  format: WriteFormat,
  id: string,
  compression: Compression | null,
): Promise<Sink> {
  const empty = buildHeader(format, 0, compression);
  return writePcm(bytes, format, {
    id,
    layout: {
      encoding: format.encoding === 'float' ? 'float' : 'signed',
      bytes: format.bits / 8,
      littleEndian: compression === LOW_BYTE_FIRST,
    },
    header: (frames) => buildHeader(format, frames, compression),
    alignBytes: 2,
    // FORM counts all behind its first eight bytes, the pad byte too.
    mostBytes: UINT32_MAX - empty.length,
  });
}

/** FORM, FVER of an AIFC, COMM, and SSND up to its first sample. Sizes beyond 32 bits are cut: such a length is refused. */
function buildHeader(format: WriteFormat, frames: number, compression: Compression | null): Uint8Array {
  const dataBytes = (frames * format.channels * format.bits) / 8;
  const version = compression === null ? [] : [chunk('FVER', uint32(AIFC_VERSION))];
  const chunks = [...version, chunk('COMM', commBody(format, frames, compression))];
  const inner = chunks.reduce((sum, part) => sum + part.length, 0);
  const header = new Uint8Array(12 + inner + 16);
  const view = viewOf(header);
  writeAscii(header, 0, 'FORM');
  view.setUint32(4, header.length - 8 + dataBytes + (dataBytes % 2), false);
  writeAscii(header, 8, compression === null ? 'AIFF' : 'AIFC');
  let at = 12;
  for (const part of chunks) {
    header.set(part, at);
    at += part.length;
  }
  writeAscii(header, at, 'SSND');
  view.setUint32(at + 4, 8 + dataBytes, false);
  return header;
}

/** Channels, frames, bits, rate; for AIFC the compression's id and its name as a counted text. */
function commBody(format: WriteFormat, frames: number, compression: Compression | null): Uint8Array {
  const body = new Uint8Array(compression === null ? 18 : 23 + compression.words.length);
  const view = viewOf(body);
  view.setUint16(0, format.channels, false);
  view.setUint32(2, frames, false);
  view.setUint16(6, format.bits, false);
  writeExtended(view, 8, format.sampleRateHz);
  if (compression === null) return body;
  writeAscii(body, 18, compression.id);
  body[22] = compression.words.length;
  writeAscii(body, 23, compression.words);
  return body;
}

function uint32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  viewOf(bytes).setUint32(0, value, false);
  return bytes;
}

/** All bodies here are even. */
function chunk(id: string, body: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(8 + body.length);
  writeAscii(bytes, 0, id);
  viewOf(bytes).setUint32(4, body.length, false);
  bytes.set(body, 8);
  return bytes;
}
