// FLAC seek table: where to start decoding for every ten seconds, gathered while frames are written (RFC 9639, 8.5).
import { viewOf, writeUint64 } from '../bytes.ts';

export interface SeekPoint {
  /** First sample of a frame. */
  readonly sample: number;
  /** Of the frame, from the first byte of the first frame. */
  readonly byte: number;
  /** Samples of the frame. */
  readonly frames: number;
}

export const SEEK_POINT_BYTES = 18;
/** As the reference encoder spaces them. */
const SPACING_S = 10;
/** An hour of them; beyond that every second one is dropped, so that the room that was kept is enough for any length. */
export const MOST_SEEK_POINTS = 360;

export interface SeekTable {
  readonly points: readonly SeekPoint[];
  /** Told of every frame, in order. */
  note(frame: SeekPoint): void;
}

export function createSeekTable(sampleRateHz: number): SeekTable {
  let spacing = SPACING_S * sampleRateHz;
  let points: SeekPoint[] = [];
  return {
    get points() {
      return points;
    },
    note(frame) {
      const target = points.length * spacing;
      if (frame.sample + frame.frames <= target) return;
      points.push(frame);
      if (points.length <= MOST_SEEK_POINTS) return;
      points = points.filter((_, i) => i % 2 === 0);
      spacing *= 2;
    },
  };
}

/** The body of the metadata block. */
export function formatSeekTable(points: readonly SeekPoint[]): Uint8Array {
  const body = new Uint8Array(points.length * SEEK_POINT_BYTES);
  const view = viewOf(body);
  points.forEach(({ sample, byte, frames }, i) => {
    writeUint64(view, i * SEEK_POINT_BYTES, sample, false);
    writeUint64(view, i * SEEK_POINT_BYTES + 8, byte, false);
    view.setUint16(i * SEEK_POINT_BYTES + 16, frames, false);
  });
  return body;
}
