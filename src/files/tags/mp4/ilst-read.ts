// Ilst reading: Apple's list of items in MP4 as named values and pictures.
import { viewOf } from '../../bytes.ts';
import { artworkOf } from '../checks/artwork.ts';
import { numberedGenre } from '../id3/id3-genres.ts';
import { keptBytes } from '../kept-bytes.ts';
import type { NamedValue, TagContent } from '../named-values.ts';
import type { TagNote } from '../tag-carrier.ts';
import { tell } from '../tag-note.ts';
import { anyText, latin1Text, utf16Text } from '../tag-text.ts';
import type { Artwork } from '../tags.ts';
import { APPLE_MEAN, GAPLESS_NAME, nameOfItem } from './ilst-names.ts';
import { bodyOf, boxesIn, wholeOf, type Mp4Box } from './mp4-box.ts';

/** Well-known types of a `data` box (QuickTime File Format, "well-known data types"). */
const UTF16 = 2;
const INTEGER = 21;
const IMPLICIT = 0;
const FULL_HEAD_BYTES = 8;

interface Gathering {
  readonly values: NamedValue[];
  readonly artwork: Artwork[];
  readonly keys: readonly string[];
  readonly notes: TagNote[];
}

/** All items of the list's body. `keys`: the names that QuickTime's items point to by number; none in Apple's list. */
export function readIlst(list: Uint8Array, keys: readonly string[], notes: TagNote[]): TagContent {
  const gathering: Gathering = { values: [], artwork: [], keys, notes };
  const { boxes, rest } = boxesIn(list);
  if (rest < list.length) tell(notes, 'tag-damaged', { where: 'ilst' });
  for (const box of boxes) takeItem(list, box, gathering);
  return { values: gathering.values, artwork: gathering.artwork };
}

/** One `data` box of an item. */
interface Datum {
  readonly type: number;
  readonly bytes: Uint8Array;
}

function dataOf(list: Uint8Array, item: Mp4Box): Datum[] {
  const found = boxesIn(list, item.bodyStart, item.end).boxes.filter((box) => box.name === 'data');
  return found
    .map((box) => bodyOf(list, box))
    .filter((body) => body.length >= FULL_HEAD_BYTES)
    .map((body) => ({ type: viewOf(body).getUint32(0) & 0xffffff, bytes: body.subarray(FULL_HEAD_BYTES) }));
}

function takeItem(list: Uint8Array, item: Mp4Box, gathering: Gathering): void {
  const { values } = gathering;
  const data = dataOf(list, item);
  const known = nameOfItem(item.name);
  const odd = ODD_ITEMS[item.name];
  const key = gathering.keys[viewOf(list).getUint32(item.start + 4) - 1];
  if (key !== undefined) takeKeyed(key, data, gathering);
  else if (item.name === '----') takeFreeform(list, item, data, gathering);
  else if (odd !== undefined) for (const datum of data) odd(datum, gathering);
  else if (known !== undefined) values.push(...data.map((datum) => [known, textOf(datum)] as const));
  else values.push(keptBytes('MP4', item.name, wholeOf(list, item).subarray(8)));
}

/** Apple's own prefix says nothing; the picture has a name like any text. */
function takeKeyed(key: string, data: readonly Datum[], gathering: Gathering): void {
  const name = key.replace(/^com\.apple\.quicktime\./, '');
  if (name !== 'artwork') gathering.values.push(...data.map((datum) => [name, textOf(datum)] as const));
  else for (const datum of data) ODD_ITEMS.covr!(datum, gathering);
}

/** The names in the body of a `keys` box: version, count, then size, kind and name of each. */
export function keyNames(body: Uint8Array): string[] {
  return boxesIn(body, 8).boxes.map((box) => anyText(bodyOf(body, box)));
}

/** Whole numbers, pairs and pictures. */
const ODD_ITEMS: Readonly<Record<string, (datum: Datum, gathering: Gathering) => void>> = {
  trkn: (datum, { values }) => values.push(...pair('TRACK', datum)),
  disk: (datum, { values }) => values.push(...pair('DISC', datum)),
  rtng: (datum, { values }) => values.push(['ITUNESADVISORY', String(whole(datum))]),
  tmpo: (datum, { values }) => values.push(['BPM', String(whole(datum))]),
  cpil: (datum, { values }) => values.push(['COMPILATION', String(whole(datum))]),
  gnre: (datum, { values }) => values.push(['GENRE', numberedGenre(whole(datum) - 1) ?? '']),
  covr: ({ bytes }, { artwork, notes }) => {
    const found = artworkOf(bytes, artwork.length === 0 ? 'front' : 'other', '', 'covr', notes);
    if (found !== null) artwork.push(found);
  },
};

/** Two bytes of nothing, number, total. */
function pair(name: string, { bytes }: Datum): NamedValue[] {
  if (bytes.length < 4) return [];
  const view = viewOf(bytes);
  const total = bytes.length >= 6 ? view.getUint16(4) : 0;
  const number: NamedValue = [`${name}NUMBER`, String(view.getUint16(2))];
  return total === 0 ? [number] : [number, [`${name}TOTAL`, String(total)]];
}

/** Whole number of one to four bytes, most significant first. */
const whole = ({ bytes }: Datum): number => bytes.subarray(0, 4).reduce((sum, byte) => sum * 256 + byte, 0);

/** A name under somebody's roof; values of any type. */
function takeFreeform(list: Uint8Array, item: Mp4Box, data: readonly Datum[], gathering: Gathering): void {
  const inner = boxesIn(list, item.bodyStart, item.end).boxes;
  const textIn = (name: string): string => {
    const box = inner.find((each) => each.name === name);
    return box === undefined ? '' : anyText(bodyOf(list, box).subarray(4));
  };
  const [mean, name] = [textIn('mean'), textIn('name')];
  if (name === '' || name === GAPLESS_NAME) return;
  if (data.some(({ type, bytes }) => type === IMPLICIT && bytes.includes(0))) {
    gathering.values.push(keptBytes('MP4', '----', wholeOf(list, item).subarray(8)));
    return;
  }
  const full = mean === APPLE_MEAN || mean === '' ? name : `${mean}:${name}`;
  gathering.values.push(...data.map((datum) => [full, textOf(datum)] as const));
}

function textOf(datum: Datum): string {
  if (datum.type === UTF16) return utf16Text(datum.bytes, false);
  return datum.type === INTEGER ? String(whole(datum)) : anyText(datum.bytes);
}

/** The item of the whole list that says how long the sound is (iTunSMPB), as it stands; no bytes where there is none. */
export function gaplessItem(list: Uint8Array): Uint8Array {
  const found = boxesIn(list).boxes.find((box) => {
    if (box.name !== '----') return false;
    const name = boxesIn(list, box.bodyStart, box.end).boxes.find((each) => each.name === 'name');
    return name !== undefined && latin1Text(bodyOf(list, name).subarray(4)) === GAPLESS_NAME;
  });
  return found === undefined ? new Uint8Array(0) : wholeOf(list, found);
}
