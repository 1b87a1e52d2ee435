// Sample tables: refuses an MP4 whose tables promise more packets than the file has bytes, before a demuxer counts to them.
import { Fault } from '../../signal/fault.ts';
import { viewOf } from '../bytes.ts';
import { bodyOf, boxesIn, type Mp4Box } from '../tags/mp4/mp4-box.ts';

/** Of one table: version and flags, then how many entries follow. */
const TABLE_HEAD_BYTES = 8;
/** Packets that stand in one piece: a file that is not interleaved has all of an hour's there. */
const MOST_PACKETS_OF_CHUNK = 1 << 20;

const WAY = ['mdia', 'minf', 'stbl'];

/** Fault `damaged-file`. `moov`: the whole box; every packet takes a byte of the file at least. */
export function refuseAbsurdTables(moov: Uint8Array, file: string, fileBytes: number): void {
  for (const table of tablesIn(moov)) {
    if (isAbsurd(table, bodyOf(moov, table), fileBytes)) {
      throw new Fault('damaged-file', 'input', { file, timeS: 0 });
    }
  }
}

function isAbsurd({ name }: Mp4Box, body: Uint8Array, fileBytes: number): boolean {
  if (name === 'stts' || name === 'ctts')
    return columnOf(body, 2, 0, (sum, count) => sum + count) > fileBytes;
  if (name !== 'stsc') return false;
  return columnOf(body, 3, 1, Math.max) > Math.min(fileBytes, MOST_PACKETS_OF_CHUNK);
}

/** The numbers at `place` of each entry of `width` numbers, joined. */
function columnOf(
  body: Uint8Array,
  width: number,
  place: number,
  join: (before: number, value: number) => number,
): number {
  const view = viewOf(body);
  const step = 4 * width;
  let result = 0;
  for (let at = TABLE_HEAD_BYTES; at + step <= body.length; at += step) {
    result = join(result, view.getUint32(at + 4 * place));
  }
  return result;
}

/** The tables of every track. */
function tablesIn(moov: Uint8Array): Mp4Box[] {
  let boxes = boxesIn(moov).boxes.flatMap((box) => boxesIn(moov, box.bodyStart, box.end).boxes);
  boxes = boxes.filter(({ name }) => name === 'trak').flatMap((box) => inside(moov, box));
  for (const name of WAY)
    boxes = boxes.filter((box) => box.name === name).flatMap((box) => inside(moov, box));
  return boxes;
}

const inside = (moov: Uint8Array, box: Mp4Box): Mp4Box[] => boxesIn(moov, box.bodyStart, box.end).boxes;
