// Song names: a title from a file's name, an id from a title, and which of two file names comes first.
import { simplified } from '../../files/tags/tag-text.ts';

/** A number before a title: `03 `, `03. `, `3 - `, `1-03 `, `A2 `; a title of figures alone is none. */
const LEADING_NUMBER = /^(?:(?:\d{1,2}[-.])?\d{1,3}|[A-D]\d{1,2})(?:\s*[-._)]\s*|\s+)(?=\S)/;
/** What exports add behind a title. */
const TRAILING = /(?:[\s._-]+(?:mix|master|final|bounce|print|v\d+|\d{2}[\s._-]?bit|\d{2,3}k(?:hz)?))+$/i;
/** Of an id: the number, a hyphen and the words. */
const MOST_ID_LETTERS = 48;

/** `03_after_rain_final.wav` as `after rain`; the name itself where nothing is left. */
export function titleOfFile(file: string): string {
  const name = stemOf(file);
  const spaced = name.includes(' ') ? name : name.replaceAll('_', ' ');
  const bare = spaced.replace(LEADING_NUMBER, '').replace(TRAILING, '').trim();
  return bare === '' ? name : bare;
}

/** `03-after-rain`. `number`: the place in the album, from 1. */
export function songId(number: number, title: string): string {
  const words = simplified(title)
    .toLowerCase()
    .replaceAll("'", '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  const id = `${String(number).padStart(2, '0')}-${words}`.slice(0, MOST_ID_LETTERS);
  return id.replace(/-+$/, '');
}

/** The last part of a path without its ending. */
export function stemOf(file: string): string {
  const name = file.slice(file.lastIndexOf('/') + 1);
  return name.replace(/(?<=.)\.[^.]*$/, '');
}

/** As people count: `2 b` before `10 a`; capitals do not matter unless all else is the same. */
export function naturalOrder(a: string, b: string): number {
  const [mine, others] = [partsOf(a), partsOf(b)];
  for (let i = 0; i < Math.min(mine.length, others.length); i++) {
    const [x, y] = [mine[i]!, others[i]!];
    const byNumber = /^\d/.test(x) && /^\d/.test(y) ? Number(x) - Number(y) : 0;
    if (byNumber !== 0) return byNumber;
    if (x !== y && !/^\d/.test(x + y)) return x < y ? -1 : 1;
    if (x !== y && /^\d/.test(x) !== /^\d/.test(y)) return /^\d/.test(x) ? -1 : 1;
  }
  return mine.length - others.length || (a < b ? -1 : a > b ? 1 : 0);
}

/** Runs of figures and of everything else; folders end before anything that goes on. */
const partsOf = (text: string): string[] =>
  simplified(text)
    .toLowerCase()
    .replaceAll('/', '\u0001')
    .match(/\d+|\D+/g) ?? [];
