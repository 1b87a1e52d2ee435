// Bounded source: coded sound that stops at a limit: a small file can claim, or even decode to, years of silence.
import { Fault } from '../signal/fault.ts';
import type { Source } from '../signal/stream.ts';
import type { AudioFile } from './format.ts';
import { MOST_CODED_S, SLOWEST_CLOCK_HZ } from './signal-limits.ts';

/** Their length is that of the bytes that are there: no limit but the file. */
const PLAIN = ['pcm', 'float', 'mu-law', 'a-law'];

/**
 * The file, its sound ended by the Fault `sound-too-long` where it passes `MOST_CODED_S`. Fault at once, and `file` closed, where
 * it already says that it will.
 */
export async function boundedFile(file: AudioFile, name: string): Promise<AudioFile> {
  const { format, source } = file;
  if (PLAIN.includes(format.codec)) return file;
  const mostFrames = MOST_CODED_S * Math.max(SLOWEST_CLOCK_HZ, format.sampleRateHz);
  const tooLong = (): Fault =>
    new Fault('sound-too-long', 'input', { file: name, mostHours: MOST_CODED_S / 3600 });
  if ((source.frames ?? 0) > mostFrames) {
    await source.close();
    throw tooLong();
  }
  return { ...file, source: bounded(source, mostFrames, tooLong) };
}

function bounded(source: Source, mostFrames: number, tooLong: () => Fault): Source {
  let given = 0;
  return {
    ...source,
    async pull(maxFrames) {
      const block = await source.pull(maxFrames);
      given += block?.frames ?? 0;
      if (given > mostFrames) throw tooLong();
      return block;
    },
  };
}
