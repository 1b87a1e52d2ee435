// MP4 moov: the box that describes everything, with another list of tags in it, and with its pointers to the sound moved.
import { UINT32_MAX, viewOf, readUint64, writeUint64 } from '../../bytes.ts';
import { joined, uint32 } from '../byte-parts.ts';
import { bodyOf, boxesIn, boxOnWay, makeBox, wholeOf, type Mp4Box } from './mp4-box.ts';

/** On the way to the tables of pointers. */
const CONTAINERS = ['moov', 'trak', 'mdia', 'minf', 'stbl'];
const FILLERS = ['free', 'skip'];

/** Where lists of tags stand: Apple's, and QuickTime's with named items. */
const LISTS = [
  ['moov', 'udta', 'meta'],
  ['moov', 'meta'],
];

/** Bodies of the lists of tags, each with the body of the names that its items point to (no bytes for Apple's). */
export function listsIn(moov: Uint8Array): { readonly list: Uint8Array; readonly keys: Uint8Array }[] {
  return LISTS.flatMap((way) => {
    const list = boxOnWay(moov, [...way, 'ilst']);
    const keys = boxOnWay(moov, [...way, 'keys']);
    if (list === null) return [];
    return [{ list: bodyOf(moov, list), keys: keys === null ? new Uint8Array(8) : bodyOf(moov, keys) }];
  });
}

/** QuickTime's own texts: items of user data that begin with the copyright sign, without a list around them. */
export function userTexts(moov: Uint8Array): { readonly item: string; readonly text: Uint8Array }[] {
  const user = boxOnWay(moov, ['moov', 'udta']);
  if (user === null) return [];
  const items = boxesIn(moov, user.bodyStart, user.end).boxes.filter(isUserText);
  return items.flatMap((item) => {
    const body = bodyOf(moov, item);
    if (body.length < USER_TEXT_HEAD_BYTES) return [];
    const end = USER_TEXT_HEAD_BYTES + viewOf(body).getUint16(0);
    return [{ item: item.name, text: body.subarray(USER_TEXT_HEAD_BYTES, end) }];
  });
}

/** Length and language. */
const USER_TEXT_HEAD_BYTES = 4;

const isUserText = ({ name }: Mp4Box): boolean => name.startsWith('©');

/**
 * The same `moov` with `meta` (a whole box, or no bytes) instead of the one it had. `bare`: without anything else that its
 * user data say either. Space that was left free in it is taken out.
 */
export function withMeta(moov: Uint8Array, meta: Uint8Array, bare: boolean): Uint8Array {
  const children = boxesIn(moov, boxesIn(moov).boxes[0]!.bodyStart).boxes;
  const users = children.filter(({ name }) => name === 'udta');
  const dropped = ['udta', 'meta', ...FILLERS];
  const kept = children.filter(({ name }) => !dropped.includes(name)).map((box) => wholeOf(moov, box));
  const said = bare ? [] : users.flatMap((user) => otherUserData(moov, user));
  const user = [...said, ...(meta.length === 0 ? [] : [meta])];
  return makeBox('moov', ...kept, ...(user.length === 0 ? [] : [makeBox('udta', ...user)]));
}

const otherUserData = (moov: Uint8Array, user: Mp4Box): Uint8Array[] =>
  boxesIn(moov, user.bodyStart, user.end)
    .boxes.filter((box) => box.name !== 'meta' && !isUserText(box) && !FILLERS.includes(box.name))
    .map((box) => wholeOf(moov, box));

/** `moov` with 64-bit pointers where it had those of 32 bits. */
export function widened(moov: Uint8Array): Uint8Array {
  return joined(boxesIn(moov).boxes.map((box) => wideBox(moov, box)));
}

function wideBox(bytes: Uint8Array, box: Mp4Box): Uint8Array {
  if (CONTAINERS.includes(box.name)) {
    return makeBox(
      box.name,
      ...boxesIn(bytes, box.bodyStart, box.end).boxes.map((inner) => wideBox(bytes, inner)),
    );
  }
  if (box.name !== 'stco') return wholeOf(bytes, box);
  const body = bodyOf(bytes, box);
  const wide = new Uint8Array(2 * (body.length - 8));
  for (let at = 8; at + 4 <= body.length; at += 4) wide.set(body.subarray(at, at + 4), 2 * (at - 8) + 4);
  return makeBox('co64', body.subarray(0, 8), wide);
}

/** Where a byte of the old file stands in the new one. */
export type Moved = (offset: number) => number;

/** Moves every pointer in place; false where one no longer fits its 32 bits (see `widened`). */
export function movePointers(bytes: Uint8Array, moved: Moved, from = 0, to = bytes.length): boolean {
  return boxesIn(bytes, from, to)
    .boxes.map((box) => {
      if (CONTAINERS.includes(box.name)) return movePointers(bytes, moved, box.bodyStart, box.end);
      if (box.name === 'stco') return moveTable(bodyOf(bytes, box), 4, moved);
      return box.name === 'co64' ? moveTable(bodyOf(bytes, box), 8, moved) : true;
    })
    .every((fits) => fits);
}

/** Version, count, pointers. */
function moveTable(body: Uint8Array, width: 4 | 8, moved: Moved): boolean {
  if (body.length < 8) return true;
  const view = viewOf(body);
  const count = Math.min(view.getUint32(4), Math.floor((body.length - 8) / width));
  let fits = true;
  for (let i = 0, at = 8; i < count; i++, at += width) {
    const to = moved(width === 4 ? view.getUint32(at) : readUint64(view, at, false));
    if (width === 8) writeUint64(view, at, to, false);
    else view.setUint32(at, Math.min(to, UINT32_MAX));
    fits &&= width === 8 || to <= UINT32_MAX;
  }
  return fits;
}

/** Base offsets in the fragments of one `moof`, in place (`tfhd` with flag 1). */
export function moveFragment(moof: Uint8Array, moved: Moved): void {
  const inner = boxesIn(moof).boxes[0];
  if (inner === undefined) return;
  for (const traf of boxesIn(moof, inner.bodyStart).boxes.filter(({ name }) => name === 'traf')) {
    const head = boxesIn(moof, traf.bodyStart, traf.end).boxes.find(({ name }) => name === 'tfhd');
    const body = head === undefined ? new Uint8Array(0) : bodyOf(moof, head);
    if (body.length < 16 || (body[3]! & 1) === 0) continue;
    const view = viewOf(body);
    writeUint64(view, 8, moved(readUint64(view, 8, false)), false);
  }
}

/** So many bytes of nothing, as a box. */
export const freeBox = (bytes: number): Uint8Array =>
  joined([uint32(bytes), makeBox('free').subarray(4), new Uint8Array(bytes - 8)]);
