// Source and Sink: sound pulled and pushed in large bursts; asynchronous at the edge, synchronous inside.
import { createBlock, sliceBlock, type Block, type SignalFormat } from './signal.ts';

/** Frames asked for in one pull: long enough that awaiting costs nothing (0.7 s at 192 kHz). */
export const BURST_FRAMES = 131072;

/** Sound that can be pulled once, from its start to its end. */
export interface Source {
  readonly format: SignalFormat;
  /** Exact length where the origin knows it before the end, else null. */
  readonly frames: number | null;
  /** Of sound that was brought to a word length on its way here (process/output/shorten), maybe changed since: how many bits. */
  readonly shortenedBits?: number;
  /** Up to `maxFrames` more frames, or null at the end; never an empty block. The block is lent until the next pull. */
  pull(maxFrames: number): Promise<Block | null>;
  /** Frees what the source holds; safe to call twice. */
  close(): Promise<void>;
}

/** Where sound goes. After `close` the result is whole; after `abort` there is none. */
export interface Sink {
  write(block: Block): Promise<void>;
  close(): Promise<void>;
  abort(): Promise<void>;
}

/** Sound held in memory, for short pieces and tests. */
export function sourceOf(channels: readonly Float64Array[], sampleRateHz: number): Source {
  const frames = channels[0]?.length ?? 0;
  let at = 0;
  return {
    format: { sampleRateHz, channels: channels.length },
    frames,
    async pull(maxFrames) {
      if (at >= frames) return null;
      const count = Math.min(maxFrames, frames - at);
      const block = createBlock(channels.length, count);
      channels.forEach((samples, c) => block.channels[c]!.set(samples.subarray(at, at + count)));
      at += count;
      return block;
    },
    async close() {},
  };
}

/** The whole of a source as one array a channel; only for sound known to be short. */
export async function collect(source: Source): Promise<Float64Array[]> {
  const parts: Block[] = [];
  for (let block = await source.pull(BURST_FRAMES); block !== null; block = await source.pull(BURST_FRAMES)) {
    const kept = sliceBlock(block, 0, block.frames);
    parts.push({ channels: kept.channels.map((samples) => samples.slice()), frames: block.frames });
  }
  const total = parts.reduce((sum, part) => sum + part.frames, 0);
  return Array.from({ length: source.format.channels }, (_, c) => {
    const whole = new Float64Array(total);
    let at = 0;
    for (const part of parts) {
      whole.set(part.channels[c]!, at);
      at += part.frames;
    }
    return whole;
  });
}
