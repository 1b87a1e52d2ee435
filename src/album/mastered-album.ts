// Mastered album: every passage of an album as it was rendered, and where its songs stand in it; plain JSON.
import type { Plan } from '../master/plan.ts';
import type { Finding } from '../inspect/finding.ts';
import type { Measurements } from '../measure/measurements.ts';
import type { Album } from './album.ts';
import type { Timeline } from './disc-timeline.ts';

/** One song of a passage: frames of the passage, from (inclusive) to (exclusive), before trims and fades. */
export interface PassageSong {
  readonly id: string;
  readonly fromFrame: number;
  readonly toFrame: number;
}

/** A song, or several that are cut from one recording: rendered as one, with one plan. */
export interface Passage {
  /** Id of its first song. */
  readonly id: string;
  /** 64-bit float WAV: nothing is rounded before a file's own word length is made. */
  readonly path: string;
  readonly sampleRateHz: number;
  readonly channels: number;
  readonly frames: number;
  readonly songs: readonly PassageSong[];
  /** null: taken as it is. */
  readonly plan: Plan | null;
  readonly ceilingDbtp: number | null;
  /**
   * Of the source, for what is said of hi-res files: its file, and what the inspection found its sound to have been before
   * (`upsampled`, `lossy-origin`, `padded-bits` …; findings of other kinds may stand there too).
   */
  readonly origin: {
    readonly bits: number | null;
    readonly lossy: boolean;
    readonly codec: string;
    readonly findings: readonly Finding[];
  };
  /** Measured on the rendering. */
  readonly measurements: Measurements;
}

export interface MasteredAlbum {
  readonly version: 1;
  readonly album: Album;
  /** Of the songs, and of their alternates by `alternateId`; no timeline knows the latter. */
  readonly passages: readonly Passage[];
  /** One a disc, with its first pause. */
  readonly timelines: readonly Timeline[];
  /** BS.1770 gating over the union of all songs' blocks; null for silence. */
  readonly integratedLufs: number | null;
  readonly truePeakDbtp: number | null;
  /** Seeds every dither of the deliveries. */
  readonly seed: number;
}

/** Id of the passage that holds a song's alternate, whole and by itself. `index`: of the song's `alternates`. */
export function alternateId(song: string, index: number): string {
  return `${song}--${index + 1}`;
}
