// CD-TEXT read: packs as texts by language, with every check sum, number and count looked at.
import { latin1Text, untilNul } from '../../files/tags/tag-text.ts';
import type { DeliveryNote } from '../delivery.ts';
import type { Refusal } from '../finish/written-files.ts';
import { checkBlock } from './cd-text-check.ts';
import { joinStrings, PACK_BYTES, PACK_TYPES, packOf, sizeRecord, type FoundPack } from './cd-text-packs.ts';
import type { Disc, DiscTexts, DiscTranslation } from './disc.ts';
import { TEXT_PACK_TYPES, textsOf } from './disc-texts.ts';
import { recordsOf } from './fixed-fields.ts';

/** One language of a disc, as found. */
export interface CdTextBlock extends DiscTranslation {
  readonly characterSet: number;
  readonly copyrighted: boolean;
  readonly genreCode: number;
  readonly catalogueNumber: string;
  /** Barcode of the disc, then the codes of its tracks; empty where there are none. */
  readonly codes: readonly string[];
}

export interface CdTextReading {
  readonly blocks: readonly CdTextBlock[];
  readonly refusals: readonly Refusal[];
  readonly notes: readonly DeliveryNote[];
}

/** English, where nothing says otherwise (EBU Tech 3264, appendix 3). */
export const ENGLISH = 9;
/** Character sets of a block. */
const MS_JIS = 0x80;

/**
 * Never throws: what is wrong is refused by name. Taken as they come: one zero behind the packs, and the four bytes of length
 * before them that drives add. `file` is named in refusals; `trackCount` where the sizes do not tell.
 */
export function readCdText(file: Uint8Array, name: string, trackCount: number): CdTextReading {
  const refusals: Refusal[] = [];
  const notes: DeliveryNote[] = [];
  const packs = packsOf(file, name, refusals, notes);
  packs.forEach((pack, i) => {
    if (!pack.isWhole) refusals.push({ code: 'cd-text-crc', facts: { file: name, pack: i + 1 } });
  });
  const blocks = [...new Set(packs.map((pack) => pack.block))].sort((a, b) => a - b);
  const found = blocks.map((block) => {
    const own = packs.filter((pack) => pack.block === block);
    refusals.push(...checkBlock(own, block, trackCount));
    return blockOf(own, block, trackCount);
  });
  for (const { characterSet } of found)
    if (characterSet > 1) notes.push({ code: 'cd-text-character-set', facts: { file: name, characterSet } });
  return { blocks: found, refusals, notes };
}

function packsOf(file: Uint8Array, name: string, refusals: Refusal[], notes: DeliveryNote[]): FoundPack[] {
  const rest = file.length % PACK_BYTES;
  const isPadded = rest === 1 && file.at(-1) === 0;
  const hasHeader = rest === 4 && file[0]! < 0x80;
  if (isPadded || hasHeader) notes.push({ code: 'cd-text-frame', facts: { file: name, bytes: rest } });
  else if (rest !== 0 || file.length === 0)
    refusals.push({
      code: 'ddp-odd-length',
      facts: { file: name, bytes: file.length, packetBytes: PACK_BYTES },
    });
  return recordsOf(hasHeader ? file.subarray(4) : file, PACK_BYTES).map(packOf);
}

function blockOf(packs: readonly FoundPack[], block: number, trackCount: number): CdTextBlock {
  const sizes = sizeRecord(packs);
  const characterSet = sizes?.[0] ?? 0;
  const told = new Map(
    TEXT_PACK_TYPES.map(([kind, type]) => [kind, stringsOf(packs, type, trackCount, characterSet)]),
  );
  const textAt = (i: number): DiscTexts => textsOf((kind) => told.get(kind)![i]!);
  const genre = joinedPayload(packs, PACK_TYPES.genre);
  return {
    languageCode: sizes?.[28 + block] ?? ENGLISH,
    characterSet,
    copyrighted: sizes !== null && sizes[3] !== 0,
    texts: textAt(0),
    tracks: Array.from({ length: trackCount }, (_, i) => textAt(i + 1)),
    catalogueNumber: stringsOf(packs, PACK_TYPES.discId, 0, 0)[0]!,
    genreCode: genre === null ? 0 : (genre[0]! << 8) | genre[1]!,
    genreText: genre === null ? '' : latin1Text(untilNul(genre.subarray(2))),
    codes: stringsOf(packs, PACK_TYPES.codes, trackCount, 0),
  };
}

/** The disc's string and one a track; a lone tab repeats the string before it. */
function stringsOf(
  packs: readonly FoundPack[],
  type: number,
  trackCount: number,
  characterSet: number,
): string[] {
  const own = packs.filter((pack) => pack.type === type);
  const strings = new Array<string>(trackCount + 1).fill('');
  if (own.length === 0) return strings;
  const unit = own[0]!.isDoubleByte ? 2 : 1;
  joinStrings(own, unit).forEach((bytes, i) => {
    const at = own[0]!.track + i;
    if (at > trackCount) return;
    const repeats = bytes.length === unit && bytes.every((byte) => byte === 9);
    strings[at] = repeats ? (strings[at - 1] ?? '') : decoded(bytes, characterSet);
  });
  return strings;
}

function joinedPayload(packs: readonly FoundPack[], type: number): Uint8Array | null {
  const own = packs.filter((pack) => pack.type === type);
  if (own.length === 0) return null;
  return Uint8Array.from(own.flatMap((pack) => [...pack.payload]));
}

function decoded(bytes: Uint8Array, characterSet: number): string {
  return characterSet === MS_JIS ? new TextDecoder('shift_jis').decode(bytes) : latin1Text(bytes);
}

/** `disc` with the texts that were read; the first block is its own language, the others are translations. */
export function withTexts(disc: Disc, blocks: readonly CdTextBlock[]): Disc {
  const [own, ...others] = blocks;
  if (own === undefined) return disc;
  const { languageCode, copyrighted, genreCode, genreText, catalogueNumber, texts } = own;
  const translations = others.map((block) => ({
    languageCode: block.languageCode,
    genreText: block.genreText,
    texts: block.texts,
    tracks: block.tracks,
  }));
  return {
    ...disc,
    languageCode,
    copyrighted,
    genreCode,
    genreText,
    catalogueNumber,
    texts,
    ...(translations.length > 0 ? { translations } : {}),
    tracks: disc.tracks.map((track, i) => ({ ...track, texts: own.tracks[i] ?? track.texts })),
  };
}
