// ID3 frames: a tag of any version of ID3v2 taken apart into frames, whatever its sizes claim.
import { readId, viewOf } from '../../bytes.ts';
import { MOST_PIECES } from '../byte-parts.ts';
import { id3v2Bytes } from '../id3v2.ts';
import type { TagNote } from '../tag-carrier.ts';
import { tell } from '../tag-note.ts';
import { frameOf22 } from './id3-frame-names.ts';

export interface Id3Frame {
  /** Four letters, as ID3v2.3 and 2.4 have them. */
  readonly id: string;
  readonly body: Uint8Array;
}

/** The tag's version, and how its frame headers look. */
interface Shape {
  readonly version: 2 | 3 | 4;
  readonly headBytes: 6 | 10;
  readonly wholeUnsynchronised: boolean;
}

/** The frames of the tag at the start of `bytes`; none where there is no tag. */
export function id3Frames(bytes: Uint8Array, notes: TagNote[]): Id3Frame[] {
  const length = id3v2Bytes(bytes);
  const version = bytes[3]!;
  if (length === 0 || version < 2 || version > 4) {
    if (length > 0) tell(notes, 'frame-not-read', { frame: `ID3v2.${version}`, reason: 'unknown-version' });
    return [];
  }
  if (length > bytes.length) tell(notes, 'tag-damaged', { where: 'ID3v2' });
  const flags = bytes[5]!;
  const footer = (flags & 0x10) !== 0 && version === 4 ? 10 : 0;
  const stored = bytes.subarray(10, Math.min(length, bytes.length) - footer);
  if (version === 2 && (flags & 0x40) !== 0) {
    tell(notes, 'frame-not-read', { frame: 'ID3v2.2', reason: 'compressed' });
    return [];
  }
  const unsynchronised = (flags & 0x80) !== 0;
  const body = unsynchronised && version < 4 ? synchronised(stored) : stored;
  const start = version > 2 && (flags & 0x40) !== 0 ? extendedBytes(body, version) : 0;
  const headBytes = version === 2 ? 6 : 10;
  const shape = { version: version as 2 | 3 | 4, headBytes, wholeUnsynchronised: unsynchronised } as const;
  return framesIn(body.subarray(start), shape, notes);
}

/** Without the zeros that were put behind every 255 (ID3v2.4 structure, section 6.1). */
function synchronised(bytes: Uint8Array): Uint8Array {
  const plain = new Uint8Array(bytes.length);
  let to = 0;
  for (let at = 0; at < bytes.length; at++) {
    plain[to++] = bytes[at]!;
    if (bytes[at] === 0xff && bytes[at + 1] === 0) at++;
  }
  return plain.subarray(0, to);
}

/** 2.3 does not count the four bytes of the size itself, 2.4 does. */
function extendedBytes(body: Uint8Array, version: number): number {
  if (body.length < 4) return body.length;
  return version === 3 ? 4 + viewOf(body).getUint32(0) : synchsafe(body, 0);
}

/** Four bytes of seven bits. */
export const synchsafe = (bytes: Uint8Array, at: number): number =>
  ((bytes[at]! & 127) << 21) |
  ((bytes[at + 1]! & 127) << 14) |
  ((bytes[at + 2]! & 127) << 7) |
  (bytes[at + 3]! & 127);

function framesIn(body: Uint8Array, shape: Shape, notes: TagNote[]): Id3Frame[] {
  const frames: Id3Frame[] = [];
  for (let at = 0; at + shape.headBytes < body.length && body[at] !== 0 && frames.length < MOST_PIECES; ) {
    const id = idAt(body, at, shape);
    const size = id === null ? 0 : sizeAt(body, at, shape);
    const from = at + shape.headBytes;
    if (id === null || size === 0 || from + size > body.length) {
      if (id === null || size > 0) tell(notes, 'tag-damaged', { where: 'ID3v2' });
      if (id === null || size > 0) break;
    } else take(body.subarray(from, from + size), id, body, at, shape, frames, notes);
    at = from + size;
  }
  if (frames.length === MOST_PIECES) tell(notes, 'tag-damaged', { where: 'ID3v2' });
  return frames;
}

function idAt(body: Uint8Array, at: number, { version }: Shape): string | null {
  const id = readId(body, at).slice(0, version === 2 ? 3 : 4);
  return /^[A-Z][A-Z0-9]{2}[A-Z0-9 \0]?$/.test(id) ? id : null;
}

/** iTunes long wrote plain sizes into 2.4: the plain one counts where only that leads to another frame or the end. */
function sizeAt(body: Uint8Array, at: number, shape: Shape): number {
  if (shape.version === 2) return (body[at + 3]! << 16) | (body[at + 4]! << 8) | body[at + 5]!;
  const plain = viewOf(body).getUint32(at + 4);
  if (shape.version === 3 || plain < 128) return plain;
  const safe = synchsafe(body, at + 4);
  const isSafe = [4, 5, 6, 7].every((i) => body[at + i]! < 128);
  if (isSafe && leadsOn(body, at + 10 + safe, shape)) return safe;
  return !isSafe || leadsOn(body, at + 10 + plain, shape) ? plain : safe;
}

const leadsOn = (body: Uint8Array, at: number, shape: Shape): boolean =>
  at === body.length || (at < body.length && (body[at] === 0 || idAt(body, at, shape) !== null));

/** Undoes what a frame's flags say was done to it; what was compressed or encrypted is told and left. */
function take(
  stored: Uint8Array,
  id: string,
  body: Uint8Array,
  at: number,
  { version, wholeUnsynchronised }: Shape,
  frames: Id3Frame[],
  notes: TagNote[],
): void {
  if (version === 2) return void frames.push({ id: frameOf22(id), body: stored });
  const flags = body[at + 9]!;
  const [grouped, compressed, encrypted] = version === 3 ? [0x20, 0x80, 0x40] : [0x40, 0x08, 0x04];
  if ((flags & (compressed! | encrypted!)) !== 0) {
    const reason = (flags & encrypted!) === 0 ? 'compressed' : 'encrypted';
    return tell(notes, 'frame-not-read', { frame: id, reason });
  }
  const known = frameOf22(id.replace(/[ \0]$/, ''));
  const length = version === 4 && (flags & 0x01) !== 0 ? 4 : 0;
  const skipped = ((flags & grouped!) === 0 ? 0 : 1) + length;
  const rest = stored.subarray(Math.min(stored.length, skipped));
  const isUnsynchronised = version === 4 && ((flags & 0x02) !== 0 || wholeUnsynchronised);
  frames.push({ id: known, body: isUnsynchronised ? synchronised(rest) : rest });
}
