// MP4: AAC and ALAC in MP4, M4A and QuickTime files, read.
import type { FormatKind } from '../format.ts';

/** QuickTime files from before there was an `ftyp` box. */
const OLD_FIRST_BOXES = ['moov', 'mdat', 'wide', 'free', 'skip'];

export const MP4: FormatKind = {
  id: 'mp4',
  foreign: true,
  sniff(head) {
    const box = String.fromCharCode(...head.subarray(4, 8));
    return box === 'ftyp' ? 1 : OLD_FIRST_BOXES.includes(box) ? 0.6 : 0;
  },
  read: async (bytes) => (await import('./mp4-read.ts')).readMp4(bytes),
};
