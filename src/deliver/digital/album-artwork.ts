// Album artwork: the picture that the album file names, as a picture for every song.
import { artworkOf } from '../../files/tags/checks/artwork.ts';
import type { Artwork } from '../../files/tags/tags.ts';
import { Fault } from '../../signal/fault.ts';
import type { DeliveryNote, DeliveryRoom } from '../delivery.ts';
import { inFolder } from '../finish/in-folder.ts';

/** No cover has more; a file that is no picture at all may. */
const MOST_BYTES = 64 << 20;

/** One front cover, or none. What is not there, or no picture, is told: it keeps no song from leaving. */
export async function albumArtwork(
  room: DeliveryRoom,
): Promise<{ artwork: readonly Artwork[]; notes: readonly DeliveryNote[] }> {
  const { artwork: file } = room.mastered.album;
  if (file === null) return { artwork: [], notes: [] };
  const unread = (reason: string): { artwork: []; notes: DeliveryNote[] } => ({
    artwork: [],
    notes: [{ code: 'digital-artwork-not-read', facts: { file, reason } }],
  });
  try {
    const source = await room.place.open(isWhole(file) ? file : inFolder(room.albumFolder, file));
    try {
      if (source.bytes > MOST_BYTES) return unread('too large');
      const bytes = await source.read(0, source.bytes);
      const picture = artworkOf(bytes, 'front', '', file, []);
      return picture === null ? unread('no JPEG or PNG') : { artwork: [picture], notes: [] };
    } finally {
      await source.close();
    }
  } catch (reason) {
    if (!(reason instanceof Fault) || reason.kind !== 'input') throw reason;
    return unread(reason.code);
  }
}

/** Does the path begin at the root of a disk? */
const isWhole = (path: string): boolean => /^([\\/]|[A-Za-z]:)/.test(path);
