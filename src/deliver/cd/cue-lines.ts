// Cue lines: the text of a cue sheet in whatever letters, as commands with their words.
import { latin1Text, utf16Text, utf8Text } from '../../files/tags/tag-text.ts';

export interface CueLine {
  /** From 1. */
  readonly line: number;
  /** In capitals. */
  readonly command: string;
  /** Without quotation marks. */
  readonly words: readonly string[];
  /** All words as they stand, outer quotation marks off: texts that nobody quoted. */
  readonly rest: string;
}

/** UTF-8 with or without its mark, UTF-16 with one, or Windows-1252: what sheets are met in. */
export function sheetText(bytes: Uint8Array): string {
  const mark = bytes.length < 2 ? 0 : (bytes[0]! << 8) | bytes[1]!;
  if (mark === 0xfffe || mark === 0xfeff) return utf16Text(bytes, true);
  return (utf8Text(bytes) ?? latin1Text(bytes)).replace(/^\ufeff/, '');
}

/** Every line that says something, with any line ends. */
export function cueLines(text: string): CueLine[] {
  return text.split(/\r\n|\r|\n/).flatMap((raw, i) => {
    const found = /^\s*([^\s"]+)\s*(.*?)\s*$/.exec(raw.replaceAll('\0', ''));
    if (found === null) return [];
    const [, command = '', rest = ''] = found;
    return [{ line: i + 1, command: command.toUpperCase(), words: wordsOf(rest), rest: withoutMarks(rest) }];
  });
}

/** A quotation that is never closed goes to the line's end. */
function wordsOf(text: string): string[] {
  return [...text.matchAll(/"([^"]*)"?|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
}

/** Marks within are kept: some programs write titles with quotations as they are. */
function withoutMarks(text: string): string {
  return text.startsWith('"') ? text.slice(1).replace(/"$/, '') : text;
}
