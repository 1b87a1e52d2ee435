// Artwork: a picture for a song, known by its own bytes, its role in every format's numbering, and what shops say of its size.
import type { TagNote } from '../tag-carrier.ts';
import { tell } from '../tag-note.ts';
import type { Artwork, ArtworkRole } from '../tags.ts';
import { imageSize } from './image-size.ts';

/** A block of FLAC holds 2^24 - 1 bytes; a little is left for its head. The smallest limit counts everywhere. */
const MOST_ARTWORK_BYTES = (1 << 24) - 4096;
/** Shops refuse covers with a shorter side than this many pixels (Apple, Spotify and others by their delivery guides). */
const LEAST_SIDE_PX = 1400;
/** Shops recommend this side. */
const WANTED_SIDE_PX = 3000;

/** Picture types of ID3v2 (APIC, section 4.14), which FLAC took over. */
const TYPES: Readonly<Record<ArtworkRole, number>> = {
  other: 0,
  front: 3,
  back: 4,
  leaflet: 5,
  medium: 6,
  artist: 8,
};

export const pictureType = (role: ArtworkRole): number => TYPES[role];

/** Lead artist (7), conductor (9) and band (10) are artists. */
export function roleOfPicture(type: number): ArtworkRole {
  if (type === 7 || type === 9 || type === 10) return 'artist';
  const roles = Object.keys(TYPES) as ArtworkRole[];
  return roles.find((role) => TYPES[role] === type) ?? 'other';
}

/** null, with a note, for what is no JPEG or PNG or too large to be kept. `where` names the place of the file. */
export function artworkOf(
  bytes: Uint8Array,
  role: ArtworkRole,
  description: string,
  where: string,
  notes: TagNote[],
): Artwork | null {
  const size = imageSize(bytes);
  if (size === null) tell(notes, 'artwork-unreadable', { where });
  if (size === null || !isHoldable(bytes, notes)) return null;
  return { role, ...size, description, bytes: bytes.slice() };
}

/** Can every format hold so many bytes? */
export function isHoldable(bytes: Uint8Array, notes: TagNote[]): boolean {
  if (bytes.length <= MOST_ARTWORK_BYTES) return true;
  tell(notes, 'artwork-too-large', { bytes: bytes.length, most: MOST_ARTWORK_BYTES });
  return false;
}

/** What a shop would say of a front cover: not square, too small, smaller than wanted. */
export function coverNotes(artwork: Artwork): TagNote[] {
  const notes: TagNote[] = [];
  const { width, height } = artwork;
  const side = Math.min(width, height);
  if (width !== height) tell(notes, 'artwork-not-square', { width, height });
  if (side < LEAST_SIDE_PX) tell(notes, 'artwork-too-small', { width, height, least: LEAST_SIDE_PX });
  else if (side < WANTED_SIDE_PX) tell(notes, 'artwork-small', { width, height, wanted: WANTED_SIDE_PX });
  return notes;
}
