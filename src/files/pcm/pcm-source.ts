// PCM source: pulls interleaved samples out of a file in large reads, in constant memory.
import { Fault } from '../../signal/fault.ts';
import type { Block, SignalFormat } from '../../signal/signal.ts';
import type { Source } from '../../signal/stream.ts';
import type { ReadNote } from '../format.ts';
import { createPcmRoom } from './pcm-room.ts';
import type { SampleLayout } from './pcm.ts';
import type { ByteSource } from '../place.ts';

/** Where the samples lie, once the headers are understood and clamped to the file. */
export interface PcmRegion {
  readonly format: SignalFormat;
  readonly layout: SampleLayout;
  /** Offset of the first frame in the file. */
  readonly start: number;
  readonly frames: number;
}

/** No single read is larger than this, however many channels a file has. */
const MOST_BYTES = 4 << 20;

/**
 * Sound from `region` of `bytes`. At the end a note `non-finite-samples` (count) tells of floats that were
 * no numbers and were read as 0. Fault `file-changed` when the file became shorter since it was opened.
 */
export function pcmSource(bytes: ByteSource, region: PcmRegion, notes: ReadNote[]): Source {
  const { format, layout, start, frames } = region;
  const stride = layout.bytes * format.channels;
  const mostFrames = Math.max(1, Math.floor(MOST_BYTES / stride));
  let at = 0;
  let room = createPcmRoom(layout, format.channels, 0, frames);
  let replaced = 0;
  let block: Block = { channels: room.channels, frames: 0 };

  const fill = async (count: number): Promise<void> => {
    if (room.frames < count) {
      room = createPcmRoom(layout, format.channels, count, frames);
      block = { channels: room.channels, frames: 0 };
    }
    const part = room.bytes.subarray(0, count * stride);
    if ((await bytes.readInto(start + at * stride, part)) < part.length)
      throw new Fault('file-changed', 'input', { file: bytes.name });
    replaced += room.decode(count);
    block.frames = count;
    at += count;
  };

  return {
    format,
    frames,
    async pull(maxFrames) {
      if (at >= frames) return null;
      await fill(Math.min(maxFrames, mostFrames, frames - at));
      if (at === frames && replaced > 0) {
        notes.push({ code: 'non-finite-samples', facts: { count: replaced } });
      }
      return block;
    },
    close: () => bytes.close(),
  };
}
