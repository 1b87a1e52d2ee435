// Disc timeline: where on a disc or a side every song, pause and mark stands, on the grid of 1/75 s; plain JSON.
import type { FadeCurve } from './album.ts';

/** A fade as it is rendered: frames of the clip's own rate. */
export interface ClipFade {
  readonly frames: number;
  readonly curve: FadeCurve;
}

/** A stretch of a rendered passage, laid on the timeline; clips may overlap and then add up. */
export interface Clip {
  /** Id of the passage. */
  readonly passage: string;
  readonly sampleRateHz: number;
  /** Of the passage: from (inclusive) to (exclusive). */
  readonly fromFrame: number;
  readonly toFrame: number;
  /** Where its first frame stands. */
  readonly startSector: number;
  readonly fadeIn: ClipFade | null;
  readonly fadeOut: ClipFade | null;
}

export interface TimelineTrack {
  /** From 1. */
  readonly number: number;
  /** Ids of the songs that sound in it; the first gives it its name. */
  readonly songs: readonly string[];
  /** Index 00: where its pause begins; null where it has none. Of the first track always 0. */
  readonly pauseSector: number | null;
  /** Index 01. */
  readonly startSector: number;
  /** Index 02, 03 … */
  readonly indexSectors: readonly number[];
  /** Where the music of the track is over: the next track's pause or start, or the lead-out. */
  readonly endSector: number;
}

/** Sector 0 is the first of the image; a disc's own first pause of 150 sectors is part of it. */
export interface Timeline {
  readonly version: 1;
  /** Number of the disc, from 1. */
  readonly disc: number;
  /** Length of the whole. */
  readonly sectors: number;
  readonly tracks: readonly TimelineTrack[];
  readonly clips: readonly Clip[];
}
