// Track writing: a Sink that lays sound down in segments, each whole before it is seen.
import type { Place } from '../files/place.ts';
import { writeWhole } from '../files/whole-file.ts';
import type { Block } from '../signal/signal.ts';
import type { Sink } from '../signal/stream.ts';
import { SEGMENT_FRAMES, bytesPerFrame, segmentPath, type TrackFormat } from './track.ts';

/**
 * Writes below `folder`, replacing segments of the same name. `onFront` hears after every segment how many frames can be read.
 * The Place's Faults. After `abort` no segment written here is left.
 */
export function createTrackSink(
  place: Place,
  folder: string,
  format: TrackFormat,
  onFront: (frames: number) => void = () => {},
): Sink {
  return new TrackSink(place, folder, format, onFront);
}

class TrackSink implements Sink {
  private readonly bytes: Uint8Array;
  private readonly put: (block: Block, start: number, end: number, at: number) => void;
  private readonly place: Place;
  private readonly folder: string;
  private readonly format: TrackFormat;
  private readonly onFront: (frames: number) => void;
  private held = 0;
  private segments = 0;

  constructor(place: Place, folder: string, format: TrackFormat, onFront: (frames: number) => void) {
    this.place = place;
    this.folder = folder;
    this.format = format;
    this.onFront = onFront;
    this.bytes = new Uint8Array(SEGMENT_FRAMES * bytesPerFrame(format));
    this.put = interleaver(this.bytes, format);
  }

  async write(block: Block): Promise<void> {
    for (let start = 0; start < block.frames; ) {
      const end = Math.min(block.frames, start + SEGMENT_FRAMES - this.held);
      this.put(block, start, end, this.held);
      this.held += end - start;
      start = end;
      if (this.held === SEGMENT_FRAMES) await this.endSegment();
    }
  }

  async close(): Promise<void> {
    if (this.held > 0) await this.endSegment();
  }

  async abort(): Promise<void> {
    const written = this.segments;
    this.segments = 0;
    this.held = 0;
    for (let i = 0; i < written; i++) await this.place.remove(segmentPath(this.folder, i));
  }

  private async endSegment(): Promise<void> {
    const bytes = this.bytes.subarray(0, this.held * bytesPerFrame(this.format));
    const path = segmentPath(this.folder, this.segments);
    await writeWhole(this.place, path, { expectedBytes: bytes.length }, (sink) => sink.write(bytes));
    this.segments++;
    const front = (this.segments - 1) * SEGMENT_FRAMES + this.held;
    this.held = 0;
    this.onFront(front);
  }
}

/** Lays frames `start` to `end` of a block down from frame `at` of the segment on. */
function interleaver(bytes: Uint8Array, { encoding, channels }: TrackFormat) {
  const view = new DataView(bytes.buffer);
  const size = encoding === 'float32' ? 4 : 8;
  return (block: Block, start: number, end: number, at: number): void => {
    for (let c = 0; c < channels; c++) {
      const samples = block.channels[c]!;
      let byte = (at * channels + c) * size;
      if (encoding === 'float32') {
        for (let n = start; n < end; n++, byte += 4 * channels) view.setFloat32(byte, samples[n]!, true);
      } else {
        for (let n = start; n < end; n++, byte += 8 * channels) view.setFloat64(byte, samples[n]!, true);
      }
    }
  };
}
