// Heard songs: what of each rendered passage is heard on a disc, and which songs sound on without a seam.
import type { Measurements } from '../measure/measurements.ts';
import { Fault } from '../signal/fault.ts';
import type { AlbumSong, Fade } from './album.ts';
import { lengthS } from './duration-length.ts';
import type { Passage } from './mastered-album.ts';
import { endingOf } from './spacing.ts';

/** What a timeline needs to know of a passage; a mix's own measurements do as well as its rendering's. */
export interface LaidPassage extends Pick<Passage, 'id' | 'sampleRateHz' | 'frames' | 'songs'> {
  readonly measurements: Pick<Measurements, 'tempo' | 'overTime'>;
}

/** A song and the frames of its passage that are heard: from (inclusive) to (exclusive). */
export interface HeardSong {
  readonly song: AlbumSong;
  readonly passage: LaidPassage;
  readonly fromFrame: number;
  readonly toFrame: number;
}

/** Songs of one passage that are heard without a seam. */
export type SongRun = readonly [HeardSong, ...HeardSong[]];

/** A trim that people write to the hundredth may lie this far behind the end. */
const TRIM_SLACK_S = 0.01;

/** What is heard of `songs`, in their order, run by run. Faults `trim-outside` (`song`, `atS`, `lengthS`), `join-at-start` (`song`, `join`). */
export function heardRuns(songs: readonly AlbumSong[], passages: readonly LaidPassage[]): SongRun[] {
  const runs: [HeardSong, ...HeardSong[]][] = [];
  for (const song of songs) {
    const heard = heardSong(song, passages);
    if (song.join.kind !== 'gapless') runs.push([heard]);
    else if (runs.length === 0) throw new Fault('join-at-start', 'usage', { song: song.id, join: 'gapless' });
    else runs.at(-1)!.push(heard);
  }
  return runs;
}

/** Seconds that a run lasts. */
export function runS(run: SongRun): number {
  return (run.at(-1)!.toFrame - run[0].fromFrame) / run[0].passage.sampleRateHz;
}

/** What follows a song's own fade: `null` where there is none. Seconds; beats are of the song itself. */
export function fadeS(fade: Fade | null, { song, passage }: HeardSong): number {
  return fade === null ? 0 : lengthS(fade.length, { id: song.id, tempo: passage.measurements.tempo });
}

/** How the song before a gap is told to a duration: its tempo, and how it dies away. */
export function songBefore(heard: HeardSong): Parameters<typeof lengthS>[1] {
  const { song, passage, fromFrame, toFrame } = heard;
  const { tempo, overTime } = passage.measurements;
  const fadeOut = song.fadeOut && { lengthS: fadeS(song.fadeOut, heard), curve: song.fadeOut.curve };
  const rate = passage.sampleRateHz;
  const stretch = { startS: fromFrame / rate, endS: toFrame / rate, fadeOut };
  return { id: song.id, tempo, ending: overTime && endingOf(overTime, stretch) };
}

/** Inside a passage its songs are cut already (see passages-of-album): trims count at its two ends alone. */
function heardSong(song: AlbumSong, passages: readonly LaidPassage[]): HeardSong {
  const passage = passages.find(({ songs }) => songs.some(({ id }) => id === song.id));
  if (passage === undefined) throw new Error(`no passage holds the song ${song.id}`);
  const place = passage.songs.findIndex(({ id }) => id === song.id);
  const { fromFrame, toFrame } = passage.songs[place]!;
  const isFirst = place === 0;
  const isLast = place === passage.songs.length - 1;
  const { startS, endS } = song.trim ?? { startS: 0, endS: null };
  const frameAt = (s: number): number => fromFrame + Math.round(s * passage.sampleRateHz);
  const from = isFirst ? frameAt(startS) : fromFrame;
  const to = isLast && endS !== null ? frameAt(isFirst ? endS : endS - startS) : toFrame;
  const latest = toFrame + TRIM_SLACK_S * passage.sampleRateHz;
  if (from >= toFrame || to > latest)
    throw new Fault('trim-outside', 'usage', {
      song: song.id,
      atS: from >= toFrame ? startS : endS,
      lengthS: (toFrame - fromFrame) / passage.sampleRateHz,
    });
  return { song, passage, fromFrame: from, toFrame: Math.min(to, toFrame) };
}
