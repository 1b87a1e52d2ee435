// Cut names: what the files of a record are called, and where they stand.
import type { Album } from '../../album/album.ts';
import type { SideBand } from './vinyl-cut.ts';

/** The record of the cut, for machines and for looking again. */
export const CUT_FILE = 'vinyl-cut.json';
export const CUE_TEXT = 'cue-list.txt';
export const CUE_TABLE = 'cue-list.csv';
export const SIDE_SHEET = 'side-sheet.html';

/** Letters that some system takes for something else. */
const UNSAFE = /[\u0000-\u001f\u007f<>:"/\\|?*]/g;
const MOST_LETTERS = 80;
const NO_NAME = 'Untitled';

/** Of a text for people: the same in any system's folder. */
export function safeName(text: string): string {
  const cleaned = text.normalize('NFC').replace(UNSAFE, ' ').replace(/\s+/g, ' ').trim();
  const short = Array.from(cleaned)
    .slice(0, MOST_LETTERS)
    .join('')
    .replace(/[. ]+$/, '');
  return short === '' ? NO_NAME : short;
}

export function sideFileName({ title }: Pick<Album, 'title'>, side: string): string {
  return `${safeName(title)} - Side ${safeName(side)}.wav`;
}

export function bandFileName({ label, title }: Pick<SideBand, 'label' | 'title'>): string {
  return `${safeName(`${label} ${title}`)}.wav`;
}
