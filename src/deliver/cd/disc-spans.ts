// Disc spans: the stretches of a disc that sheets and players speak of: what each track's file holds, what each pause is.
import type { Disc, DiscTrack } from './disc.ts';
import { FIRST_PAUSE_SECTORS } from '../../album/album.ts';

/** Sectors of the image, from (inclusive) to (exclusive). */
export interface SectorSpan {
  readonly fromSector: number;
  readonly toSector: number;
}

/** Where a track's own sound is over: the next one's pause, its start where it has none, or the lead-out. */
export function soundEnd(disc: Disc, track: DiscTrack): number {
  const next = disc.tracks[disc.tracks.indexOf(track) + 1];
  return next === undefined ? disc.leadOutSector : (next.pauseSector ?? next.startSector);
}

/** Sectors of the pause before a track; 0 where it has none. */
export const pauseSectors = ({ pauseSector, startSector }: DiscTrack): number =>
  pauseSector === null ? 0 : startSector - pauseSector;

/**
 * What the file of each track holds when a disc is cut into one file a track: from its index 01 to the next one's, so that
 * pauses stand at the end of the track before, as most programs cut them. The first begins where the disc's first two seconds end.
 */
export function trackFileSpans({ tracks, leadOutSector }: Disc): SectorSpan[] {
  return tracks.map(({ startSector }, i) => ({
    fromSector: i === 0 ? Math.min(FIRST_PAUSE_SECTORS, startSector) : startSector,
    toSector: tracks[i + 1]?.startSector ?? leadOutSector,
  }));
}

/** Every index of a track in the order of the disc: 00 where there is one, 01, 02 … */
export function trackIndexes({ pauseSector, startSector, indexSectors }: DiscTrack): {
  readonly index: number;
  readonly sector: number;
}[] {
  const pause = pauseSector === null ? [] : [{ index: 0, sector: pauseSector }];
  const marks = [startSector, ...indexSectors].map((sector, i) => ({ index: i + 1, sector }));
  return [...pause, ...marks];
}
