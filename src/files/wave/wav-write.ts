// WAV writing: one pass, headers patched at the end; RIFF turned into RF64 where it passes 4 GiB, or BW64 from the start.
import type { Sink } from '../../signal/stream.ts';
import { UINT32_MAX, viewOf, writeAscii, writeUint64 } from '../bytes.ts';
import type { WriteFormat } from '../format.ts';
import type { SampleLayout } from '../pcm/pcm.ts';
import { writePcm } from '../pcm/pcm-sink.ts';
import type { ByteSink } from '../place.ts';
import { writeWavFmt } from './wav-fmt.ts';

/** RIFF header and the 36 bytes kept for ds64 (EBU Tech 3306, annex on switching from RIFF to RF64 on the fly). */
const FMT_START = 48;

/**
 * Writes the header for `format` and gives a Sink for the sound. `longestRiff` is the largest size a RIFF header may
 * state; beyond it the file becomes RF64.
 */
export function writeWav(bytes: ByteSink, format: WriteFormat, longestRiff = UINT32_MAX): Promise<Sink> {
  return writeWave(bytes, format, 'wav', (riffBytes) => (riffBytes > longestRiff ? 'RF64' : 'RIFF'));
}

/** The same as BW64 (ITU-R BS.2088): 64-bit sizes from the first byte on. */
export function writeBw64(bytes: ByteSink, format: WriteFormat): Promise<Sink> {
  return writeWave(bytes, format, 'bw64', () => 'BW64');
}

type Form = 'RIFF' | 'RF64' | 'BW64';

function writeWave(
  bytes: ByteSink,
  format: WriteFormat,
  id: string,
  formOf: (riffBytes: number) => Form,
): Promise<Sink> {
  const layout = waveLayout(format);
  const stride = layout.bytes * format.channels;
  return writePcm(bytes, format, {
    id,
    layout,
    header: (frames) => buildHeader(format, frames, stride, formOf),
    alignBytes: 2,
    mostBytes: Number.MAX_SAFE_INTEGER,
  });
}

/** Little-endian; 8 bits are unsigned. */
export function waveLayout({ encoding, bits }: WriteFormat): SampleLayout {
  const integer = bits === 8 ? 'unsigned' : 'signed';
  return { encoding: encoding === 'float' ? 'float' : integer, bytes: bits / 8, littleEndian: true };
}

/** Everything before the first sample; the same length whatever `frames` is. */
function buildHeader(
  format: WriteFormat,
  frames: number,
  stride: number,
  formOf: (riffBytes: number) => Form,
): Uint8Array {
  const fmt = writeWavFmt(format);
  const factBytes = format.encoding === 'float' ? 12 : 0;
  const headerBytes = FMT_START + fmt.length + factBytes + 8;
  const dataBytes = frames * stride;
  const riffBytes = headerBytes - 8 + dataBytes + (dataBytes % 2);
  const form = formOf(riffBytes);
  const long = form !== 'RIFF';
  const header = new Uint8Array(headerBytes);
  const view = viewOf(header);
  putHeader(header, view, 0, form, long ? UINT32_MAX : riffBytes);
  writeAscii(header, 8, 'WAVE');
  putHeader(header, view, 12, long ? 'ds64' : 'JUNK', 28);
  if (long) {
    writeUint64(view, 20, riffBytes, true);
    writeUint64(view, 28, dataBytes, true);
    writeUint64(view, 36, frames, true);
  }
  header.set(fmt, FMT_START);
  if (factBytes > 0) {
    putHeader(header, view, FMT_START + fmt.length, 'fact', 4);
    view.setUint32(FMT_START + fmt.length + 8, Math.min(frames, UINT32_MAX), true);
  }
  putHeader(header, view, headerBytes - 8, 'data', long ? UINT32_MAX : dataBytes);
  return header;
}

function putHeader(bytes: Uint8Array, view: DataView, at: number, id: string, size: number): void {
  writeAscii(bytes, at, id);
  view.setUint32(at + 4, size, true);
}
