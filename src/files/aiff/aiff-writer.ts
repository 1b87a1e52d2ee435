// AIFF writer kind: Apple's plain big-endian file, up to 4 GiB.
import { HIGHEST_RATE_HZ, MOST_CHANNELS } from '../signal-limits.ts';
import { refuseUnwritable, type WriterKind } from '../writer.ts';

/** The writer is loaded when it is needed: the page opens without it. */
export const AIFF_WRITER: WriterKind = {
  id: 'aiff',
  title: 'AIFF',
  ending: '.aiff',
  container: 'aiff',
  encodings: [24, 16, 32, 8].map((bits) => ({ encoding: 'pcm', bits })),
  qualities: [],
  ratesHz: null,
  mostRateHz: HIGHEST_RATE_HZ,
  mostChannels: MOST_CHANNELS,
  async write(bytes, format) {
    refuseUnwritable(AIFF_WRITER, format);
    return (await import('./aiff-write.ts')).writeAiff(bytes, format);
  },
};
