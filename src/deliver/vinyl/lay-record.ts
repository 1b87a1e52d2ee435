// Lay record: the sides of a record with their timelines and bands, before any sound is heard: what division and papers agree on.
import { SECTORS_PER_S, type AlbumSong } from '../../album/album.ts';
import type { Timeline } from '../../album/disc-timeline.ts';
import { laySide } from '../../album/lay-timeline.ts';
import type { MasteredAlbum, Passage } from '../../album/mastered-album.ts';
import { Fault } from '../../signal/fault.ts';
import type { SideLimit, VinylRules } from '../profiles/profile.ts';
import { sideLimitOf } from './disc-format.ts';
import { dividedSides, loudFirst, namedSides, refuseLong, type DividedSide } from './divide-sides.ts';
import { sideUnits, songDemands, type SongDemands } from './side-units.ts';
import type { SideBand, VinylCut } from './vinyl-cut.ts';

export interface LaidSide {
  readonly name: string;
  readonly disc: number;
  readonly timeline: Timeline;
  readonly lengthS: number;
  readonly bands: readonly SideBand[];
  /** Those that sound on it, each once. */
  readonly passages: readonly Passage[];
}

export interface LaidRecord {
  readonly limit: SideLimit;
  readonly divided: VinylCut['divided'];
  readonly sides: readonly LaidSide[];
  /** Of the files. */
  readonly sampleRateHz: number;
  readonly bits: 16 | 24;
}

/** Faults: those of the division and of laySide, `no-such-disc`, `no-vinyl-rate`. */
export function layRecord(mastered: MasteredAlbum, rules: VinylRules, profile: string): LaidRecord {
  const limit = sideLimitOf(rules, profile);
  const units = sideUnits(mastered);
  const asked = namedSides(units);
  const kept = asked ?? dividedSides(units, limit, rules);
  const divided = rules.order === 'loud-first' ? kept.map((side) => loudFirst(side, units)) : kept;
  const demands = songDemands(mastered);
  const sides = divided.map((side, i) => laidSide(mastered, side, i, demands));
  const long = sides.find(({ lengthS }) => lengthS > 60 * limit.mostMinutes);
  if (long !== undefined) refuseLong(long.name, long.lengthS, limit);
  return {
    limit,
    divided: asked === null ? 'by-length' : 'by-you',
    sides,
    sampleRateHz: rateOf(
      sides.flatMap(({ passages }) => passages),
      rules,
      profile,
    ),
    bits: Math.max(...rules.bits) as 16 | 24,
  };
}

function laidSide(
  mastered: MasteredAlbum,
  { name, songs }: DividedSide,
  place: number,
  demands: SongDemands,
): LaidSide {
  const timeline = laySide(songs, mastered.passages, place + 1);
  const ids = new Set(timeline.clips.map(({ passage }) => passage));
  return {
    name,
    disc: Math.floor(place / 2) + 1,
    timeline,
    lengthS: timeline.sectors / SECTORS_PER_S,
    bands: bandsOf(name, songs, timeline, demands),
    passages: mastered.passages.filter(({ id }) => ids.has(id)),
  };
}

function bandsOf(
  side: string,
  songs: readonly AlbumSong[],
  { tracks }: Timeline,
  demands: SongDemands,
): SideBand[] {
  return tracks.map(({ number, songs: ids, pauseSector, startSector, endSector }) => {
    const song = songs.find(({ id }) => id === ids[0])!;
    const gap = pauseSector === null ? 0 : startSector - pauseSector;
    return {
      label: `${side}${number}`,
      title: song.version === null ? song.title : `${song.title} (${song.version})`,
      songs: ids,
      isrc: song.isrc,
      startS: startSector / SECTORS_PER_S,
      endS: endSector / SECTORS_PER_S,
      gapS: gap / SECTORS_PER_S,
      trebleDb: Math.round(100 * Math.max(...ids.map((id) => demands.get(id)!.trebleDb))) / 100,
    };
  });
}

/** That of most of the music where the plant takes it, else the highest below it, else the lowest taken. */
function rateOf(passages: readonly Passage[], { ratesHz }: VinylRules, profile: string): number {
  const seconds = new Map<number, number>();
  for (const { sampleRateHz, frames } of passages)
    seconds.set(sampleRateHz, (seconds.get(sampleRateHz) ?? 0) + frames / sampleRateHz);
  const [own] = [...seconds].sort((a, b) => b[1] - a[1] || b[0] - a[0]);
  const taken = [...ratesHz].sort((a, b) => a - b);
  const rate = own && (taken.findLast((hz) => hz <= own[0]) ?? taken[0]);
  if (rate === undefined) throw new Fault('no-vinyl-rate', 'usage', { profile });
  return rate;
}
