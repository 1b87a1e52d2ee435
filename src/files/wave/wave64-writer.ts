// Wave64 writer kind: Sony's long WAV, plain samples of every word length.
import { HIGHEST_RATE_HZ, MOST_CHANNELS } from '../signal-limits.ts';
import { refuseUnwritable, type WriterKind } from '../writer.ts';
import { WAV_WRITER } from './wav-writer.ts';

/** The writer is loaded when it is needed: the page opens without it. */
export const WAVE64_WRITER: WriterKind = {
  id: 'wave64',
  title: 'Wave64',
  ending: '.w64',
  container: 'wave64',
  encodings: WAV_WRITER.encodings,
  qualities: [],
  ratesHz: null,
  mostRateHz: HIGHEST_RATE_HZ,
  mostChannels: MOST_CHANNELS,
  async write(bytes, format) {
    refuseUnwritable(WAVE64_WRITER, format);
    return (await import('./wave64-write.ts')).writeWave64(bytes, format);
  },
};
