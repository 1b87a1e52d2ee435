// ID3 writing: named values and pictures as an ID3v2.4 tag in UTF-8, or as 2.3 for old players, in UTF-16 where needed.
import { Fault } from '../../../signal/fault.ts';
import { idBytes, joined, uint16, uint32 } from '../byte-parts.ts';
import { pictureType } from '../checks/artwork.ts';
import { homeOf, lenientBase64, nameAtHome } from '../kept-bytes.ts';
import { groupedValues, nameKey, type NamedValue, type TagContent } from '../named-values.ts';
import type { TagNote } from '../tag-carrier.ts';
import { tell } from '../tag-note.ts';
import { asciiBytes, isAscii, utf16Bytes, utf8Bytes } from '../tag-text.ts';
import type { Artwork } from '../tags.ts';
import { frameOfName, isTextFrame, isUrlFrame, ROLES } from './id3-frame-names.ts';

export type Id3Version = 3 | 4;

/** The largest size of seven bits a byte. */
const MOST_BYTES = (1 << 28) - 1;
/** No language is told (ID3v2.4, section 3). */
const NO_LANGUAGE = idBytes('XXX');
/** Names that have frames of their own shape. */
const PLACES: Readonly<Record<string, string>> = { TRACKNUMBER: 'TRCK', DISCNUMBER: 'TPOS' };
const TOTALS: Readonly<Record<string, string>> = { TRACKNUMBER: 'TRACKTOTAL', DISCNUMBER: 'DISCTOTAL' };

/** A whole tag; no bytes for no content. Values that only other formats can hold must be taken out before. */
export function writeId3v2(content: TagContent, version: Id3Version, notes: TagNote[]): Uint8Array {
  const frames = [
    ...valueFrames(content.values, version, notes),
    ...content.artwork.map((each) => picture(each, version)),
  ];
  if (frames.length === 0) return new Uint8Array(0);
  const body = joined(frames);
  if (body.length > MOST_BYTES) {
    throw new Fault('tags-too-large', 'usage', { where: 'ID3v2', bytes: body.length, most: MOST_BYTES });
  }
  return joined([idBytes('ID3'), Uint8Array.of(version, 0, 0), synchsafeBytes(body.length), body]);
}

const synchsafeBytes = (size: number): Uint8Array =>
  Uint8Array.of((size >>> 21) & 127, (size >>> 14) & 127, (size >>> 7) & 127, size & 127);

function valueFrames(values: readonly NamedValue[], version: Id3Version, notes: TagNote[]): Uint8Array[] {
  const groups = groupedValues(values);
  const valueOf = (name: string): string | undefined =>
    groups.find((group) => group.name === name)?.values[0];
  const frames = groups.flatMap(({ name, values: texts }) => {
    const key = name.toUpperCase();
    if (key in PLACES) return [text(PLACES[key]!, [outOf(texts[0]!, valueOf(TOTALS[key]!))], version)];
    if (Object.values(TOTALS).includes(key) && valueOf(key.replace('TOTAL', 'NUMBER')) !== undefined)
      return [];
    if (key in ROLES || name.startsWith('TIPL:')) return [];
    if (version === 3 && (key === 'DATE' || key === 'ORIGINALDATE')) return oldDate(key, texts[0]!, notes);
    return framesOf(name, texts, version, notes);
  });
  return [...frames, ...people(groups, version)];
}

const outOf = (number: string, total: string | undefined): string =>
  total === undefined ? number : `${number}/${total}`;

/** The frames for one name with all its values. */
function framesOf(
  name: string,
  texts: readonly string[],
  version: Id3Version,
  notes: TagNote[],
): Uint8Array[] {
  const known = frameOfName(name, version);
  const [base, description = ''] = [nameKey(name.split(':')[0]!), name.split(':').slice(1).join(':')];
  if (known !== undefined) return [text(known, oneOrAll(name, texts, version, notes), version)];
  if (homeOf(name) === 'ID3') return texts.flatMap((value) => kept(nameAtHome(name), value, version));
  if (base === 'COMMENT')
    return texts.map((value, i) => commented('COMM', numbered(description, i), value, version));
  if (base === 'LYRICS')
    return texts.map((value, i) => commented('USLT', numbered(description, i), value, version));
  if (name.startsWith('iTun')) return texts.map((value) => commented('COMM', name, value, version));
  if (name.startsWith('WXXX:')) return texts.map((value) => described('WXXX', description, [value], version));
  if (isUrlFrame(name)) return texts.map((value) => frame(name, asciiBytes(value), version));
  if (isTextFrame(name)) return [text(name, oneOrAll(name, texts, version, notes), version)];
  return [described('TXXX', name, oneOrAll(name, texts, version, notes), version)];
}

/** A second comment needs a description of its own: frames of one language and description must not repeat. */
const numbered = (description: string, i: number): string =>
  i === 0 ? description : `${description}${i + 1}`;

/** ID3v2.4 separates values by NUL; in 2.3 old players stop there, so the values become one text. */
function oneOrAll(
  name: string,
  texts: readonly string[],
  version: Id3Version,
  notes: TagNote[],
): readonly string[] {
  if (version === 4 || texts.length === 1) return texts;
  tell(notes, 'values-joined', { field: name, where: 'ID3v2.3' });
  return [texts.join('/')];
}

/** TYER and TDAT, or TORY, which has the year only. */
function oldDate(key: string, date: string, notes: TagNote[]): Uint8Array[] {
  const [year = '', month, day] = date.split('-');
  const isDay = key === 'DATE' && day !== undefined;
  if (month !== undefined && !isDay) tell(notes, 'date-cut', { field: key, where: 'ID3v2.3' });
  const frames = [text(key === 'DATE' ? 'TYER' : 'TORY', [year], 3)];
  return isDay ? [...frames, text('TDAT', [`${day}${month}`], 3)] : frames;
}

/** Arrangers, producers and engineers in one list of pairs. */
function people(groups: ReturnType<typeof groupedValues>, version: Id3Version): Uint8Array[] {
  const pairs = groups.flatMap(({ name, values }) => {
    const role = name.startsWith('TIPL:') ? name.slice(5) : ROLES[name.toUpperCase()];
    return role === undefined ? [] : values.flatMap((value) => [role, value]);
  });
  return pairs.length === 0 ? [] : [text(version === 4 ? 'TIPL' : 'IPLS', pairs, version)];
}

/** Bytes as they were read from another tag. */
function kept(id: string, value: string, version: Id3Version): Uint8Array[] {
  const bytes = lenientBase64(value);
  return bytes === null || !/^[A-Z][A-Z0-9]{3}$/.test(id) ? [] : [frame(id, bytes, version)];
}

const picture = (artwork: Artwork, version: Id3Version): Uint8Array => {
  const words = coded([artwork.description], version);
  const mime = idBytes(`${artwork.mime}\0`);
  const head = [words.subarray(0, 1), mime, Uint8Array.of(pictureType(artwork.role)), words.subarray(1)];
  return frame('APIC', joined([...head, terminator(words), artwork.bytes]), version);
};

const text = (id: string, texts: readonly string[], version: Id3Version): Uint8Array =>
  frame(id, coded(texts, version), version);

/** Description, NUL, values; a URL is Latin-1 whatever the description is. */
function described(
  id: string,
  description: string,
  texts: readonly string[],
  version: Id3Version,
): Uint8Array {
  if (id === 'TXXX') return text(id, [description, ...texts], version);
  const words = coded([description], version);
  return frame(id, joined([words, terminator(words), asciiBytes(texts[0]!)]), version);
}

function commented(id: string, description: string, value: string, version: Id3Version): Uint8Array {
  const words = coded([description, value], version);
  return frame(id, joined([words.subarray(0, 1), NO_LANGUAGE, words.subarray(1)]), version);
}

/** Encoding and texts between NULs: UTF-8 in 2.4; in 2.3 Latin-1 while it is ASCII, else UTF-16, a mark before each text. */
function coded(texts: readonly string[], version: Id3Version): Uint8Array {
  const wide = version === 3 && !texts.every(isAscii);
  const parts = texts.map((each) => (wide ? utf16Bytes(each) : utf8Bytes(each)));
  const separator = new Uint8Array(wide ? 2 : 1);
  const separated = parts.flatMap((part, i) => (i === 0 ? [part] : [separator, part]));
  return joined([Uint8Array.of(version === 4 ? 3 : wide ? 1 : 0), ...separated]);
}

const terminator = (words: Uint8Array): Uint8Array => new Uint8Array(words[0] === 1 ? 2 : 1);

const frame = (id: string, body: Uint8Array, version: Id3Version): Uint8Array =>
  joined([idBytes(id), version === 4 ? synchsafeBytes(body.length) : uint32(body.length), uint16(0), body]);
