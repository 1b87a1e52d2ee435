// CAF writer kind: plain samples of every word length in Apple's Core Audio file, of any size.
import { PLAIN_ENCODINGS } from '../pcm/plain-encodings.ts';
import { HIGHEST_RATE_HZ, MOST_CHANNELS } from '../signal-limits.ts';
import { refuseUnwritable, type WriterKind } from '../writer.ts';

/** The writer is loaded when it is needed: the page opens without it. */
export const CAF_WRITER: WriterKind = {
  id: 'caf',
  title: 'CAF',
  ending: '.caf',
  container: 'caf',
  encodings: PLAIN_ENCODINGS,
  qualities: [],
  ratesHz: null,
  mostRateHz: HIGHEST_RATE_HZ,
  mostChannels: MOST_CHANNELS,
  async write(bytes, format) {
    refuseUnwritable(CAF_WRITER, format);
    return (await import('./caf-write.ts')).writeCaf(bytes, format);
  },
};
