// TOC texts: the CD_TEXT blocks of a TOC file: what a disc or a track shows, in its first language.
import { ENGLISH } from './cd-text-read.ts';
import type { DiscTexts } from './disc.ts';
import { NO_TEXTS, TEXT_PACK_TYPES } from './disc-texts.ts';
import type { TocCursor } from './toc-cursor.ts';

export interface TocTexts {
  readonly texts: DiscTexts;
  readonly catalogueNumber: string;
  readonly genreCode: number;
  readonly genreText: string;
  /** Of the first language; null: no map. */
  readonly languageCode: number | null;
  /** Languages beyond the first, which are left out. */
  readonly otherLanguages: number;
}

type Value = string | readonly number[];

/** From behind `CD_TEXT` to behind its last brace. */
export function readTocTexts(cursor: TocCursor): TocTexts {
  const items = new Map<string, Value>();
  let languageCode: number | null = null;
  let languages = 0;
  cursor.take('{');
  while (!cursor.takeIf('}')) {
    if (cursor.takeIf('LANGUAGE_MAP')) languageCode = readMap(cursor);
    else {
      cursor.take('LANGUAGE');
      cursor.word();
      const block = readItems(cursor);
      if (languages === 0) for (const [name, value] of block) items.set(name, value);
      languages++;
    }
  }
  const text = (name: string): string => textOf(items.get(name) ?? '');
  const kinds = TEXT_PACK_TYPES.map(([kind]) => [kind, text(kind.toUpperCase())]);
  const genre = items.get('GENRE') ?? '';
  return {
    texts: { ...NO_TEXTS, ...Object.fromEntries(kinds) },
    catalogueNumber: text('DISC_ID'),
    genreCode: typeof genre === 'string' ? 0 : ((genre[0] ?? 0) << 8) | (genre[1] ?? 0),
    genreText: typeof genre === 'string' ? genre : textOf(genre.slice(2)),
    languageCode,
    otherLanguages: Math.max(0, languages - 1),
  };
}

/** `{ 0 : EN 1 : 8 }`: the language of the first. */
function readMap(cursor: TocCursor): number {
  const codes: number[] = [];
  cursor.take('{');
  while (!cursor.takeIf('}')) {
    cursor.word();
    cursor.takeIf(':');
    const name = cursor.word();
    codes.push(name.toUpperCase() === 'EN' ? ENGLISH : Number(name));
  }
  return codes[0] ?? ENGLISH;
}

function readItems(cursor: TocCursor): Map<string, Value> {
  const items = new Map<string, Value>();
  cursor.take('{');
  while (!cursor.takeIf('}')) {
    const name = cursor.word().toUpperCase();
    items.set(name, cursor.peekIs('{') ? readBytes(cursor) : cursor.text());
  }
  return items;
}

function readBytes(cursor: TocCursor): number[] {
  const bytes: number[] = [];
  cursor.take('{');
  while (!cursor.takeIf('}')) {
    if (!cursor.takeIf(',')) bytes.push(Number(cursor.word()));
  }
  return bytes;
}

/** Bytes are ISO 8859-1, up to their zero. */
function textOf(value: Value): string {
  return typeof value === 'string' ? value : String.fromCharCode(...value).replace(/\0[\s\S]*$/, '');
}
