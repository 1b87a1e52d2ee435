// Vorbis comment: the list of NAME=value that FLAC, Ogg Vorbis and Opus share (RFC 9639, section 8.6; RFC 7845, section 5.2).
import { viewOf } from '../../bytes.ts';
import { joined, MOST_PIECES, uint32 } from '../byte-parts.ts';
import { artworkOf } from '../checks/artwork.ts';
import { homeOf, lenientBase64 } from '../kept-bytes.ts';
import type { NamedValue, TagContent } from '../named-values.ts';
import type { TagNote } from '../tag-carrier.ts';
import { tell } from '../tag-note.ts';
import { anyText, utf8Bytes, utf8Text } from '../tag-text.ts';
import type { Artwork } from '../tags.ts';
import { readFlacPicture } from './flac-picture.ts';

export interface VorbisComment extends TagContent {
  /** Which program encoded the sound: it stays with it. */
  readonly vendor: Uint8Array;
}

/** Reads the comment at the start of `bytes` as far as it goes. */
export function readVorbisComment(bytes: Uint8Array, notes: TagNote[]): VorbisComment {
  const values: NamedValue[] = [];
  const artwork: Artwork[] = [];
  const [vendor, ...entries] = entriesOf(bytes, notes);
  for (const entry of entries) {
    const at = entry.indexOf(0x3d);
    if (at < 1) continue;
    const name = anyText(entry.subarray(0, at));
    const text = utf8Text(entry.subarray(at + 1));
    if (text === null) tell(notes, 'text-not-utf8', { where: name });
    const value = text ?? anyText(entry.subarray(at + 1));
    const found = pictureIn(name.toUpperCase(), value, notes);
    if (found === undefined) values.push([name, value]);
    else if (found !== null) artwork.push(found);
  }
  return { vendor: vendor ?? new Uint8Array(0), values, artwork };
}

/** The vendor and then every comment; lengths are 32 bits, least first. */
function entriesOf(bytes: Uint8Array, notes: TagNote[]): Uint8Array[] {
  const view = viewOf(bytes);
  const entries: Uint8Array[] = [];
  let wanted = 1;
  for (let at = 0; entries.length < wanted; ) {
    const length = at + 4 <= bytes.length ? view.getUint32(at, true) : Number.POSITIVE_INFINITY;
    if (at + 4 + length > bytes.length || entries.length > MOST_PIECES) {
      tell(notes, 'tag-damaged', { where: 'Vorbis comment' });
      return entries;
    }
    entries.push(bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length;
    if (entries.length > 1) continue;
    wanted = at + 4 <= bytes.length ? 1 + view.getUint32(at, true) : 1;
    at += 4;
  }
  return entries;
}

/** undefined where the comment is no picture, null where it is one that cannot be kept. COVERART is from before there were blocks. */
function pictureIn(name: string, value: string, notes: TagNote[]): Artwork | null | undefined {
  if (name !== 'METADATA_BLOCK_PICTURE' && name !== 'COVERART') return undefined;
  const bytes = lenientBase64(value);
  if (bytes === null) {
    tell(notes, 'artwork-unreadable', { where: name });
    return null;
  }
  return name === 'COVERART' ? artworkOf(bytes, 'front', '', name, notes) : readFlacPicture(bytes, notes);
}

/** Only these may be in a name: ASCII from space to }, without the equals sign. */
const isName = (name: string): boolean => /^[\x20-\x3c\x3e-\x7d]+$/.test(name);

/** The comment's bytes, without the framing bit that Ogg Vorbis puts behind it. Names it cannot hold are told. */
export function writeVorbisComment(
  vendor: Uint8Array,
  values: readonly NamedValue[],
  format: string,
  notes: TagNote[],
): Uint8Array {
  const held = values.filter(([name]) => isHeld(name, format, notes));
  const comments = held.map(([name, value]) => utf8Bytes(`${name}=${value}`));
  const parts = [uint32(vendor.length, true), vendor, uint32(comments.length, true)];
  return joined([...parts, ...comments.flatMap((comment) => [uint32(comment.length, true), comment])]);
}

function isHeld(name: string, format: string, notes: TagNote[]): boolean {
  const held = isName(name) && homeOf(name) === null;
  if (!held) tell(notes, 'field-not-held', { field: name, format });
  return held;
}
