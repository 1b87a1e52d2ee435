// Language: any ISO 639 code of a language as the one of ISO 639-2 (terminology) that tags keep.
import { BIBLIOGRAPHIC, ISO_639_1, ISO_639_2 } from './language-codes.ts';

const words = (list: string): string[] => list.trim().split(/\s+/);
const pairs = (list: string): Map<string, string> =>
  new Map(words(list).map((word) => word.split(':') as [string, string]));

const KNOWN = new Set(words(ISO_639_2));
const OTHERS = new Map([...pairs(BIBLIOGRAPHIC), ...pairs(ISO_639_1)]);

/**
 * The ISO 639-2/T code (`deu`) of a 639-2/T, 639-2/B (`ger`) or 639-1 (`de`) code, of these with a region (`de-CH`);
 * `qaa` to `qtz` are kept for local use. null for anything else.
 */
export function normaliseLanguage(text: string): string | null {
  const code = text
    .trim()
    .toLowerCase()
    .replace(/[-_].*$/, '');
  const known = OTHERS.get(code) ?? code;
  return KNOWN.has(known) || /^q[a-t][a-z]$/.test(known) ? known : null;
}
