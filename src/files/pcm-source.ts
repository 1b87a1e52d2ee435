// PCM source: pulls interleaved samples out of a file in large reads, in constant memory.
import { Fault } from '../signal/fault.ts';
import { createBlock, type Block, type SignalFormat } from '../signal/signal.ts';
import type { Source } from '../signal/stream.ts';
import type { ReadNote } from './format.ts';
import { decodePcm, type SampleLayout } from './pcm.ts';
import type { ByteSource } from './place.ts';

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
 * Sound from `region` of `bytes`. At the end a note `non-finite-samples` (count, first frame) tells of floats that were
 * no numbers and were read as 0. Fault `file-changed` when the file became shorter since it was opened.
 */
export function pcmSource(bytes: ByteSource, region: PcmRegion, notes: ReadNote[]): Source {
  const { format, layout, start, frames } = region;
  const stride = layout.bytes * format.channels;
  const mostFrames = Math.max(1, Math.floor(MOST_BYTES / stride));
  let at = 0;
  let replaced = 0;
  let firstReplacedIn = 0;
  let block: Block = createBlock(format.channels, 0);

  const fill = async (count: number): Promise<void> => {
    const part = await bytes.read(start + at * stride, count * stride);
    if (part.length < count * stride) throw new Fault('file-changed', 'input', { file: bytes.name });
    if (block.channels[0]!.length < count) block = createBlock(format.channels, count);
    const before = replaced;
    replaced += decodePcm(part, count, layout, block.channels);
    if (before === 0 && replaced > 0) firstReplacedIn = at;
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
        notes.push({ code: 'non-finite-samples', facts: { count: replaced, afterFrame: firstReplacedIn } });
      }
      return block;
    },
    close: () => bytes.close(),
  };
}
