// ADTS: a bare AAC stream, read.
import { adtsFrameBytes } from './adts-header.ts';
import { id3v2Bytes } from '../tags/id3v2.ts';
import type { FormatKind } from '../format.ts';

/** Consecutive frames that make a stream believable. */
const BELIEVABLE_FRAMES = 3;

export const ADTS: FormatKind = {
  id: 'adts',
  foreign: true,
  sniff(head) {
    let at = id3v2Bytes(head);
    for (let n = 0; n < BELIEVABLE_FRAMES; n++) {
      const length = adtsFrameBytes(head, at, head.length);
      if (length === 0) return 0;
      at += length;
    }
    return 0.9;
  },
  read: async (bytes) => (await import('./adts-read.ts')).readAdts(bytes),
};
