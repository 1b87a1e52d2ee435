// Track reading: any stretch of a track for a player, and the whole of it as a Source.
import type { Place } from '../files/place.ts';
import { readWhole } from '../files/whole-file.ts';
import { Fault } from '../signal/fault.ts';
import { createBlock, type Block } from '../signal/signal.ts';
import type { Source } from '../signal/stream.ts';
import { SEGMENT_FRAMES, bytesPerFrame, segmentPath, type TrackFormat, type TrackReader } from './track.ts';

/** Segments kept in memory come to no more than this: eight of float32 stereo. */
const KEPT_BYTES = 1 << 24;

/** Reads what lies below `folder`, also while it is being written. The Place's Faults, but for a segment not yet there. */
export function openTrack(place: Place, folder: string, format: TrackFormat): TrackReader {
  const segments = new SegmentShelf(place, folder, format);
  return {
    async read(start, frames, target) {
      let done = 0;
      while (done < frames) {
        const at = start + done;
        const view = await segments.view(Math.floor(at / SEGMENT_FRAMES));
        const offset = at % SEGMENT_FRAMES;
        const held = view === null ? 0 : view.byteLength / bytesPerFrame(format) - offset;
        const count = Math.min(frames - done, Math.floor(held));
        if (count <= 0) break;
        deinterleave(view!, format, offset, count, target, done);
        done += count;
      }
      return done;
    },
    close: async () => segments.clear(),
  };
}

/**
 * The first `frames` frames as float64, pulled from the start on; the next segment is fetched while the present one is used.
 * Faults: the Place's, and `not-readable` where a segment is shorter than it should be.
 */
export function trackSource(place: Place, folder: string, format: TrackFormat, frames: number): Source {
  const { sampleRateHz, channels } = format;
  const whole = (index: number) => wholeSegment(place, segmentPath(folder, index), format, index, frames);
  let at = 0;
  let present: Promise<DataView> | null = null;
  let next: Promise<DataView> | null = null;
  let block = createBlock(channels, 0);
  return {
    format: { sampleRateHz, channels },
    frames,
    async pull(maxFrames): Promise<Block | null> {
      if (at >= frames) return null;
      const offset = at % SEGMENT_FRAMES;
      if (present === null || offset === 0) {
        const index = Math.floor(at / SEGMENT_FRAMES);
        present = next ?? whole(index);
        const after = (index + 1) * SEGMENT_FRAMES < frames;
        next = after ? whole(index + 1) : null;
        // Its failure is told when it is its turn.
        next?.catch(() => {});
      }
      const count = Math.min(maxFrames, frames - at, SEGMENT_FRAMES - offset);
      if (block.channels[0]!.length < count) block = createBlock(channels, count);
      deinterleave(await present, format, offset, count, block.channels, 0);
      block.frames = count;
      at += count;
      return block;
    },
    async close() {
      at = frames;
      present = null;
      next = null;
    },
  };
}

/** The segments read last. */
class SegmentShelf {
  private readonly place: Place;
  private readonly folder: string;
  private readonly most: number;
  /** Oldest use first. */
  private readonly views = new Map<number, Promise<DataView | null>>();

  constructor(place: Place, folder: string, format: TrackFormat) {
    this.place = place;
    this.folder = folder;
    this.most = Math.max(1, Math.floor(KEPT_BYTES / (SEGMENT_FRAMES * bytesPerFrame(format))));
  }

  /** null while there is no such segment. */
  async view(index: number): Promise<DataView | null> {
    const asked = this.views.get(index) ?? this.fetch(index);
    this.views.delete(index);
    this.views.set(index, asked);
    if (this.views.size > this.most) this.views.delete(this.views.keys().next().value!);
    try {
      const view = await asked;
      if (view === null) this.forget(index, asked);
      return view;
    } catch (error) {
      this.forget(index, asked);
      throw error;
    }
  }

  clear(): void {
    this.views.clear();
  }

  /** What is not there now may be there the next time. */
  private forget(index: number, asked: Promise<DataView | null>): void {
    if (this.views.get(index) === asked) this.views.delete(index);
  }

  private async fetch(index: number): Promise<DataView | null> {
    try {
      return await readSegment(this.place, segmentPath(this.folder, index));
    } catch (error) {
      if (error instanceof Fault && error.code === 'not-found') return null;
      throw error;
    }
  }
}

/** Opened for no longer than the reading takes: where files are locked, nobody waits for long. */
async function readSegment(place: Place, path: string): Promise<DataView> {
  const { buffer, byteOffset, byteLength } = await readWhole(place, path);
  return new DataView(buffer, byteOffset, byteLength);
}

async function wholeSegment(
  place: Place,
  path: string,
  format: TrackFormat,
  index: number,
  frames: number,
): Promise<DataView> {
  const view = await readSegment(place, path);
  const expected = Math.min(SEGMENT_FRAMES, frames - index * SEGMENT_FRAMES) * bytesPerFrame(format);
  if (view.byteLength >= expected) return view;
  throw new Fault('not-readable', 'input', { file: path, reason: 'shorter than it was written' });
}

/** `count` frames of a segment from frame `offset` on, into `target[c]` from `at` on. */
function deinterleave(
  view: DataView,
  { encoding, channels }: TrackFormat,
  offset: number,
  count: number,
  target: readonly (Float32Array | Float64Array)[],
  at: number,
): void {
  const size = encoding === 'float32' ? 4 : 8;
  for (let c = 0; c < channels; c++) {
    const samples = target[c]!;
    let byte = (offset * channels + c) * size;
    if (encoding === 'float32') {
      for (let n = 0; n < count; n++, byte += 4 * channels) samples[at + n] = view.getFloat32(byte, true);
    } else {
      for (let n = 0; n < count; n++, byte += 8 * channels) samples[at + n] = view.getFloat64(byte, true);
    }
  }
}
