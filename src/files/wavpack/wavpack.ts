// WavPack: lossless or lossy compressed audio, read.
import { readId } from '../bytes.ts';
import type { FormatKind } from '../format.ts';
import { id3v2Bytes } from '../tags/id3v2.ts';

/** The upper byte of every version of the stream since 2004. */
const VERSION = 4;

/** The reader is loaded when it is needed: the page opens without it. */
export const WAVPACK: FormatKind = {
  id: 'wavpack',
  sniff(head) {
    const at = id3v2Bytes(head);
    return readId(head, at) === 'wvpk' && head[at + 9] === VERSION ? 1 : 0;
  },
  read: async (bytes) => (await import('./wavpack-read.ts')).readWavpack(bytes),
};
