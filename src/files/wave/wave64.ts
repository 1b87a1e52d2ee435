// Wave64: the format kind for Sony's 64-bit relative of WAV.
import type { FormatKind } from '../format.ts';
import { GUID_BYTES, WAVE64_HEAD_BYTES, wave64Name } from './wave64-guid.ts';

/** The reader is loaded when it is needed: the page opens without it. */
export const WAVE64: FormatKind = {
  id: 'wave64',
  sniff(head) {
    if (head.length < WAVE64_HEAD_BYTES + GUID_BYTES) return 0;
    return wave64Name(head, 0) === 'riff' && wave64Name(head, WAVE64_HEAD_BYTES) === 'wave' ? 1 : 0;
  },
  read: async (bytes) => (await import('./wave64-read.ts')).readWave64(bytes),
};
