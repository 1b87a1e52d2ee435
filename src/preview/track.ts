// Track: a song's samples kept in segments at a place, so that a player can start anywhere, also while it is being written.
import type { SignalFormat } from '../signal/signal.ts';

/** Frames of a whole segment; the last may be shorter. 5.9 s at 44.1 kHz: the first can be played soon. */
export const SEGMENT_FRAMES = 1 << 18;

/**
 * Interleaved little-endian samples, no header. float32 holds every sample of up to 24 bits, and of lossy decoders, exactly;
 * float64 is for mixes of 32-bit integers and float64.
 */
export type TrackEncoding = 'float32' | 'float64';

/** What has to be known to read a track; plain JSON. */
export interface TrackFormat extends SignalFormat {
  readonly encoding: TrackEncoding;
}

export function bytesPerFrame({ encoding, channels }: TrackFormat): number {
  return channels * (encoding === 'float32' ? 4 : 8);
}

/** The path of a track's segment: `FOLDER/000012.pcm`. */
export function segmentPath(folder: string, index: number): string {
  return `${folder}/${String(index).padStart(6, '0')}.pcm`;
}

/** Reads float32 frames from anywhere in a track. */
export interface TrackReader {
  /**
   * Fills `target[c][0 … frames-1]` from frame `start` on; tells how many frames there were: fewer than asked where the track
   * ends or is not written yet.
   */
  read(start: number, frames: number, target: readonly Float32Array[]): Promise<number>;
  close(): Promise<void>;
}
