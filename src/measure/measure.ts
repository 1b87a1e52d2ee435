// Measure: pulls a source to its end through any number of meters, in one pass.
import type { Block } from '../signal/signal.ts';
import { BURST_FRAMES, type Source } from '../signal/stream.ts';

/** Whatever can be fed; every Meter can. It must not change the block. */
export interface Listening {
  push(block: Block): void;
}

/**
 * Feeds the whole of `source` to each of `meters`, burst by burst, and tells the frames there were. The source is left
 * open. `onProgress` hears a share from 0 to 1 after every burst where the source knows its length, and 1 at the end.
 */
export async function pump(
  source: Source,
  meters: readonly Listening[],
  onProgress: (share: number) => void = () => {},
): Promise<number> {
  let frames = 0;
  for (;;) {
    const block = await source.pull(BURST_FRAMES);
    if (block === null) break;
    for (const meter of meters) meter.push(block);
    frames += block.frames;
    if (source.frames !== null && source.frames > 0) onProgress(Math.min(1, frames / source.frames));
  }
  onProgress(1);
  return frames;
}
