// MP4 boxes: size, name, body, one inside the other (ISO/IEC 14496-12, section 4.2), none larger than what holds it.
import { readId, readUint64, viewOf } from '../../bytes.ts';
import { idBytes, joined, MOST_PIECES, uint32 } from '../byte-parts.ts';

export interface Mp4Box {
  /** Four characters; the copyright sign for byte 0xA9. */
  readonly name: string;
  /** Where its header begins, its body begins, and it ends, in the bytes it was found in. */
  readonly start: number;
  readonly bodyStart: number;
  readonly end: number;
}

/**
 * The box whose header stands at `at` of `head`, which must show 16 bytes where there are so many; null where there is none.
 * `limit` is where the box that holds it ends. Size 0 means up to there; 1, that 64 bits follow.
 */
export function boxAt(head: Uint8Array, at: number, offset: number, limit: number): Mp4Box | null {
  if (at + 8 > head.length) return null;
  const view = viewOf(head);
  const short = view.getUint32(at);
  const isLong = short === 1;
  if (isLong && at + 16 > head.length) return null;
  const start = offset + at;
  const size = isLong ? readUint64(view, at + 8, false) : short === 0 ? limit - start : short;
  const headBytes = isLong ? 16 : 8;
  if (size < headBytes || start + size > limit) return null;
  return { name: readId(head, at + 4), start, bodyStart: start + headBytes, end: start + size };
}

/** The boxes from `from` to `to` of `bytes`, as far as they are whole; `rest` is where that ends. */
export function boxesIn(
  bytes: Uint8Array,
  from = 0,
  to = bytes.length,
): { readonly boxes: Mp4Box[]; readonly rest: number } {
  const boxes: Mp4Box[] = [];
  let at = from;
  for (
    let box = boxAt(bytes, at, 0, to);
    box !== null && boxes.length < MOST_PIECES;
    box = boxAt(bytes, at, 0, to)
  ) {
    boxes.push(box);
    at = box.end;
  }
  return { boxes, rest: at };
}

/** The first box on the way down by these names. */
export function boxOnWay(
  bytes: Uint8Array,
  names: readonly string[],
  from = 0,
  to = bytes.length,
): Mp4Box | null {
  let within = { from, to };
  let found: Mp4Box | null = null;
  for (const name of names) {
    found = boxesIn(bytes, within.from, within.to).boxes.find((box) => box.name === name) ?? null;
    if (found === null) return null;
    within = { from: found.bodyStart + fullBoxBytes(bytes, found), to: found.end };
  }
  return found;
}

/** `meta` has four bytes of version before its boxes, but not in QuickTime. */
export const fullBoxBytes = (bytes: Uint8Array, box: Mp4Box): number =>
  box.name === 'meta' && readId(bytes, box.bodyStart + 4) !== 'hdlr' ? 4 : 0;

export const bodyOf = (bytes: Uint8Array, box: Mp4Box): Uint8Array => bytes.subarray(box.bodyStart, box.end);

export const wholeOf = (bytes: Uint8Array, box: Mp4Box): Uint8Array => bytes.subarray(box.start, box.end);

/** A box of these parts. */
export function makeBox(name: string, ...parts: readonly Uint8Array[]): Uint8Array {
  const size = parts.reduce((sum, part) => sum + part.length, 8);
  return joined([uint32(size), idBytes(name), ...parts]);
}
