// FLAC picture: the block that FLAC, and in base 64 Ogg, keep pictures in (RFC 9639, section 8.8).
import { encodeBase64 } from '../../../dsp/base64.ts';
import { viewOf } from '../../bytes.ts';
import { idBytes, joined, uint32 } from '../byte-parts.ts';
import { artworkOf, pictureType, roleOfPicture } from '../checks/artwork.ts';
import type { NamedValue } from '../named-values.ts';
import type { TagNote } from '../tag-carrier.ts';
import { tell } from '../tag-note.ts';
import { anyText, utf8Bytes } from '../tag-text.ts';
import type { Artwork } from '../tags.ts';

/** Width, height, depth and number of colours stand between the description and the picture. */
const SIZE_BYTES = 16;
/** Bits a pixel that are told: 8 for each of three colours. Nobody relies on it. */
const DEPTH_BITS = 24;

/** null, with a note, where the block is not whole or holds no picture of ours. */
export function readFlacPicture(block: Uint8Array, notes: TagNote[]): Artwork | null {
  const view = viewOf(block);
  const lengthAt = (at: number): number =>
    at + 4 <= block.length ? view.getUint32(at) : Number.POSITIVE_INFINITY;
  const mimeEnd = 8 + lengthAt(4);
  const wordsAt = mimeEnd + 4;
  const wordsEnd = wordsAt + lengthAt(mimeEnd);
  const bytesAt = wordsEnd + SIZE_BYTES + 4;
  const length = lengthAt(bytesAt - 4);
  if (bytesAt + length > block.length) {
    tell(notes, 'tag-damaged', { where: 'PICTURE' });
    return null;
  }
  const words = anyText(block.subarray(wordsAt, wordsEnd));
  const bytes = block.subarray(bytesAt, bytesAt + length);
  return artworkOf(bytes, roleOfPicture(view.getUint32(0)), words, 'PICTURE', notes);
}

export function writeFlacPicture({ role, mime, description, width, height, bytes }: Artwork): Uint8Array {
  const words = utf8Bytes(description);
  const type = idBytes(mime);
  const size = [width, height, DEPTH_BITS, 0, bytes.length].map((number) => uint32(number));
  const head = [uint32(pictureType(role)), uint32(type.length), type, uint32(words.length), words];
  return joined([...head, ...size, bytes]);
}

/** As a comment. */
export const pictureComment = (artwork: Artwork): NamedValue => [
  'METADATA_BLOCK_PICTURE',
  encodeBase64(writeFlacPicture(artwork)),
];
