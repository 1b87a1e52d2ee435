// Lay tracks: numbers, pauses and marks for songs whose sound has its place on a disc.
import { Fault } from '../signal/fault.ts';
import { SECTORS_PER_S, type AlbumSong, type MarkOffsets } from './album.ts';
import type { TimelineTrack } from './disc-timeline.ts';

/** Tracks of a CD (IEC 60908). */
export const MOST_TRACKS = 99;
/** From mark to mark: 4 s (IEC 60908). */
export const LEAST_TRACK_SECTORS = 4 * SECTORS_PER_S;

/** A song whose sound has its place. */
export interface LaidSong {
  readonly song: AlbumSong;
  /** Where its sound begins, or, in the midst of a sound, where its mark stands. */
  readonly soundSector: number;
  /** Where its sound ends: seldom a whole sector. */
  readonly endSector: number;
}

export interface TrackRules {
  readonly disc: number;
  readonly marks: MarkOffsets;
  readonly isCd: boolean;
}

interface OpenTrack {
  readonly lead: LaidSong;
  readonly songs: string[];
  readonly pauseSector: number | null;
  readonly startSector: number;
  readonly indexSectors: number[];
}

/**
 * Every song that is not hidden begins a track; hidden ones belong to the track before them, or to the first pause. Faults
 * `only-hidden`, `too-many-tracks`, `track-too-short`, `index-outside`.
 */
export function layTracks(
  laid: readonly LaidSong[],
  rules: TrackRules,
): { tracks: TimelineTrack[]; sectors: number } {
  const open: OpenTrack[] = [];
  laid.forEach((one, i) => {
    if (!one.song.hidden) open.push(openTrack(one, laid.slice(0, i), open.length === 0, rules.marks));
    const track = open.at(-1);
    if (one.song.hidden) track?.songs.push(one.song.id);
    addIndexes(one, track);
  });
  if (open.length === 0) throw new Fault('only-hidden', 'usage', { disc: rules.disc });
  const sectors = Math.ceil(laid.at(-1)!.endSector) + rules.marks.end;
  const tracks = open.map((track, i) => closeTrack(track, i, open[i + 1], sectors));
  if (rules.isCd) refuseNoCd(tracks, sectors, rules.disc);
  return { tracks, sectors };
}

function openTrack(
  one: LaidSong,
  before: readonly LaidSong[],
  isFirst: boolean,
  { first, start, end }: MarkOffsets,
): OpenTrack {
  const { song, soundSector } = one;
  const last = before.at(-1);
  const hidden = isFirst ? before.map((other) => other.song.id) : [];
  const track = { lead: one, songs: [song.id, ...hidden], indexSectors: [] };
  if (last === undefined) return { ...track, pauseSector: 0, startSector: soundSector - first };
  if (song.join.kind !== 'gap')
    return { ...track, pauseSector: isFirst ? 0 : null, startSector: soundSector };
  const pause = Math.min(soundSector, Math.ceil(last.endSector) + end);
  const startSector = Math.max(pause, soundSector - start);
  return { ...track, pauseSector: isFirst ? 0 : pause < startSector ? pause : null, startSector };
}

function addIndexes({ song, soundSector, endSector }: LaidSong, track: OpenTrack | undefined): void {
  for (const atS of song.indexesS) {
    const sector = soundSector + Math.round(atS * SECTORS_PER_S);
    const after =
      track === undefined ? Number.POSITIVE_INFINITY : (track.indexSectors.at(-1) ?? track.startSector);
    if (sector <= after || sector >= endSector) {
      const lengthS = Math.floor((1000 * (endSector - soundSector)) / SECTORS_PER_S) / 1000;
      throw new Fault('index-outside', 'usage', { song: song.id, atS, lengthS });
    }
    track!.indexSectors.push(sector);
  }
}

function closeTrack(
  track: OpenTrack,
  i: number,
  next: OpenTrack | undefined,
  sectors: number,
): TimelineTrack {
  const { songs, pauseSector, startSector, indexSectors } = track;
  const endSector = next === undefined ? sectors : (next.pauseSector ?? next.startSector);
  return { number: i + 1, songs, pauseSector, startSector, indexSectors, endSector };
}

function refuseNoCd(tracks: readonly TimelineTrack[], sectors: number, disc: number): void {
  if (tracks.length > MOST_TRACKS)
    throw new Fault('too-many-tracks', 'usage', { disc, tracks: tracks.length, most: MOST_TRACKS });
  tracks.forEach((track, i) => {
    const length = (tracks[i + 1]?.startSector ?? sectors) - track.startSector;
    if (length >= LEAST_TRACK_SECTORS) return;
    const lengthS = Math.floor((1000 * length) / SECTORS_PER_S) / 1000;
    const leastS = LEAST_TRACK_SECTORS / SECTORS_PER_S;
    throw new Fault('track-too-short', 'usage', {
      song: track.songs[0]!,
      disc,
      track: i + 1,
      lengthS,
      leastS,
    });
  });
}
