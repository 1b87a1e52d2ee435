// FLAC: lossless compressed audio, read and written exactly.
import { readFlac } from './flac-read.ts';
import { id3v2Bytes } from './id3v2.ts';
import { writeFlac } from './flac-write.ts';
import type { FormatKind } from './format.ts';

/** "fLaC". */
const MAGIC = [0x66, 0x4c, 0x61, 0x43];

export const FLAC: FormatKind = {
  id: 'flac',
  sniff(head) {
    const at = id3v2Bytes(head);
    if (MAGIC.every((byte, i) => head[at + i] === byte)) return 1;
    return 0;
  },
  read: readFlac,
  write: writeFlac,
};
