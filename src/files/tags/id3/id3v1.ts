// ID3v1: the 128 bytes at the end of old MP3 files, read only.
import { readId } from '../../bytes.ts';
import { anyText, untilNul } from '../tag-text.ts';
import type { NamedValue, TagContent } from '../named-values.ts';
import { numberedGenre } from './id3-genres.ts';

export const ID3V1_BYTES = 128;

/** In a tag of texts hardly a byte is a control; in 124 bytes of coded sound, fifteen are. */
const MOST_CONTROLS = 8;

/** `bytes` from `TAG` on. */
export function isId3v1(bytes: Uint8Array): boolean {
  if (bytes.length < ID3V1_BYTES || !readId(bytes, 0).startsWith('TAG')) return false;
  return bytes.subarray(3, 125).filter((byte) => byte > 0 && byte < 32).length <= MOST_CONTROLS;
}

/** UTF-8 where somebody wrote that, else Latin-1. Title, artist, album (30 characters each), year, comment, and, where a zero stands before it, the track (ID3v1.1). */
export function readId3v1(bytes: Uint8Array): TagContent {
  const field = (from: number, to: number): string => anyText(untilNul(bytes.subarray(from, to))).trim();
  const hasTrack = bytes[125] === 0 && bytes[126] !== 0;
  const values: NamedValue[] = [
    ['TITLE', field(3, 33)],
    ['ARTIST', field(33, 63)],
    ['ALBUM', field(63, 93)],
    ['DATE', field(93, 97)],
    ['COMMENT', field(97, hasTrack ? 125 : 127)],
    ['TRACKNUMBER', hasTrack ? String(bytes[126]) : ''],
    ['GENRE', numberedGenre(bytes[127]!) ?? ''],
  ];
  return { values: values.filter(([, value]) => value !== ''), artwork: [] };
}
