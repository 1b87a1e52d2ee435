// CAF writing: plain samples, low byte first, behind 64-bit sizes (Apple Core Audio Format Specification 1.0).
import type { Sink } from '../../signal/stream.ts';
import { viewOf, writeAscii, writeUint64 } from '../bytes.ts';
import type { WriteFormat } from '../format.ts';
import { writePcm } from '../pcm/pcm-sink.ts';
import type { ByteSink } from '../place.ts';
import { FLOAT_FLAG, LITTLE_ENDIAN_FLAG, MONO_LAYOUT, STEREO_LAYOUT } from './caf-constants.ts';

const DESC_BYTES = 32;
const CHAN_BYTES = 12;
/** Id and a size of 64 bits. */
const HEAD_BYTES = 12;

export function writeCaf(bytes: ByteSink, format: WriteFormat): Promise<Sink> {
  const { encoding, bits } = format;
  return writePcm(bytes, format, {
    id: 'caf',
    layout: { encoding: encoding === 'float' ? 'float' : 'signed', bytes: bits / 8, littleEndian: true },
    header: (frames) => buildHeader(format, frames),
    alignBytes: 1,
    mostBytes: Number.MAX_SAFE_INTEGER,
  });
}

/** File head, `desc`, `chan` for one and two channels (more name no loudspeakers), and `data` up to its first sample. */
function buildHeader(format: WriteFormat, frames: number): Uint8Array {
  const { channels, bits, sampleRateHz, encoding } = format;
  const chanBytes = channels <= 2 ? HEAD_BYTES + CHAN_BYTES : 0;
  const header = new Uint8Array(8 + HEAD_BYTES + DESC_BYTES + chanBytes + HEAD_BYTES + 4);
  const view = viewOf(header);
  writeAscii(header, 0, 'caff');
  view.setUint16(4, 1, false);
  putHead(header, 8, 'desc', DESC_BYTES);
  view.setFloat64(20, sampleRateHz, false);
  writeAscii(header, 28, 'lpcm');
  view.setUint32(32, LITTLE_ENDIAN_FLAG | (encoding === 'float' ? FLOAT_FLAG : 0), false);
  view.setUint32(36, (channels * bits) / 8, false);
  view.setUint32(40, 1, false);
  view.setUint32(44, channels, false);
  view.setUint32(48, bits, false);
  if (chanBytes > 0) {
    putHead(header, 52, 'chan', CHAN_BYTES);
    view.setUint32(64, channels === 1 ? MONO_LAYOUT : STEREO_LAYOUT, false);
  }
  // The size counts the edit count, four bytes of zero.
  putHead(header, 52 + chanBytes, 'data', 4 + (frames * channels * bits) / 8);
  return header;
}

function putHead(header: Uint8Array, at: number, id: string, bytes: number): void {
  writeAscii(header, at, id);
  writeUint64(viewOf(header), at + 4, bytes, false);
}
