// MP3: MPEG audio layer III, read.
import { id3v2Bytes } from '../tags/id3v2.ts';
import { areMp3Frames, BELIEVABLE_FRAMES, beginsMp3, MAX_FRAME_BYTES } from './mp3-frame.ts';
import type { FormatKind } from '../format.ts';

/** The reader is loaded when it is needed: the page opens without it. */
export const MP3: FormatKind = {
  id: 'mp3',
  foreign: true,
  sniff(head) {
    const tag = id3v2Bytes(head);
    if (tag >= head.length) return 0.3;
    const isLong = head.length - tag > 2 * MAX_FRAME_BYTES + 4;
    if (beginsMp3(head, tag, head.length, tag > 0 || isLong)) return 0.9;
    return tag > 0 ? 0.3 : findAnywhere(head);
  },
  read: async (bytes) => (await import('./mp3-read.ts')).readMp3(bytes),
};

/** A stream cut out of another begins in the middle of a frame. */
function findAnywhere(head: Uint8Array): number {
  for (let at = 1; at < Math.min(1800, head.length); at++) {
    if (areMp3Frames(head, at, head.length, BELIEVABLE_FRAMES - 1, false)) return 0.4;
  }
  return 0;
}
