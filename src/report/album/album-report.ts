// Album report: what is told of a record: its songs, their arc and seams, the balance, and what was delivered; plain JSON.
import type { BalanceRecord } from '../../album/balance/balance-record.ts';
import type { Album } from '../../album/album.ts';
import type { Timeline } from '../../album/disc-timeline.ts';
import { arcOf, type Arc } from '../../album/flow/arc.ts';
import { seamsOf, type Seam } from '../../album/flow/seam.ts';
import { songPortrait } from '../../album/flow/song-portrait.ts';
import { songSounds, type HeardPassage } from '../../album/flow/song-sound.ts';
import type { AskedDelivery } from '../delivery/deliver-record.ts';

/** A seam as one sound: the end of one song, the gap, the beginning of the next. */
export interface SeamAudition {
  /** Ids of the songs. */
  readonly before: string;
  readonly after: string;
  /** From the page's folder on, with `/`. */
  readonly path: string;
  readonly durationS: number;
  /** A longer silence than anybody listens to was shortened by so much. */
  readonly cutS: number;
  /** What was taken off its level so that nothing clips, dB, 0 or less; the same for every seam of the album. */
  readonly gainDb: number;
}

/** A file that somebody will want first: a zip, the passport, a README. */
export interface Download {
  readonly path: string;
  readonly words: string;
  /** null where it is not told. */
  readonly bytes: number | null;
}

export interface AlbumReport {
  readonly version: 1;
  readonly tool: { readonly name: string; readonly version: string };
  /** ISO 8601; null: the page repeats byte for byte. */
  readonly date: string | null;
  readonly album: Album;
  /** `given`: the files as the album names them; `mastered`: what was made of them. */
  readonly stage: 'given' | 'mastered';
  /** Of the whole record; null for silence, and where it was not measured as one. */
  readonly integratedLufs: number | null;
  readonly truePeakDbtp: number | null;
  readonly timelines: readonly Timeline[];
  readonly arc: Arc;
  readonly seams: readonly Seam[];
  readonly auditions: readonly SeamAudition[];
  readonly balance: BalanceRecord | null;
  readonly deliveries: readonly AskedDelivery[];
  readonly downloads: readonly Download[];
}

export type AlbumReportParts = Omit<AlbumReport, 'version' | 'arc' | 'seams' | 'truePeakDbtp'> & {
  readonly passages: readonly HeardPassage[];
};

/** The seams alone. */
export function albumSeams(timelines: readonly Timeline[], passages: readonly HeardPassage[]): Seam[] {
  return seamsOf(songSounds(timelines, passages).map(songPortrait));
}

/** Arc and seams are read from the passages as the timelines have them. */
export function albumReport({ passages, ...told }: AlbumReportParts): AlbumReport {
  const sounds = songSounds(told.timelines, passages);
  const portraits = sounds.map(songPortrait);
  const used = new Set(sounds.map(({ passage }) => passage));
  const peaks = passages
    .filter(({ id }) => used.has(id))
    .flatMap(({ measurements }) => measurements.peak.truePeakDbtp ?? []);
  return {
    version: 1,
    ...told,
    truePeakDbtp: peaks.length === 0 ? null : Math.max(...peaks),
    arc: arcOf(sounds, portraits),
    seams: seamsOf(portraits),
  };
}
