// Parsed text: what a file that people edit holds, and where in its text each value stands.
import { Fault } from '../signal/fault.ts';

export interface ParsedText {
  readonly value: unknown;
  /** Where the value of a path (`moves[0].params.q`) begins, in letters from the start; null where there is none. */
  offsetOf(path: string): number | null;
}

/** Both from 1, as editors count. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

export function placeAt(text: string, offset: number): TextPlace {
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: lines.length, column: lines.at(-1)!.length + 1 };
}

/** The place of a path's value, or of the nearest record around it that is there. */
export function placeOf(text: string, parsed: ParsedText, path: string): TextPlace {
  for (let at = path; at !== ''; at = holderOf(at)) {
    const offset = parsed.offsetOf(at);
    if (offset !== null) return placeAt(text, offset);
  }
  return placeAt(text, parsed.offsetOf('') ?? 0);
}

/** `moves[0].params` of `moves[0].params.q`. */
function holderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('.'), path.lastIndexOf('[')));
}

/** A `bad-record` Fault about the text itself. */
export function refuseText(text: string, file: string, what: string, offset: number, cause?: unknown): Fault {
  return new Fault('bad-record', 'usage', { file, where: 'the file', what, ...placeAt(text, offset) }, cause);
}
