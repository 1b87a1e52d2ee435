// AIFC writer kind: floats, and 16 bits with the low byte first, in Apple's file, up to 4 GiB.
import { HIGHEST_RATE_HZ, MOST_CHANNELS } from '../signal-limits.ts';
import { refuseUnwritable, type WriterKind } from '../writer.ts';

/** The writer is loaded when it is needed: the page opens without it. */
export const AIFC_WRITER: WriterKind = {
  id: 'aifc',
  title: 'AIFF-C',
  ending: '.aifc',
  container: 'aifc',
  encodings: [
    { encoding: 'float', bits: 32 },
    { encoding: 'float', bits: 64 },
    { encoding: 'pcm', bits: 16 },
  ],
  qualities: [],
  ratesHz: null,
  mostRateHz: HIGHEST_RATE_HZ,
  mostChannels: MOST_CHANNELS,
  async write(bytes, format) {
    refuseUnwritable(AIFC_WRITER, format);
    return (await import('./aiff-write.ts')).writeAifc(bytes, format);
  },
};
