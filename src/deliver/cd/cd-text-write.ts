// CD-TEXT write: the texts of a disc as the packs of its lead-in, one block a language, in ISO 8859-1.
import { asciiBytes } from '../../files/tags/tag-text.ts';
import { joined } from '../../files/tags/byte-parts.ts';
import type { Refusal } from '../finish/written-files.ts';
import {
  cutStrings,
  MOST_BLOCKS,
  MOST_PACKS,
  PACK_TYPES,
  packBytes,
  PAYLOAD_BYTES,
  SIZE_PACKS,
  type Pack,
} from './cd-text-packs.ts';
import type { Disc, DiscTexts } from './disc.ts';
import { TEXT_PACK_TYPES } from './disc-texts.ts';

/** Character set of a block: ISO 8859-1. */
const LATIN_1 = 0;
/** Copyright byte of a block whose texts are protected. */
const COPYRIGHTED = 3;

/** All that one block says. */
interface Language {
  readonly languageCode: number;
  readonly genreText: string;
  readonly texts: DiscTexts;
  readonly tracks: readonly DiscTexts[];
}

/** Has the disc anything to show? Codes alone are in the Q channel already. */
export function hasTexts(disc: Disc): boolean {
  return languagesOf(disc).some(({ texts, tracks }) =>
    [texts, ...tracks].some((told) => TEXT_PACK_TYPES.some(([kind]) => told[kind] !== '')),
  );
}

function languagesOf(disc: Disc): Language[] {
  const { languageCode, genreText, texts, tracks, translations = [] } = disc;
  return [{ languageCode, genreText, texts, tracks: tracks.map((track) => track.texts) }, ...translations];
}

/** Packs of 18 bytes, nothing before or behind them; check the disc first. No bytes where it has nothing to show. */
export function writeCdText(disc: Disc): Uint8Array {
  if (!hasTexts(disc)) return new Uint8Array(0);
  const languages = languagesOf(disc);
  const blocks = languages.map((language) => contentPacks(disc, language));
  const lastSequences = blocks.map((packs) => packs.length + SIZE_PACKS - 1);
  const codes = languages.map((language) => language.languageCode);
  return joined(
    blocks.flatMap((packs, block) =>
      [...packs, ...sizePacks(disc, packs, lastSequences, codes)].map((pack, sequence) =>
        packBytes(pack, block, sequence),
      ),
    ),
  );
}

/** A kind that neither the disc nor a track has is left out; where one has it, all have a string, even an empty one. */
function contentPacks(disc: Disc, { texts, tracks, genreText }: Language): Pack[] {
  const kinds = TEXT_PACK_TYPES.flatMap(([kind, type]) => {
    const strings = [texts, ...tracks].map((told) => told[kind]);
    return strings.every((text) => text === '') ? [] : cutStrings(type, strings.map(asciiBytes), 0);
  });
  return [...kinds, ...discIdPacks(disc), ...genrePacks(disc.genreCode, genreText)];
}

function discIdPacks({ catalogueNumber }: Disc): Pack[] {
  return catalogueNumber === '' ? [] : cutStrings(PACK_TYPES.discId, [asciiBytes(catalogueNumber)], 0);
}

/** The code in two bytes, high one first, then the text. */
function genrePacks(code: number, text: string): Pack[] {
  if (code === 0 && text === '') return [];
  return cutStrings(
    PACK_TYPES.genre,
    [joined([Uint8Array.of(code >>> 8, code & 0xff), asciiBytes(text)])],
    0,
  );
}

/** Character set, tracks, how many packs of each type, and of every block its last number and its language. */
function sizePacks(
  disc: Disc,
  packs: readonly Pack[],
  lastSequences: readonly number[],
  languageCodes: readonly number[],
): Pack[] {
  const record = new Uint8Array(SIZE_PACKS * PAYLOAD_BYTES);
  record.set([LATIN_1, 1, disc.tracks.length, disc.copyrighted ? COPYRIGHTED : 0]);
  for (const { type } of packs) record[4 + type - 0x80]! += 1;
  record[4 + PACK_TYPES.size - 0x80] = SIZE_PACKS;
  record.set(lastSequences, 20);
  record.set(languageCodes, 28);
  return Array.from({ length: SIZE_PACKS }, (_, i) => ({
    type: PACK_TYPES.size,
    track: i,
    place: 0,
    isDoubleByte: false,
    payload: record.subarray(i * PAYLOAD_BYTES, (i + 1) * PAYLOAD_BYTES),
  }));
}

/** Packs that each block of the disc takes, sizes too. */
export function packCounts(disc: Disc): number[] {
  if (!hasTexts(disc)) return [];
  return languagesOf(disc).map((language) => contentPacks(disc, language).length + SIZE_PACKS);
}

/** Why the texts of a disc cannot stand in CD-TEXT as they are; empty: they can. */
export function checkTexts(disc: Disc): Refusal[] {
  const languages = languagesOf(disc);
  const letters = languages.flatMap((language) =>
    [language.texts, ...language.tracks].flatMap((texts, track) =>
      TEXT_PACK_TYPES.flatMap(([kind]) => checkLetters(texts[kind], { kind, track })),
    ),
  );
  const plain = [disc.catalogueNumber, ...languages.map((language) => language.genreText)].flatMap((text) =>
    checkPlain(text),
  );
  if (letters.length + plain.length > 0) return [...letters, ...plain];
  return checkBlocks(disc, languages);
}

function checkBlocks(disc: Disc, languages: readonly Language[]): Refusal[] {
  if (languages.length > MOST_BLOCKS)
    return [{ code: 'cd-text-languages', facts: { languages: languages.length, most: MOST_BLOCKS } }];
  const uneven = languages.find((language) => language.tracks.length !== disc.tracks.length);
  if (uneven !== undefined)
    return [{ code: 'cd-text-tracks', facts: { found: uneven.tracks.length, promised: disc.tracks.length } }];
  return packCounts(disc)
    .filter((packs) => packs > MOST_PACKS)
    .map((packs) => ({ code: 'cd-text-too-long', facts: { packs, most: MOST_PACKS } }));
}

function checkLetters(text: string, at: { kind: string; track: number }): Refusal[] {
  const wrong = [...text].filter((letter) => !isLatin1(letter)).join('');
  return wrong === '' ? [] : [{ code: 'cd-text-letters', facts: { ...at, letters: wrong } }];
}

/** A printed letter of ISO 8859-1. */
export const isLatin1 = (letter: string): boolean => /^[\u0020-\u007e\u00a0-\u00ff]$/u.test(letter);

function checkPlain(text: string): Refusal[] {
  const wrong = text.replace(/[ -~]/g, '');
  return wrong === '' ? [] : [{ code: 'cd-text-letters', facts: { kind: 'code', track: 0, letters: wrong } }];
}
