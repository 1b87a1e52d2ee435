// Side units: songs that no needle can be lifted between, each unit with its place and its demands, for whoever divides a record.
import { SECTORS_PER_S, type AlbumSong } from '../../album/album.ts';
import { laySide } from '../../album/lay-timeline.ts';
import type { MasteredAlbum } from '../../album/mastered-album.ts';
import { dbFromPower, powerFromDb } from '../../dsp/decibel.ts';
import { trebleDemandDb } from './treble-demand.ts';

export interface SideUnit {
  readonly songs: readonly AlbumSong[];
  /** Where its sound begins and ends if the whole record were one side, seconds. */
  readonly startS: number;
  readonly endS: number;
  /** Treble against the record's average, dB: the highest of its songs. */
  readonly trebleDb: number;
  /** Loudest three seconds, LUFS; null for silence. */
  readonly loudLufs: number | null;
  /** A side, or a disc of the album, begins here whatever its length. */
  readonly begins: boolean;
}

/** How loud and bright each song is, by its id; against the record's average. */
export type SongDemands = ReadonlyMap<
  string,
  { readonly trebleDb: number; readonly loudLufs: number | null }
>;

/** Songs that share a passage share its demand. */
export function songDemands({ passages, album }: MasteredAlbum): SongDemands {
  const found = album.songs.map(({ id }) => {
    const passage = passages.find(({ songs }) => songs.some((song) => song.id === id))!;
    const { maxShortTermLufs, integratedLufs } = passage.measurements.loudness;
    return {
      id,
      demand: trebleDemandDb(passage.measurements),
      loudLufs: maxShortTermLufs ?? integratedLufs,
    };
  });
  const known = found.flatMap(({ demand }) => (demand === null ? [] : [powerFromDb(demand)]));
  const mean = known.length === 0 ? 0 : dbFromPower(known.reduce((a, b) => a + b, 0) / known.length);
  return new Map(
    found.map(({ id, demand, loudLufs }) => [
      id,
      { trebleDb: demand === null ? Math.min(0, mean) : demand - mean, loudLufs },
    ]),
  );
}

/** In the album's order. Faults: those of laySide. */
export function sideUnits(mastered: MasteredAlbum): SideUnit[] {
  const { songs } = mastered.album;
  const demands = songDemands(mastered);
  const { clips } = laySide(songs, mastered.passages, 1);
  const groups = groupsOf(songs);
  let clip = 0;
  return groups.map((group, i) => {
    const first = clip;
    clip += group.filter(({ join }) => join.kind !== 'gapless').length;
    const own = clips.slice(first, clip);
    const ends = own.map((c) => c.startSector / SECTORS_PER_S + (c.toFrame - c.fromFrame) / c.sampleRateHz);
    const loud = group.flatMap(({ id }) => demands.get(id)!.loudLufs ?? []);
    return {
      songs: group,
      startS: own[0]!.startSector / SECTORS_PER_S,
      endS: Math.max(...ends),
      trebleDb: Math.max(...group.map(({ id }) => demands.get(id)!.trebleDb)),
      loudLufs: loud.length === 0 ? null : Math.max(...loud),
      begins: i === 0 || group[0]!.disc !== groups[i - 1]!.at(-1)!.disc,
    };
  });
}

/** A seam without silence, and a song without a number of its own, stay with what is before them. */
function groupsOf(songs: readonly AlbumSong[]): AlbumSong[][] {
  const groups: AlbumSong[][] = [];
  for (const song of songs) {
    const last = groups.at(-1);
    const isAlone = last?.every(({ hidden }) => hidden) ?? false;
    if (last !== undefined && (song.join.kind !== 'gap' || song.hidden || isAlone)) last.push(song);
    else groups.push([song]);
  }
  return groups;
}

/** Length of units that stand on one side in their order, seconds. */
export function unitsS(units: readonly SideUnit[]): number {
  return units.length === 0 ? 0 : units.at(-1)!.endS - units[0]!.startS;
}
