// Text style: what the console text asks of a terminal: emphasis by meaning, never by colour.

/** Each returns its text dressed; the visible width must not change. */
export interface TextStyle {
  strong(text: string): string;
  dim(text: string): string;
  good(text: string): string;
  warn(text: string): string;
  bad(text: string): string;
}

const plain = (text: string): string => text;

/** For files, pipes and tests. */
export const PLAIN: TextStyle = { strong: plain, dim: plain, good: plain, warn: plain, bad: plain };

/** Text in lines of at most `width`, each after `indent`; words longer than a line stand alone, uncut. */
export function wrapped(text: string, width: number, indent = ''): string[] {
  const room = Math.max(20, width - indent.length);
  const lines: string[] = [];
  let current = '';
  for (const word of text.split(/[ \n]+/)) {
    if (current !== '' && displayWidth(current) + 1 + displayWidth(word) > room) {
      lines.push(indent + current);
      current = word;
    } else {
      current = current === '' ? word : `${current} ${word}`;
    }
  }
  return [...lines, indent + current];
}

/** Columns a terminal needs: two for East Asian wide characters and emoji, none for marks that combine. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text.normalize('NFC')) {
    if (/\p{Mark}|\p{Default_Ignorable_Code_Point}/u.test(character)) continue;
    width +=
      /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|\p{Emoji_Presentation}|[\uff01-\uff60]/u.test(
        character,
      )
        ? 2
        : 1;
  }
  return width;
}

export function padded(text: string, width: number, side: 'left' | 'right' = 'left'): string {
  const fill = ' '.repeat(Math.max(0, width - displayWidth(text)));
  return side === 'left' ? text + fill : fill + text;
}

/** Cut in the middle, so that beginning and ending of a path stay readable. */
export function shortened(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  const characters = [...text];
  let from = characters.length;
  let tail = '';
  while (from > 0 && displayWidth(characters[from - 1]! + tail) <= Math.floor((width - 1) / 2)) {
    tail = characters[--from]! + tail;
  }
  let head = '';
  for (const character of characters) {
    if (displayWidth(head + character) > width - 1 - displayWidth(tail)) break;
    head += character;
  }
  return `${head}\u2026${tail}`;
}

/** Cut at the end. */
export function clipped(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let kept = '';
  for (const character of text) {
    if (displayWidth(kept + character) > width - 1) break;
    kept += character;
  }
  return `${kept}\u2026`;
}

/** Control characters made visible: a file name must not drive the terminal. */
export function printable(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
}
