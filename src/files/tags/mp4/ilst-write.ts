// Ilst writing: named values and pictures as Apple's list of items, and the boxes around it.
import { idBytes, uint16, uint32 } from '../byte-parts.ts';
import { homeOf, lenientBase64, nameAtHome } from '../kept-bytes.ts';
import { groupedValues, type TagContent } from '../named-values.ts';
import type { TagNote } from '../tag-carrier.ts';
import { tell } from '../tag-note.ts';
import { utf8Bytes } from '../tag-text.ts';
import type { Artwork } from '../tags.ts';
import { APPLE_MEAN, freeformName, itemOfName } from './ilst-names.ts';
import { makeBox } from './mp4-box.ts';

const TEXT = 1;
const JPEG = 13;
const PNG = 14;
const INTEGER = 21;
const IMPLICIT = 0;

/** The handler that says: Apple's list of items. */
const HANDLER = makeBox('hdlr', new Uint8Array(8), idBytes('mdirappl'), new Uint8Array(9));

/** The `meta` box around items that are already boxes. */
export const metaBox = (items: readonly Uint8Array[]): Uint8Array =>
  makeBox('meta', new Uint8Array(4), HANDLER, makeBox('ilst', ...items));

/** Items for all of `content`. */
export function ilstItems(content: TagContent, notes: TagNote[]): Uint8Array[] {
  const groups = groupedValues(content.values);
  const items = groups.flatMap(({ name, values }) => itemsFor(name, values, groups, notes));
  return content.artwork.length === 0 ? items : [...items, pictures(content.artwork, notes)];
}

type Groups = ReturnType<typeof groupedValues>;

function itemsFor(name: string, values: readonly string[], groups: Groups, notes: TagNote[]): Uint8Array[] {
  const odd = ODD[name.toUpperCase()];
  const item = itemOfName(name);
  if (odd !== undefined) return odd(values[0]!, groups);
  if (homeOf(name) === 'MP4') return values.flatMap((value) => kept(nameAtHome(name), value));
  if (homeOf(name) !== null) {
    tell(notes, 'field-not-held', { field: name, format: 'mp4' });
    return [];
  }
  return [item === undefined ? freeform(name, values) : makeBox(item, ...values.map(textData))];
}

/** Names whose items are numbers. What is no whole number goes where text can. */
const ODD: Readonly<Record<string, (value: string, groups: Groups) => Uint8Array[]>> = {
  TRACKNUMBER: (value, groups) => position('trkn', value, totalIn(groups, 'TRACKTOTAL')),
  DISCNUMBER: (value, groups) => position('disk', value, totalIn(groups, 'DISCTOTAL')),
  TRACKTOTAL: (value, groups) => (has(groups, 'TRACKNUMBER') ? [] : [freeform('TRACKTOTAL', [value])]),
  DISCTOTAL: (value, groups) => (has(groups, 'DISCNUMBER') ? [] : [freeform('DISCTOTAL', [value])]),
  ITUNESADVISORY: (value) => number('rtng', value, 1, 'ITUNESADVISORY'),
  BPM: (value) => number('tmpo', value, 2, 'BPM'),
  COMPILATION: (value) => number('cpil', value, 1, 'COMPILATION'),
};

const has = (groups: Groups, name: string): boolean => groups.some((group) => group.name === name);

const totalIn = (groups: Groups, name: string): number =>
  Number(groups.find((group) => group.name === name)?.values[0] ?? 0);

function position(item: string, value: string, total: number): Uint8Array[] {
  const count = Number(value);
  if (!Number.isInteger(count) || count < 0 || count > 65535) return [freeform(item, [value])];
  const tail = item === 'trkn' ? [uint16(0)] : [];
  return [makeBox(item, data(IMPLICIT, uint16(0), uint16(count), uint16(total), ...tail))];
}

function number(item: string, value: string, bytes: 1 | 2, name: string): Uint8Array[] {
  const count = Number(value);
  if (!Number.isInteger(count) || count < 0 || count >= 256 ** bytes) return [freeform(name, [value])];
  return [makeBox(item, data(INTEGER, bytes === 1 ? Uint8Array.of(count) : uint16(count)))];
}

/** Type, locale (none), value. */
const data = (type: number, ...parts: readonly Uint8Array[]): Uint8Array =>
  makeBox('data', uint32(type), uint32(0), ...parts);

const textData = (text: string): Uint8Array => data(TEXT, utf8Bytes(text));

function freeform(name: string, values: readonly string[]): Uint8Array {
  const [mean, own] = /^[a-z]+(\.[A-Za-z]+)+:/.test(name)
    ? splitMean(name)
    : [APPLE_MEAN, freeformName(name)];
  const head = [makeBox('mean', uint32(0), utf8Bytes(mean)), makeBox('name', uint32(0), utf8Bytes(own))];
  return makeBox('----', ...head, ...values.map(textData));
}

function splitMean(name: string): [string, string] {
  const at = name.indexOf(':');
  return [name.slice(0, at), name.slice(at + 1)];
}

/** All pictures are data of one item, which has no room for roles and descriptions. */
function pictures(artwork: readonly Artwork[], notes: TagNote[]): Uint8Array {
  const sorted = [...artwork].sort((a, b) => Number(b.role === 'front') - Number(a.role === 'front'));
  sorted.forEach(({ role, description }, i) => {
    const isKept = role === (i === 0 ? 'front' : 'other') && description === '';
    if (!isKept) tell(notes, 'field-not-held', { field: 'artwork.description', format: 'mp4' });
  });
  return makeBox('covr', ...sorted.map(({ mime, bytes }) => data(mime === 'image/png' ? PNG : JPEG, bytes)));
}

/** An item's body as it was read. */
function kept(item: string, value: string): Uint8Array[] {
  const bytes = lenientBase64(value);
  return bytes === null || item.length !== 4 ? [] : [makeBox(item, bytes)];
}
