// WAV writing: one pass, headers patched at the end, RIFF turned into RF64 where it passes 4 GiB.
import { Fault } from '../../signal/fault.ts';
import type { Block } from '../../signal/signal.ts';
import type { Sink } from '../../signal/stream.ts';
import { UINT32_MAX, viewOf, writeAscii, writeUint64 } from '../bytes.ts';
import type { WriteFormat } from '../format.ts';
import type { SampleLayout } from '../pcm/pcm.ts';
import { encodePcm } from '../pcm/pcm-encode.ts';
import type { ByteSink } from '../place.ts';
import { writeWavFmt } from './wav-fmt.ts';

/** Frames encoded at once. */
const PIECE_FRAMES = 32768;
/** RIFF header and the 36 bytes kept for ds64 (EBU Tech 3306, annex on switching from RIFF to RF64 on the fly). */
const FMT_START = 48;

/**
 * Writes the header for `format` and gives a Sink for the sound. `longestRiff` is the largest size a RIFF header may
 * state; beyond it the file becomes RF64. Fault `unwritable-format` for word lengths WAV does not have.
 */
export async function writeWav(
  bytes: ByteSink,
  format: WriteFormat,
  longestRiff = UINT32_MAX,
): Promise<Sink> {
  const layout = layoutOf(format);
  const stride = layout.bytes * format.channels;
  const written = buildHeader(format, format.frames, stride, longestRiff);
  await bytes.write(written);
  const buffer = new Uint8Array(PIECE_FRAMES * stride);
  let frames = 0;

  const finish = async (): Promise<void> => {
    if ((frames * stride) % 2 === 1) await bytes.write(new Uint8Array(1));
    const header = buildHeader(format, frames, stride, longestRiff);
    if (frames !== format.frames) await bytes.rewrite(0, header);
    await bytes.commit();
  };
  return {
    async write(block: Block) {
      for (let from = 0; from < block.frames; from += PIECE_FRAMES) {
        const to = Math.min(block.frames, from + PIECE_FRAMES);
        await bytes.write(buffer.subarray(0, encodePcm(block.channels, from, to, layout, buffer)));
      }
      frames += block.frames;
    },
    close: finish,
    abort: () => bytes.abort(),
  };
}

function layoutOf(format: WriteFormat): SampleLayout {
  const { encoding, bits } = format;
  const allowed = encoding === 'float' ? [32, 64] : [8, 16, 24, 32];
  if (!allowed.includes(bits))
    throw new Fault('unwritable-format', 'usage', { container: 'wav', encoding, bits });
  const integer = bits === 8 ? 'unsigned' : 'signed';
  return { encoding: encoding === 'float' ? 'float' : integer, bytes: bits / 8, littleEndian: true };
}

/** Everything before the first sample; the same length whatever `frames` is. */
function buildHeader(format: WriteFormat, frames: number, stride: number, longestRiff: number): Uint8Array {
  const fmt = writeWavFmt(format);
  const factBytes = format.encoding === 'float' ? 12 : 0;
  const headerBytes = FMT_START + fmt.length + factBytes + 8;
  const dataBytes = frames * stride;
  const riffBytes = headerBytes - 8 + dataBytes + (dataBytes % 2);
  const long = riffBytes > longestRiff;
  const header = new Uint8Array(headerBytes);
  const view = viewOf(header);
  putHeader(header, view, 0, long ? 'RF64' : 'RIFF', long ? UINT32_MAX : riffBytes);
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
