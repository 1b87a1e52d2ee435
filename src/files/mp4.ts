// MP4: AAC in MP4, M4A and QuickTime files, read.
import { readAac } from './aac-read.ts';
import type { FormatKind } from './format.ts';

export const MP4: FormatKind = {
  id: 'mp4',
  sniff: (head) => (String.fromCharCode(...head.subarray(4, 8)) === 'ftyp' ? 1 : 0),
  read: (bytes) => readAac(bytes, 'mp4', (media) => [media.MP4, media.QTFF]),
};
