// Cue read: a cue sheet of whatever program as commands in order, with line and reason where it cannot be followed.
import { normaliseIsrc } from '../../files/tags/checks/isrc.ts';
import { readBarcode } from '../../files/tags/checks/barcode.ts';
import { Fault } from '../../signal/fault.ts';
import type { DeliveryNote } from '../delivery.ts';
import { cueLines, sheetText, type CueLine } from './cue-lines.ts';
import type { DiscTexts } from './disc.ts';
import { NO_TEXTS } from './disc-texts.ts';
import { sectorsOfMsf } from './msf.ts';

export interface CueIndex {
  readonly number: number;
  /** Which of the sheet's files it counts in. */
  readonly file: number;
  /** From that file's start. */
  readonly sector: number;
  readonly line: number;
}

export interface CueTrack {
  readonly number: number;
  readonly line: number;
  readonly texts: DiscTexts;
  readonly isrc: string | null;
  readonly copyPermitted: boolean;
  readonly preEmphasis: boolean;
  /** Silence that stands in no file, before the first index and behind the last place. */
  readonly pregapSectors: number;
  readonly postgapSectors: number;
  readonly indexes: readonly CueIndex[];
}

export interface CueFile {
  /** Without folders: sheets of other machines name them in their own way. */
  readonly name: string;
  /** As written, in capitals: `WAVE`, `BINARY`, `MOTOROLA` …; empty where it is left out. */
  readonly type: string;
  readonly line: number;
}

export interface CueSheet {
  /** EAN-13; null: none. */
  readonly barcode: string | null;
  readonly texts: DiscTexts;
  readonly catalogueNumber: string;
  readonly genre: string;
  /** yyyy or yyyy-mm-dd as written; empty: none. */
  readonly date: string;
  readonly cdTextFile: string | null;
  readonly files: readonly CueFile[];
  readonly tracks: readonly CueTrack[];
  readonly notes: readonly DeliveryNote[];
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

interface Reading extends Mutable<Omit<CueSheet, 'files' | 'tracks' | 'notes'>> {
  readonly name: string;
  readonly files: CueFile[];
  readonly tracks: (Mutable<Omit<CueTrack, 'indexes'>> & { readonly indexes: CueIndex[] })[];
  readonly notes: DeliveryNote[];
}

/** What some programs write as remarks, since others refuse a sheet for it. */
const REMARKED_TEXTS = ['COMPOSER', 'ARRANGER', 'MESSAGE'];
const TEXT_COMMANDS = ['TITLE', 'PERFORMER', 'SONGWRITER', 'COMPOSER', 'ARRANGER', 'MESSAGE'];
/** Of CD-TEXT's own making, or of programs' for themselves: nothing of the disc. */
const IDLE_COMMANDS = ['SIZE_INFO', 'TOC_INFO', 'TOC_INFO1', 'TOC_INFO2', 'UPC_EAN'];

/**
 * `name`: of the sheet, for Faults and notes. Fault `bad-cue` (facts `file`, `line`, `what`) for what no disc can be made of;
 * notes for what is read over.
 */
export function readCue(bytes: Uint8Array, name: string): CueSheet {
  const reading: Reading = {
    name,
    barcode: null,
    texts: NO_TEXTS,
    catalogueNumber: '',
    genre: '',
    date: '',
    cdTextFile: null,
    files: [],
    tracks: [],
    notes: [],
  };
  for (const line of cueLines(sheetText(bytes))) readLine(reading, line);
  if (reading.tracks.length === 0) throw badCue(reading, 1, 'it names no track');
  for (const track of reading.tracks) {
    if (!track.indexes.some(({ number }) => number === 1))
      throw badCue(reading, track.line, `track ${track.number} has no INDEX 01`);
  }
  return reading;
}

/** `what` is the end of a sentence: “…: ”. */
export function badCue({ name }: { readonly name: string }, line: number, what: string): Fault {
  return new Fault('bad-cue', 'input', { file: name, line, what });
}

function readLine(reading: Reading, line: CueLine): void {
  const { command, words, rest } = line;
  const track = reading.tracks.at(-1);
  const one = track ?? reading;
  if (TEXT_COMMANDS.includes(command)) one.texts = { ...one.texts, [command.toLowerCase()]: rest };
  else if (command === 'FILE') reading.files.push(fileOf(line));
  else if (command === 'TRACK') openTrack(reading, line);
  else if (command === 'INDEX') readIndex(reading, line);
  else if (command === 'PREGAP') trackOf(reading, line).pregapSectors += timeOf(reading, line, words[0]);
  else if (command === 'POSTGAP') trackOf(reading, line).postgapSectors += timeOf(reading, line, words[0]);
  else if (command === 'FLAGS') readFlags(reading, line);
  else if (command === 'ISRC') readIsrc(reading, line);
  else if (command === 'CATALOG') readCatalog(reading, line);
  else if (command === 'CDTEXTFILE') reading.cdTextFile = baseName(rest);
  else if (command === 'DISC_ID') reading.catalogueNumber = rest;
  else if (command === 'GENRE') reading.genre = rest;
  else if (command === 'REM') readRemark(reading, line);
  else if (!IDLE_COMMANDS.includes(command))
    note(reading, 'cue-unknown-command', { line: line.line, command });
}

function note(reading: Reading, code: string, facts: DeliveryNote['facts']): void {
  reading.notes.push({ code, facts: { file: reading.name, ...facts } });
}

const baseName = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;

/** The type is the last word, unless the name was quoted and nothing follows. */
function fileOf({ words, rest, line }: CueLine): CueFile {
  const isQuoted = words.length <= 2;
  const last = words.length > 1 ? words.at(-1)! : '';
  const name = isQuoted ? words[0]! : rest.slice(0, rest.lastIndexOf(last)).trim();
  return { name: baseName(name ?? ''), type: last.toUpperCase(), line };
}

function openTrack(reading: Reading, { words, line }: CueLine): void {
  const number = Number(words[0]);
  if (!Number.isInteger(number) || number < 1 || number > 99)
    throw badCue(reading, line, `“${words[0] ?? ''}” is no number of a track`);
  const mode = (words[1] ?? 'AUDIO').toUpperCase();
  if (mode !== 'AUDIO') throw badCue(reading, line, `track ${number} holds no music (${mode})`);
  const before = reading.tracks.at(-1);
  if (before !== undefined && number !== before.number + 1)
    throw badCue(reading, line, `track ${number} comes after track ${before.number}`);
  reading.tracks.push({
    number,
    line,
    texts: NO_TEXTS,
    isrc: null,
    copyPermitted: false,
    preEmphasis: false,
    pregapSectors: 0,
    postgapSectors: 0,
    indexes: [],
  });
}

function trackOf(reading: Reading, { command, line }: CueLine): Reading['tracks'][number] {
  const track = reading.tracks.at(-1);
  if (track === undefined) throw badCue(reading, line, `${command} stands before the first TRACK`);
  return track;
}

function timeOf(reading: Reading, { line }: CueLine, text = ''): number {
  const sectors = sectorsOfMsf(text);
  if (sectors === null) throw badCue(reading, line, `“${text}” is no time in minutes:seconds:frames`);
  return sectors;
}

function readIndex(reading: Reading, line: CueLine): void {
  const track = trackOf(reading, line);
  const number = Number(line.words[0]);
  const wanted = track.indexes.length === 0 ? [0, 1] : [track.indexes.at(-1)!.number + 1];
  if (!wanted.includes(number))
    throw badCue(reading, line.line, `INDEX ${line.words[0] ?? ''} is not in order`);
  if (reading.files.length === 0) throw badCue(reading, line.line, 'INDEX stands before the first FILE');
  const sector = timeOf(reading, line, line.words[1]);
  track.indexes.push({ number, file: reading.files.length - 1, sector, line: line.line });
}

function readFlags(reading: Reading, line: CueLine): void {
  const track = trackOf(reading, line);
  const flags = line.words.map((word) => word.toUpperCase());
  track.copyPermitted = flags.includes('DCP');
  track.preEmphasis = flags.includes('PRE');
  if (flags.includes('DATA')) throw badCue(reading, line.line, `track ${track.number} holds no music (DATA)`);
  for (const flag of flags.filter((each) => ['4CH', 'SCMS'].includes(each)))
    note(reading, 'cue-flag-left-out', { line: line.line, flag });
}

/** Zeros stand for none. */
const isNone = (code: string): boolean => /^[0\s-]*$/.test(code);

function readIsrc(reading: Reading, line: CueLine): void {
  const track = trackOf(reading, line);
  track.isrc = normaliseIsrc(line.rest);
  if (track.isrc === null && !isNone(line.rest))
    note(reading, 'cue-code-left-out', { line: line.line, what: 'ISRC', code: line.rest });
}

function readCatalog(reading: Reading, line: CueLine): void {
  if (isNone(line.rest)) return;
  const found = readBarcode(line.rest);
  if ('barcode' in found) reading.barcode = found.barcode.padStart(13, '0');
  else note(reading, 'cue-code-left-out', { line: line.line, what: 'CATALOG', code: line.rest });
}

/** REM GENRE and REM DATE are what most programs write; other remarks are nobody's business. */
function readRemark(reading: Reading, { words, rest }: CueLine): void {
  const kind = (words[0] ?? '').toUpperCase();
  const told = words.length > 2 ? rest.slice(kind.length).trim() : (words[1] ?? '');
  const one = reading.tracks.at(-1) ?? reading;
  if (REMARKED_TEXTS.includes(kind)) one.texts = { ...one.texts, [kind.toLowerCase()]: told };
  if (reading.tracks.length > 0) return;
  if (kind === 'DISC_ID') reading.catalogueNumber = told;
  if (kind === 'GENRE') reading.genre = told;
  if (kind === 'DATE') reading.date = told;
}
