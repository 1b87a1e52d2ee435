// CAF: the format kind for Apple's Core Audio files.
import { readId } from '../bytes.ts';
import type { FormatKind } from '../format.ts';

/** The reader is loaded when it is needed: the page opens without it. */
export const CAF: FormatKind = {
  id: 'caf',
  /** Id, version 1, no flags. */
  sniff: (head) => (readId(head, 0) === 'caff' && head[4] === 0 && head[5] === 1 ? 1 : 0),
  read: async (bytes) => (await import('./caf-read.ts')).readCaf(bytes),
};
