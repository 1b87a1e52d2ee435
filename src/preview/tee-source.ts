// Tee source: sound that is kept and measured on its way to whoever pulls it.
import type { Listening } from '../measure/measure.ts';
import type { Sink, Source } from '../signal/stream.ts';

/**
 * Every block goes into `sink` and to each of `meters` before it is handed on. At the end the sink is closed; closed before
 * its end, or after a failure, the source aborts it, and there is nothing.
 */
export function teeSource(source: Source, sink: Sink, meters: readonly Listening[] = []): Source {
  let done = false;
  const finish = async (end: () => Promise<void>): Promise<void> => {
    if (done) return;
    done = true;
    await end();
  };
  return {
    format: source.format,
    frames: source.frames,
    shortenedBits: source.shortenedBits,
    async pull(maxFrames) {
      const block = await source.pull(maxFrames);
      if (block === null) {
        await finish(() => sink.close());
        return null;
      }
      for (const meter of meters) meter.push(block);
      await sink.write(block);
      return block;
    },
    async close() {
      try {
        await finish(() => sink.abort());
      } finally {
        await source.close();
      }
    },
  };
}
