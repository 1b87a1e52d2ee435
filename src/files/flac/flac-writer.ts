// FLAC writer kind: lossless, a half to two thirds of the size, with its own proof (MD5) inside.
import type { WriterKind } from '../writer.ts';

/** RFC 9639, section 9.1.2: 20 bits. */
const MOST_RATE_HZ = 1048575;

/** The encoder is loaded when it is needed: the page opens without it. */
export const FLAC_WRITER: WriterKind = {
  id: 'flac',
  title: 'FLAC',
  ending: '.flac',
  container: 'flac',
  encodings: [24, 16, 8, 12, 20].map((bits) => ({ encoding: 'pcm', bits })),
  qualities: [],
  ratesHz: null,
  mostRateHz: MOST_RATE_HZ,
  mostChannels: 8,
  write: async (bytes, format) => (await import('./flac-write.ts')).writeFlac(bytes, format),
};
