// ALAC cookie box: where MP4 and QuickTime files keep what an ALAC decoder has to know.
import { bodyOf, boxesIn, boxOnWay, type Mp4Box } from '../tags/mp4/mp4-box.ts';

/** Of `stsd` before its entries: version, count. */
const LIST_HEAD_BYTES = 8;
/** Of a sound entry before the boxes in it, by its version (ISO/IEC 14496-12, 12.2.3; QuickTime File Format, versions 1 and 2). */
const ENTRY_HEAD_BYTES = [28, 28 + 16, 28 + 36];
/** Where the version stands in an entry. */
const VERSION_AT = 8;
/** Version and flags before the cookie. */
const FULL_BOX_BYTES = 4;

/**
 * `moov`: the whole box. The cookie of the first sound track, where that is ALAC; it stands in the track's `alac` entry, or, in
 * QuickTime files, in a `wave` box of it. null for other codecs.
 */
export function alacCookieIn(moov: Uint8Array): Uint8Array | null {
  const [movie] = boxesIn(moov).boxes;
  if (movie === undefined) return null;
  const sound = boxesIn(moov, movie.bodyStart, movie.end).boxes.find((box) => isSound(moov, box));
  if (sound === undefined) return null;
  const list = boxOnWay(moov, ['mdia', 'minf', 'stbl', 'stsd'], sound.bodyStart, sound.end);
  if (list === null) return null;
  const [entry] = boxesIn(moov, list.bodyStart + LIST_HEAD_BYTES, list.end).boxes;
  if (entry?.name !== 'alac') return null;
  const body = bodyOf(moov, entry);
  const from = ENTRY_HEAD_BYTES[body[VERSION_AT + 1]!] ?? ENTRY_HEAD_BYTES[0]!;
  const box = boxOnWay(body, ['alac'], from) ?? boxOnWay(body, ['wave', 'alac'], from);
  return box === null ? new Uint8Array(0) : bodyOf(body, box).subarray(FULL_BOX_BYTES);
}

/** Only sound has a header of this name. */
const isSound = (moov: Uint8Array, { name, bodyStart, end }: Mp4Box): boolean =>
  name === 'trak' && boxOnWay(moov, ['mdia', 'minf', 'smhd'], bodyStart, end) !== null;
