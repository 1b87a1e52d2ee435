// FLAC: lossless compressed audio, read exactly.
import { id3v2Bytes } from '../tags/id3v2.ts';
import type { FormatKind } from '../format.ts';

/** "fLaC". */
const MAGIC = [0x66, 0x4c, 0x61, 0x43];

/** The reader is loaded when it is needed: the page opens without it. */
export const FLAC: FormatKind = {
  id: 'flac',
  sniff(head) {
    const at = id3v2Bytes(head);
    if (MAGIC.every((byte, i) => head[at + i] === byte)) return 1;
    return 0;
  },
  read: async (bytes) => (await import('./flac-read.ts')).readFlac(bytes),
};
