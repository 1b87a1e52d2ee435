// ID3 reading: the frames of an ID3v2 tag as named values and pictures.
import { dividedAtNul, splitAtNul } from '../byte-parts.ts';
import { artworkOf, roleOfPicture } from '../checks/artwork.ts';
import { keptBytes } from '../kept-bytes.ts';
import type { NamedValue, TagContent } from '../named-values.ts';
import type { TagNote } from '../tag-carrier.ts';
import { tell } from '../tag-note.ts';
import { latin1Text, utf16Text, utf8Text } from '../tag-text.ts';
import type { Artwork } from '../tags.ts';
import { isTextFrame, isUrlFrame, nameOfFrame, ROLES } from './id3-frame-names.ts';
import { id3Frames, type Id3Frame } from './id3-frames.ts';
import { genresOf } from './id3-genres.ts';

interface Gathering {
  readonly values: NamedValue[];
  readonly artwork: Artwork[];
  /** Year, day and month, time as ID3v2.3 keeps them apart. */
  readonly dates: Map<string, string>;
  readonly notes: TagNote[];
}

/** All that the ID3v2 tag at the start of `bytes` says. */
export function readId3v2(bytes: Uint8Array, notes: TagNote[]): TagContent {
  const gathering: Gathering = { values: [], artwork: [], dates: new Map(), notes };
  for (const frame of id3Frames(bytes, notes)) takeFrame(frame, gathering);
  const { values, artwork, dates } = gathering;
  const year = dates.get('TYER');
  if (year !== undefined && !values.some(([name]) => name === 'DATE'))
    values.push(['DATE', fullDate(year, dates)]);
  return { values, artwork };
}

/** TDAT is day and month, `DDMM`. */
function fullDate(year: string, dates: Map<string, string>): string {
  const found = /^(\d\d)(\d\d)$/.exec(dates.get('TDAT') ?? '');
  return found === null || !/^\d{4}$/.test(year) ? year : `${year}-${found[2]}-${found[1]}`;
}

function takeFrame({ id, body }: Id3Frame, gathering: Gathering): void {
  const { values } = gathering;
  if (id === 'TXXX' || id === 'WXXX') takeDescribed(id, body, gathering);
  else if (id === 'COMM' || id === 'USLT') takeComment(id, body, gathering);
  else if (id === 'APIC' || id === 'PIC') takePicture(body, gathering);
  else if (id === 'TIPL' || id === 'IPLS') takePeople(textsOf(body, gathering.notes), gathering);
  else if (id.startsWith('T') && isTextFrame(id)) takeText(id, textsOf(body, gathering.notes), gathering);
  else if (isUrlFrame(id)) values.push([id, latin1Text(body).replace(/\0.*$/s, '')]);
  else values.push(keptBytes('ID3', id, body));
}

function takeText(id: string, texts: readonly string[], { values, dates }: Gathering): void {
  if (id === 'TYER' || id === 'TDAT' || id === 'TIME') dates.set(id, texts[0] ?? '');
  else if (id === 'TORY') values.push(['ORIGINALDATE', texts[0] ?? '']);
  else if (id === 'TRCK' || id === 'TPOS')
    values.push([id === 'TRCK' ? 'TRACKNUMBER' : 'DISCNUMBER', texts[0] ?? '']);
  else if (id === 'TCON') values.push(...texts.flatMap(genresOf).map((genre) => ['GENRE', genre] as const));
  else values.push(...texts.map((text) => [nameOfFrame(id) ?? id, text] as const));
}

/** Description, NUL, values. */
function takeDescribed(id: string, body: Uint8Array, { values, notes }: Gathering): void {
  const [description = '', ...texts] = textsOf(body, notes, id === 'WXXX');
  const name = id === 'TXXX' ? (nameOfFrame(description) ?? description) : `WXXX:${description}`;
  for (const text of texts) values.push([name === '' ? 'TXXX' : name, text]);
}

/** Encoding, three letters of language, description, NUL, text. Descriptions that are numbers are ours (see id3-write). */
function takeComment(id: string, body: Uint8Array, { values, notes }: Gathering): void {
  if (body.length < 4) return tell(notes, 'tag-damaged', { where: id });
  const coded = new Uint8Array(body.length - 3);
  coded[0] = body[0]!;
  coded.set(body.subarray(4), 1);
  const [description = '', ...texts] = textsOf(coded, notes);
  const base = id === 'COMM' ? 'COMMENT' : 'LYRICS';
  const isPlain = description === '' || (id === 'COMM' && /^\d+$/.test(description));
  const name = isPlain ? base : description.startsWith('iTun') ? description : `${base}:${description}`;
  values.push([name, texts.join('\n')]);
}

/** Pairs of what was done and by whom. */
function takePeople(texts: readonly string[], { values }: Gathering): void {
  for (let i = 0; i + 1 < texts.length; i += 2) {
    const role = texts[i]!.toLowerCase();
    const name = Object.keys(ROLES).find((each) => ROLES[each]!.toLowerCase() === role);
    values.push([name ?? `TIPL:${texts[i]}`, texts[i + 1]!]);
  }
}

/** Encoding, MIME type and NUL (2.2: three letters), picture type, description, NUL, picture. */
function takePicture(body: Uint8Array, { artwork, notes }: Gathering): void {
  const isOld = body[4] !== 0x2f && /^(JPG|PNG|-->)$/.test(latin1Text(body.subarray(1, 4)));
  const mimeEnd = isOld ? 4 : body.indexOf(0, 1) + 1;
  const typeAt = mimeEnd;
  const width = body[0] === 1 || body[0] === 2 ? 2 : 1;
  const [description, bytes] = dividedAtNul(body.subarray(typeAt + 1), width);
  const words = decoded(description, body[0]!, notes);
  const found = artworkOf(bytes, roleOfPicture(body[typeAt] ?? 0), words, 'APIC', notes);
  if (found !== null) artwork.push(found);
}

/** The texts of a frame's body: one byte of encoding, texts between NULs. `urlLast`: all but the first are Latin-1. */
function textsOf(body: Uint8Array, notes: TagNote[], urlLast = false): string[] {
  const encoding = body[0] ?? 0;
  const width = encoding === 1 || encoding === 2 ? 2 : 1;
  if (!urlLast) return splitAtNul(body.subarray(1), width).map((part) => decoded(part, encoding, notes));
  const [first, rest] = dividedAtNul(body.subarray(1), width);
  return [decoded(first, encoding, notes), ...splitAtNul(rest).map(latin1Text)];
}

function decoded(bytes: Uint8Array, encoding: number, notes: TagNote[]): string {
  if (encoding === 1) return utf16Text(bytes, true);
  if (encoding === 2) return utf16Text(bytes, false);
  if (encoding === 0) return latin1Text(bytes);
  const text = encoding === 3 ? utf8Text(bytes) : null;
  if (text === null) tell(notes, 'text-not-utf8', { where: 'ID3v2' });
  return text ?? latin1Text(bytes);
}
