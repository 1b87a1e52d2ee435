// Ogg: Vorbis and Opus in Ogg pages, read.
import type { FormatKind } from '../format.ts';

/** The reader is loaded when it is needed: the page opens without it. */
export const OGG: FormatKind = {
  id: 'ogg',
  foreign: true,
  sniff: (head) => (String.fromCharCode(...head.subarray(0, 4)) === 'OggS' ? 1 : 0),
  read: async (bytes) => (await import('./ogg-read.ts')).readOgg(bytes),
};
