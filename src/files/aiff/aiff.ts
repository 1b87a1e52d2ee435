// AIFF: the format kind for AIFF and AIFC files.
import { readId } from '../bytes.ts';
import type { FormatKind } from '../format.ts';

/** The reader is loaded when it is needed: the page opens without it. */
export const AIFF: FormatKind = {
  id: 'aiff',
  sniff: (head) => (readId(head, 0) === 'FORM' && ['AIFF', 'AIFC'].includes(readId(head, 8)) ? 1 : 0),
  read: async (bytes) => (await import('./aiff-read.ts')).readAiff(bytes),
};
