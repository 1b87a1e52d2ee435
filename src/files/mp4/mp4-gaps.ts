// MP4 gaps: what a file says of the frames before and behind its music: iTunes' note, and the edit list.
import { readExactly, readUint64, viewOf } from '../bytes.ts';
import { gaplessItem } from '../tags/mp4/ilst-read.ts';
import { boxAt, bodyOf, boxesIn, boxOnWay, type Mp4Box } from '../tags/mp4/mp4-box.ts';
import { listsIn } from '../tags/mp4/mp4-moov.ts';
import { latin1Text } from '../tags/tag-text.ts';
import type { ByteSource } from '../place.ts';

/** Boxes of a file that are looked at in search of the one that tells. */
const MOST_BOXES = 10_000;
/** Larger boxes tell of weeks of sound, or lie. */
const MOST_MOVIE_BYTES = 32 << 20;

export interface Mp4Gaps {
  /** Decoded frames before the music and frames of music, by iTunes' note (`iTunSMPB`); null where there is none. */
  readonly noted: { readonly skipFrames: number; readonly frames: number } | null;
  /** Frames of music by the edit list, where it has one edit and counts in frames; else null. */
  readonly editFrames: number | null;
}

/** What `bytes` says, as far as it says anything; never a Fault of its own. */
export async function readMp4Gaps(bytes: ByteSource): Promise<Mp4Gaps> {
  const moov = await movieOf(bytes);
  if (moov === null) return { noted: null, editFrames: null };
  return { noted: noteIn(moov), editFrames: editIn(moov) };
}

/** The box that describes everything; null where there is none. */
export async function movieOf(bytes: ByteSource): Promise<Uint8Array | null> {
  let at = 0;
  for (let n = 0; n < MOST_BOXES && at < bytes.bytes; n++) {
    const box = boxAt(await bytes.read(at, 16), 0, at, bytes.bytes);
    if (box === null) return null;
    const size = box.end - box.start;
    if (box.name === 'moov') return size > MOST_MOVIE_BYTES ? null : readExactly(bytes, box.start, size);
    at = box.end;
  }
  return null;
}

/** Four hexadecimal numbers that count: nothing, delay, padding, length. */
function noteIn(moov: Uint8Array): Mp4Gaps['noted'] {
  for (const { list } of listsIn(moov)) {
    const item = gaplessItem(list);
    const data = item.length === 0 ? null : boxesIn(item, 8).boxes.find(({ name }) => name === 'data');
    if (data === null || data === undefined) continue;
    const words = latin1Text(bodyOf(item, data).subarray(8)).trim().split(/\s+/);
    const [, skipFrames = Number.NaN, , frames = Number.NaN] = words.map((word) => Number.parseInt(word, 16));
    if (skipFrames >= 0 && frames >= 0 && skipFrames + frames > 0) return { skipFrames, frames };
  }
  return null;
}

/** Of the first track; a file with several is no song. */
function editIn(moov: Uint8Array): number | null {
  const found = (...names: string[]): Mp4Box | null => boxOnWay(moov, ['moov', ...names]);
  const [movie, media] = [found('mvhd'), found('trak', 'mdia', 'mdhd')].map((box) =>
    box === null ? null : timescaleOf(bodyOf(moov, box)),
  );
  const list = found('trak', 'edts', 'elst');
  if (list === null || movie !== media) return null;
  const body = bodyOf(moov, list);
  const isLong = body[0] === 1;
  if (body.length < (isLong ? 28 : 20) || viewOf(body).getUint32(4) !== 1) return null;
  const frames = isLong ? readUint64(viewOf(body), 8, false) : viewOf(body).getUint32(8);
  return frames > 0 ? frames : null;
}

/** Ticks a second of `mvhd` or `mdhd`: behind two times, of 64 bits in version 1. */
function timescaleOf(body: Uint8Array): number | null {
  const at = body[0] === 1 ? 20 : 12;
  return body.length < at + 4 ? null : viewOf(body).getUint32(at);
}
