// APE tag: APEv2, which WavPack keeps at its end and some MP3 files too (Hydrogenaudio's specification of APEv2).
import { readUint64, readId, viewOf } from '../../bytes.ts';
import { dividedAtNul, idBytes, joined, MOST_PIECES, splitAtNul, uint32 } from '../byte-parts.ts';
import { artworkOf } from '../checks/artwork.ts';
import { homeOf, keptBytes, lenientBase64, nameAtHome } from '../kept-bytes.ts';
import { groupedValues, meaningOf, type NamedValue, type TagContent } from '../named-values.ts';
import type { TagNote } from '../tag-carrier.ts';
import { tell } from '../tag-note.ts';
import { anyText, utf8Bytes, utf8Text } from '../tag-text.ts';
import type { Artwork, ArtworkRole } from '../tags.ts';

export const APE_FOOTER_BYTES = 32;
const VERSION = 2000;
/** The tag has a header; and this is it. */
const HAS_HEADER = 0x80000000;
const IS_HEADER = 0x20000000;
/** Bits 1 and 2 of an item's flags: 0 text, 1 binary, 2 a link. */
const BINARY = 2;

/** Names of pictures by role. */
const PICTURES: Readonly<Record<ArtworkRole, string>> = {
  front: 'Cover Art (Front)',
  back: 'Cover Art (Back)',
  artist: 'Cover Art (Artist)',
  leaflet: 'Cover Art (Leaflet)',
  medium: 'Cover Art (Media)',
  other: 'Cover Art (Other)',
};

/** Names as APE has them; all others are written as they are. */
const NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    TITLE: 'Title',
    ARTIST: 'Artist',
    ALBUM: 'Album',
    ALBUMARTIST: 'Album Artist',
    DATE: 'Year',
    GENRE: 'Genre',
    COMMENT: 'Comment',
    COMPOSER: 'Composer',
    COPYRIGHT: 'Copyright',
    PUBLISHER: 'Publisher',
    LANGUAGE: 'Language',
    CATALOGNUMBER: 'CatalogNumber',
    BARCODE: 'Barcode',
    TRACKNUMBER: 'Track',
    DISCNUMBER: 'Disc',
  }),
);

/** Bytes of the whole tag whose footer is at the start of `footer`, with a header if there is one; 0 where there is none. */
export function apeBytes(footer: Uint8Array): number {
  if (footer.length < APE_FOOTER_BYTES || readId(footer, 0) + readId(footer, 4) !== 'APETAGEX') return 0;
  const view = viewOf(footer);
  const size = view.getUint32(12, true);
  const flags = view.getUint32(20, true);
  if (size < APE_FOOTER_BYTES || (flags & IS_HEADER) !== 0 || readUint64(view, 24, true) !== 0) return 0;
  return size + ((flags & HAS_HEADER) === 0 ? 0 : APE_FOOTER_BYTES);
}

/** The items of a whole tag, as `apeBytes` measured it. */
export function readApeTag(bytes: Uint8Array, notes: TagNote[]): TagContent {
  const values: NamedValue[] = [];
  const artwork: Artwork[] = [];
  const view = viewOf(bytes);
  const end = bytes.length - APE_FOOTER_BYTES;
  const isHeaded = end >= 0 && (view.getUint32(end + 20, true) & HAS_HEADER) !== 0;
  let count = 0;
  for (let at = isHeaded ? APE_FOOTER_BYTES : 0; at + 9 < end && count < MOST_PIECES; count++) {
    const length = view.getUint32(at, true);
    const keyEnd = bytes.indexOf(0, at + 8);
    if (keyEnd < 0 || keyEnd + 1 + length > end) {
      tell(notes, 'tag-damaged', { where: 'APE' });
      break;
    }
    const name = anyText(bytes.subarray(at + 8, keyEnd));
    const body = bytes.subarray(keyEnd + 1, keyEnd + 1 + length);
    takeItem(name, view.getUint32(at + 4, true), body, values, artwork, notes);
    at = keyEnd + 1 + length;
  }
  return { values, artwork };
}

function takeItem(
  name: string,
  flags: number,
  body: Uint8Array,
  values: NamedValue[],
  artwork: Artwork[],
  notes: TagNote[],
): void {
  const role = (Object.keys(PICTURES) as ArtworkRole[]).find(
    (each) => PICTURES[each].toLowerCase() === name.toLowerCase(),
  );
  if ((flags & 6) !== BINARY) {
    if (utf8Text(body) === null) tell(notes, 'text-not-utf8', { where: 'APE' });
    values.push(...splitAtNul(body).map((part) => [nameFor(name), anyText(part)] as const));
  } else if (role === undefined) values.push(keptBytes('APE', name, body));
  else {
    const [words, bytes] = dividedAtNul(body);
    const found = artworkOf(bytes, role, fromFileName(anyText(words)), name, notes);
    if (found !== null) artwork.push(found);
  }
}

/** Our name for one of APE's own spellings, so that it reads alike everywhere. */
const nameFor = (name: string): string => (NAMES.has(meaningOf(name)) ? meaningOf(name) : name);

/** A picture is called by its file's name; a description is kept as one. */
const fileName = ({ description, mime }: Artwork): string =>
  `${description === '' ? 'cover' : description}${mime === 'image/png' ? '.png' : '.jpg'}`;

const fromFileName = (name: string): string => {
  const words = name.replace(/\.(jpe?g|png)$/i, '');
  return words.toLowerCase() === 'cover' ? '' : words;
};

/** A whole tag with header and footer; no bytes for no content. */
export function writeApeTag(content: TagContent, format: string, notes: TagNote[]): Uint8Array {
  const items = [
    ...textItems(content.values, format, notes),
    ...content.artwork.map((each) => item(PICTURES[each.role], picture(each), BINARY)),
  ];
  if (items.length === 0) return new Uint8Array(0);
  const body = joined(items);
  const sizes = [VERSION, body.length + APE_FOOTER_BYTES, items.length];
  const frame = (flags: number): Uint8Array =>
    joined([
      idBytes('APETAGEX'),
      ...[...sizes, flags].map((number) => uint32(number, true)),
      new Uint8Array(8),
    ]);
  return joined([frame(HAS_HEADER + IS_HEADER), body, frame(HAS_HEADER)]);
}

const picture = (artwork: Artwork): Uint8Array =>
  joined([utf8Bytes(`${fileName(artwork)}\0`), artwork.bytes]);

function textItems(values: readonly NamedValue[], format: string, notes: TagNote[]): Uint8Array[] {
  const groups = groupedValues(values);
  const totalOf = (name: string): string | undefined =>
    groups.find((group) => group.name === name)?.values[0];
  return groups.flatMap(({ name, values: texts }) => {
    const total = totalOf(name.replace('NUMBER', 'TOTAL'));
    if (/^(TRACK|DISC)TOTAL$/.test(name) && totalOf(name.replace('TOTAL', 'NUMBER')) !== undefined) return [];
    if (/^(TRACK|DISC)NUMBER$/.test(name) && total !== undefined)
      return [item(NAMES.get(name)!, utf8Bytes(`${texts[0]}/${total}`), 0)];
    if (homeOf(name) === 'APE') return texts.flatMap((value) => kept(nameAtHome(name), value));
    if (homeOf(name) === null && /^[\x20-\x7e]{2,255}$/.test(name))
      return [item(NAMES.get(name) ?? name, utf8Bytes(texts.join('\0')), 0)];
    tell(notes, 'field-not-held', { field: name, format });
    return [];
  });
}

function kept(name: string, value: string): Uint8Array[] {
  const bytes = lenientBase64(value);
  return bytes === null ? [] : [item(name, bytes, BINARY)];
}

const item = (name: string, body: Uint8Array, flags: number): Uint8Array =>
  joined([uint32(body.length, true), uint32(flags, true), idBytes(`${name}\0`), body]);
