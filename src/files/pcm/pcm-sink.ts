// PCM sink: plain samples behind a header that is written first and patched at the end; shared by all plain containers.
import { Fault } from '../../signal/fault.ts';
import type { Block } from '../../signal/signal.ts';
import type { Sink } from '../../signal/stream.ts';
import type { WriteFormat } from '../format.ts';
import type { ByteSink } from '../place.ts';
import { createPcmPacker } from './pcm-packer.ts';
import type { SampleLayout } from './pcm.ts';

/** How one kind of file wraps plain samples. */
export interface PcmContainer {
  /** Of its WriterKind, for the Fault. */
  readonly id: string;
  readonly layout: SampleLayout;
  /** Everything before the first sample; the same length whatever `frames` is. */
  header(frames: number): Uint8Array;
  /** Zeros behind the sound bring it to a multiple of so many bytes. */
  readonly alignBytes: number;
  /** Bytes of sound that its sizes can state. */
  readonly mostBytes: number;
}

/** Frames encoded at once. */
const PIECE_FRAMES = 32768;

/**
 * Writes the header and gives a Sink for the sound. Fault `too-long` where the container cannot hold it: at once where
 * `format.frames` tells, else as soon as it shows.
 */
export async function writePcm(bytes: ByteSink, format: WriteFormat, container: PcmContainer): Promise<Sink> {
  const { layout } = container;
  const stride = layout.bytes * format.channels;
  const mostFrames = Math.floor(container.mostBytes / stride);
  refuseTooLong(format, format.frames, mostFrames, container.id);
  await bytes.write(container.header(format.frames));
  const packer = createPcmPacker(layout, format.channels, PIECE_FRAMES, format.frames);
  let frames = 0;
  return {
    async write(block: Block) {
      refuseTooLong(format, frames + block.frames, mostFrames, container.id);
      for (let from = 0; from < block.frames; from += PIECE_FRAMES) {
        const to = Math.min(block.frames, from + PIECE_FRAMES);
        await bytes.write(packer(block.channels, from, to));
      }
      frames += block.frames;
    },
    async close() {
      const surplus = (frames * stride) % container.alignBytes;
      if (surplus > 0) await bytes.write(new Uint8Array(container.alignBytes - surplus));
      if (frames !== format.frames) await bytes.rewrite(0, container.header(frames));
      await bytes.commit();
    },
    abort: () => bytes.abort(),
  };
}

function refuseTooLong(format: WriteFormat, frames: number, mostFrames: number, container: string): void {
  if (frames <= mostFrames) return;
  const mostS = Math.floor(mostFrames / format.sampleRateHz);
  throw new Fault('too-long', 'usage', { container, mostS });
}
