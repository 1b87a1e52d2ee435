// Print match: where in a song a stretch that is remembered by its content print sounds again.
import { decodeBase64, encodeBase64 } from '../dsp/base64.ts';
import { PRINT_BITS, type ContentPrint } from './content-print.ts';

export interface PrintMatch {
  /** Word of the song at which the stretch begins; negative where its beginning was cut off. */
  readonly offset: number;
  /** Share of bits that differ, 0…1. */
  readonly distance: number;
  /** Words that could be compared. */
  readonly words: number;
}

/** About three seconds: less is not known again with certainty. */
export const LEAST_WORDS = 65;
/** A word that sounds on one side only counts as half wrong, as unrelated sound would. */
const ONE_SIDED_BITS = PRINT_BITS / 2;

const ONES = new Uint8Array(1 << PRINT_BITS);
for (let word = 1; word < ONES.length; word++) ONES[word] = ONES[word >> 1]! + (word & 1);

/** How well `stretch` fits into `song` at `offset`; null where fewer than LEAST_WORDS can be compared. */
export function matchAt(song: ContentPrint, stretch: ContentPrint, offset: number): PrintMatch | null {
  const from = Math.max(0, -offset);
  const to = Math.min(stretch.length, song.length - offset);
  let wrong = 0;
  let words = 0;
  for (let i = from; i < to; i++) {
    const a = stretch[i]!;
    const b = song[offset + i]!;
    if (a === 0 && b === 0) continue;
    words++;
    wrong += a === 0 || b === 0 ? ONE_SIDED_BITS : ONES[a ^ b]!;
  }
  return words < LEAST_WORDS ? null : { offset, distance: wrong / (PRINT_BITS * words), words };
}

/** Share of bits that differ between two rows of words, over those that sound; null where fewer than `least` do. */
export function distanceOf(a: ContentPrint, b: ContentPrint, least: number): number | null {
  let wrong = 0;
  let words = 0;
  for (let i = 0; i < a.length; i++) {
    if (a[i] === 0 || b[i] === 0) continue;
    words++;
    wrong += ONES[a[i]! ^ b[i]!]!;
  }
  return words < least ? null : wrong / (PRINT_BITS * words);
}

/** Everywhere, in order. */
export function allMatches(song: ContentPrint, stretch: ContentPrint): PrintMatch[] {
  const found: PrintMatch[] = [];
  for (let offset = LEAST_WORDS - stretch.length; offset <= song.length - LEAST_WORDS; offset++) {
    const match = matchAt(song, stretch, offset);
    if (match !== null) found.push(match);
  }
  return found;
}

/** Words that sound. */
export function soundingWords(print: ContentPrint): number {
  let count = 0;
  for (const word of print) if (word !== 0) count++;
  return count;
}

/** Low byte first, in base64. */
export function printText(print: ContentPrint): string {
  const bytes = new Uint8Array(2 * print.length);
  print.forEach((word, i) => {
    bytes[2 * i] = word & 255;
    bytes[2 * i + 1] = word >> 8;
  });
  return encodeBase64(bytes);
}

/** null for what is no such text. */
export function printOf(text: string): ContentPrint | null {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) return null;
  const bytes = decodeBase64(text);
  if (bytes.length % 2 !== 0) return null;
  return Array.from({ length: bytes.length / 2 }, (_, i) => bytes[2 * i]! + 256 * bytes[2 * i + 1]!);
}
