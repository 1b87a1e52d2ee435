// Watch source: tells a run how far a source has been pulled, and stops it when the user has had enough.
import type { Source } from '../signal/stream.ts';
import { throwIfCancelled, type Run } from './run.ts';

/** `frames`: the length where the source itself does not know it. */
export function watchSource(source: Source, run: Run, stage: string, frames = source.frames): Source {
  let done = 0;
  return {
    format: source.format,
    frames: source.frames,
    shortenedBits: source.shortenedBits,
    async pull(maxFrames) {
      await run.breathe?.();
      throwIfCancelled(run);
      const block = await source.pull(maxFrames);
      done += block?.frames ?? 0;
      run.progress(stage, block === null ? 1 : Math.min(1, done / Math.max(frames ?? Infinity, 1)));
      return block;
    },
    close: () => source.close(),
  };
}
