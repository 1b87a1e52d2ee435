// FLAC writer: sound into a FLAC stream of 4096-frame blocks, stream info and seek table completed at the end (RFC 9639).
import { Fault } from '../../signal/fault.ts';
import type { Sink } from '../../signal/stream.ts';
import { createFlacKernel } from './flac-kernel-choice.ts';
import { createFrameWriter, frameWriterBytes, type FrameWriter } from './flac-frame-write.ts';
import { formatMetadata } from './flac-metadata.ts';
import { createSeekTable } from './flac-seek-table.ts';
import type { StreamInfo } from './flac-stream-info.ts';
import { createPcmHash, pcmHashBytes, type PcmHash } from './pcm-hash.ts';
import type { Block } from '../../signal/signal.ts';
import type { WriteFormat } from '../format.ts';
import type { ByteSink } from '../place.ts';

/** The reference encoder's choice, and inside the streamable subset at every rate. */
export const BLOCK_FRAMES = 4096;

const MOST_BITS = 24;
const MOST_RATE_HZ = 1048575;

/**
 * A sink that writes `format` as FLAC: pcm of 4 to 24 bits, up to 8 channels. Samples are whole steps of `bits`; they
 * are rounded to the nearest and clamped. Fault `unwritable-format` for what FLAC or this encoder cannot hold.
 */
export async function writeFlac(bytes: ByteSink, format: WriteFormat): Promise<Sink> {
  refuseUnwritable(format);
  const stream = { ...format, maxBlockFrames: BLOCK_FRAMES };
  const kernel = createFlacKernel(frameWriterBytes(stream) + pcmHashBytes(format.channels));
  const writer = createFrameWriter(stream, kernel);
  const hash = createPcmHash(format.bits, format.channels, kernel);
  await bytes.write(formatMetadata(streamInfo(format, writer, format.frames, new Uint8Array(16)), []));
  return createFlacSink(bytes, format, writer, hash);
}

function refuseUnwritable(format: WriteFormat): void {
  const { encoding, bits, channels, sampleRateHz } = format;
  const fits = encoding === 'pcm' && bits >= 4 && bits <= MOST_BITS && channels >= 1 && channels <= 8;
  if (fits && sampleRateHz >= 1 && sampleRateHz <= MOST_RATE_HZ && Number.isInteger(sampleRateHz)) return;
  throw new Fault('unwritable-format', 'usage', {
    container: 'flac',
    encoding,
    bits,
    channels,
    sampleRateHz,
  });
}

function createFlacSink(bytes: ByteSink, format: WriteFormat, writer: FrameWriter, hash: PcmHash): Sink {
  const scale = 2 ** (format.bits - 1);
  const seekTable = createSeekTable(format.sampleRateHz);
  let frames = 0;
  let held = 0;
  /** Bytes of frames that were taken from the writer. */
  let flushed = 0;

  const encodeHeld = (): void => {
    seekTable.note({ sample: frames, byte: flushed + writer.pending().length, frames: held });
    hash.push(writer.planes, held);
    writer.encode(held);
    frames += held;
    held = 0;
  };
  const flush = async (): Promise<void> => {
    const pending = writer.pending();
    await bytes.write(pending);
    flushed += pending.length;
    writer.clear();
  };
  /** Takes what fits of a block, encoding every full frame, up to the room the writer has. */
  const take = (block: Block, from: number): number => {
    let at = from;
    while (at < block.frames && writer.hasRoom()) {
      const count = Math.min(block.frames - at, BLOCK_FRAMES - held);
      writer.planes.forEach((plane, c) => roundInto(plane, held, block.channels[c]!, at, count, scale));
      at += count;
      held += count;
      if (held === BLOCK_FRAMES) encodeHeld();
    }
    return at;
  };

  return {
    async write(block) {
      for (let at = 0; at < block.frames; ) {
        at = take(block, at);
        if (!writer.hasRoom()) await flush();
      }
    },
    async close() {
      if (held > 0) encodeHeld();
      await flush();
      const info = streamInfo(format, writer, frames, hash.digest());
      await bytes.rewrite(0, formatMetadata(info, seekTable.points));
      await bytes.commit();
    },
    abort: () => bytes.abort(),
  };
}

function streamInfo(format: WriteFormat, writer: FrameWriter, frames: number, md5: Uint8Array): StreamInfo {
  return {
    minBlockFrames: BLOCK_FRAMES,
    maxBlockFrames: BLOCK_FRAMES,
    minFrameBytes: writer.minFrameBytes,
    maxFrameBytes: writer.maxFrameBytes,
    sampleRateHz: format.sampleRateHz,
    channels: format.channels,
    bits: format.bits,
    totalFrames: frames,
    md5,
  };
}

function roundInto(
  plane: Int32Array,
  planeAt: number,
  samples: Float64Array,
  from: number,
  count: number,
  scale: number,
): void {
  for (let i = 0; i < count; i++) {
    const step = Math.floor(samples[from + i]! * scale + 0.5);
    plane[planeAt + i] = step >= scale ? scale - 1 : step < -scale ? -scale : step;
  }
}
