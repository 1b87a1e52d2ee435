// Arc: loudness, brightness, density, width and tempo over the running order, and what is worth telling of it.
import { arcRemarks } from './arc-remarks.ts';
import type { FlowRemark } from './rest-wanted.ts';
import { songPortrait, type SongPortrait } from './song-portrait.ts';
import type { SongSound } from './song-sound.ts';
import { numbers, pointsIn, quantile } from './stretch-figures.ts';

/** Where a song stands on the arc: album time runs on from disc to disc. */
export interface ArcSong extends Omit<SongPortrait, 'tone' | 'opening' | 'ending' | 'startS' | 'endS'> {
  readonly fromS: number;
  readonly toS: number;
}

/** Loudest short-term loudness in each stretch of `stepS`; null in the rests and in silence. */
export interface ArcCourse {
  readonly stepS: number;
  readonly lufs: readonly (number | null)[];
}

/** Plain JSON. */
export interface Arc {
  readonly durationS: number;
  readonly songs: readonly ArcSong[];
  readonly course: ArcCourse;
  readonly remarks: readonly FlowRemark[];
}

/** As many as a page can show. */
const MOST_POINTS = 720;

/** `sounds` in running order; their portraits may be handed in where they are known already. */
export function arcOf(
  sounds: readonly SongSound[],
  portraits: readonly SongPortrait[] = sounds.map(songPortrait),
): Arc {
  const offsets = discOffsets(sounds);
  const songs = portraits.map(
    ({ tone: _tone, opening: _opening, ending: _ending, startS, endS, ...song }) => ({
      ...song,
      fromS: startS + offsets.get(song.disc)!,
      toS: endS + offsets.get(song.disc)!,
    }),
  );
  const durationS = songs.reduce((most, { toS }) => Math.max(most, toS), 0);
  return { durationS, songs, course: courseOf(sounds, songs, durationS), remarks: arcRemarks(portraits) };
}

/** Album time at which each disc's own time begins: what stands before a disc's first song is not drawn. */
function discOffsets(sounds: readonly SongSound[]): ReadonlyMap<number, number> {
  const offsets = new Map<number, number>();
  let endS = 0;
  for (const disc of new Set(sounds.map((sound) => sound.disc))) {
    const own = sounds.filter((sound) => sound.disc === disc);
    const first = own.reduce((least, { startS }) => Math.min(least, startS), Infinity);
    offsets.set(disc, endS - first);
    endS += own.reduce((most, sound) => Math.max(most, sound.endS), 0) - first;
  }
  return offsets;
}

function courseOf(sounds: readonly SongSound[], songs: readonly ArcSong[], durationS: number): ArcCourse {
  const stepS = Math.max(1, durationS / MOST_POINTS);
  const lufs = Array.from({ length: Math.ceil(durationS / stepS) }, (_, i) =>
    loudestIn(sounds, songs, i * stepS, (i + 1) * stepS),
  );
  return { stepS, lufs };
}

function loudestIn(
  sounds: readonly SongSound[],
  songs: readonly ArcSong[],
  fromS: number,
  toS: number,
): number | null {
  const heard = sounds.flatMap((sound, i) => {
    const { overTime } = sound.measurements;
    const { fromS: startS, toS: endS } = songs[i]!;
    if (overTime === null || endS <= fromS || startS >= toS) return [];
    const moved = sound.fromS - startS;
    const stretch = {
      measurements: sound.measurements,
      fromS: Math.max(fromS, startS) + moved,
      toS: Math.min(toS, endS) + moved,
    };
    return numbers(pointsIn(overTime.shortTermLufs, overTime.stepS, stretch));
  });
  return quantile(heard, 1);
}
