// TOC read: a TOC file of cdrdao as tracks with the stretches of their files.
import { normaliseIsrc } from '../../files/tags/checks/isrc.ts';
import { readBarcode } from '../../files/tags/checks/barcode.ts';
import type { DeliveryNote } from '../delivery.ts';
import { sheetText } from './cue-lines.ts';
import type { DiscTexts } from './disc.ts';
import { NO_TEXTS } from './disc-texts.ts';
import { createTocCursor, type TocCursor } from './toc-cursor.ts';
import { readTocTexts, type TocTexts } from './toc-texts.ts';
import { tocTokens } from './toc-tokens.ts';

export interface TocPiece {
  /** Which of the sheet's files; null: silence. */
  readonly file: number | null;
  readonly fromSector: number;
  /** null: to the file's end. */
  readonly sectors: number | null;
}

export interface TocTrack {
  readonly isrc: string | null;
  readonly copyPermitted: boolean;
  readonly preEmphasis: boolean;
  readonly texts: DiscTexts;
  readonly pieces: readonly TocPiece[];
  /** How many of the pieces stand before index 01; further sectors of them by START with a time. */
  readonly pausePieces: number;
  readonly pauseSectors: number;
  /** Index 02 …, from index 01 on. */
  readonly indexSectors: readonly number[];
}

export interface TocSheet {
  readonly barcode: string | null;
  readonly texts: TocTexts | null;
  readonly files: readonly { readonly name: string; readonly isSwapped: boolean }[];
  readonly tracks: readonly TocTrack[];
  readonly notes: readonly DeliveryNote[];
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

type OpenTrack = Mutable<Omit<TocTrack, 'pieces' | 'indexSectors'>> & {
  readonly pieces: TocPiece[];
  readonly indexSectors: number[];
};

interface Reading extends Mutable<Omit<TocSheet, 'files' | 'tracks' | 'notes'>> {
  readonly files: { name: string; isSwapped: boolean }[];
  readonly tracks: OpenTrack[];
  readonly notes: DeliveryNote[];
}

/** `name`: of the sheet. Fault `bad-toc` (facts `file`, `line`, `what`) for what no disc can be made of. */
export function readToc(bytes: Uint8Array, name: string): TocSheet {
  const cursor = createTocCursor(tocTokens(sheetText(bytes)), name);
  const reading: Reading = { barcode: null, texts: null, files: [], tracks: [], notes: [] };
  while (!cursor.atEnd) readStatement(reading, cursor);
  if (reading.tracks.length === 0) throw cursor.wrong('it names no track');
  const bare = reading.tracks.findIndex(({ pieces }) => pieces.length === 0);
  if (bare >= 0) throw cursor.wrong(`track ${bare + 1} has no sound`);
  return reading;
}

function readStatement(reading: Reading, cursor: TocCursor): void {
  const word = cursor.word().toUpperCase();
  const track = reading.tracks.at(-1);
  if (word === 'CATALOG') readCatalog(reading, cursor);
  else if (word === 'TRACK') openTrack(reading, cursor);
  else if (word === 'CD_TEXT') takeTexts(reading, track, readTocTexts(cursor));
  else if (['CD_ROM', 'CD_ROM_XA', 'CD_I'].includes(word)) throw cursor.wrong('it is no disc of music');
  else if (track !== undefined) readTrackStatement(reading, track, word, cursor);
  else if (word !== 'CD_DA') throw cursor.wrong(`“${word}” is not understood`);
}

function readCatalog(reading: Reading, cursor: TocCursor): void {
  const code = cursor.text();
  const found = readBarcode(code);
  if ('barcode' in found) reading.barcode = found.barcode.padStart(13, '0');
  else if (!/^0*$/.test(code))
    reading.notes.push({ code: 'cue-code-left-out', facts: { what: 'CATALOG', code } });
}

function openTrack(reading: Reading, cursor: TocCursor): void {
  const mode = cursor.word().toUpperCase();
  if (mode !== 'AUDIO') throw cursor.wrong(`track ${reading.tracks.length + 1} holds no music (${mode})`);
  reading.tracks.push({
    isrc: null,
    copyPermitted: false,
    preEmphasis: false,
    texts: NO_TEXTS,
    pieces: [],
    pausePieces: 0,
    pauseSectors: 0,
    indexSectors: [],
  });
}

function takeTexts(reading: Reading, track: OpenTrack | undefined, found: TocTexts): void {
  if (track !== undefined) track.texts = found.texts;
  else reading.texts = found;
  if (found.otherLanguages > 0 && track === undefined)
    reading.notes.push({ code: 'toc-languages-left-out', facts: { count: found.otherLanguages } });
}

function readTrackStatement(reading: Reading, track: OpenTrack, word: string, cursor: TocCursor): void {
  if (word === 'NO') readFlag(track, cursor.word().toUpperCase(), false);
  else if (word === 'COPY' || word === 'PRE_EMPHASIS') readFlag(track, word, true);
  else if (word === 'ISRC') track.isrc = normaliseIsrc(cursor.text());
  else if (word === 'FILE' || word === 'AUDIOFILE') track.pieces.push(readFile(reading, cursor));
  else if (word === 'SILENCE' || word === 'ZERO')
    track.pieces.push({ file: null, fromSector: 0, sectors: cursor.length() });
  else if (word === 'PREGAP') {
    track.pieces.push({ file: null, fromSector: 0, sectors: cursor.length() });
    track.pausePieces = track.pieces.length;
  } else if (word === 'START') {
    if (cursor.peekIsLength()) track.pauseSectors = cursor.length();
    else track.pausePieces = track.pieces.length;
  } else if (word === 'INDEX') track.indexSectors.push(cursor.length());
  else if (word !== 'TWO_CHANNEL_AUDIO' && word !== 'FOUR_CHANNEL_AUDIO')
    throw cursor.wrong(`“${word}” is not understood`);
}

function readFlag(track: OpenTrack, word: string, isSet: boolean): void {
  if (word === 'COPY') track.copyPermitted = isSet;
  if (word === 'PRE_EMPHASIS') track.preEmphasis = isSet;
}

function readFile(reading: Reading, cursor: TocCursor): TocPiece {
  const name = cursor.text().split(/[\\/]/).at(-1)!;
  const isSwapped = cursor.takeIf('SWAP');
  const known = reading.files.findIndex((file) => file.name === name && file.isSwapped === isSwapped);
  const file = known >= 0 ? known : reading.files.push({ name, isSwapped }) - 1;
  const fromSector = cursor.length();
  const sectors = cursor.peekIsLength() ? cursor.length() : 0;
  return { file, fromSector, sectors: sectors === 0 ? null : sectors };
}
