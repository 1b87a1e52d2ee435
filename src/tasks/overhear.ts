// Overhear: sound that meters listen to on its way to whoever pulls it.
import type { Listening } from '../measure/measure.ts';
import type { Source } from '../signal/stream.ts';

export function overheard(source: Source, meters: readonly Listening[]): Source {
  return {
    format: source.format,
    frames: source.frames,
    shortenedBits: source.shortenedBits,
    async pull(maxFrames) {
      const block = await source.pull(maxFrames);
      if (block !== null) for (const meter of meters) meter.push(block);
      return block;
    },
    close: () => source.close(),
  };
}
