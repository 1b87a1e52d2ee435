// Level places: where on a record each song belongs by the rule, and where its bounds let it stand.
import { medianOf } from '../../dsp/ranks.ts';
import type { Restraint } from '../../master/plan.ts';
import { hundredth } from '../../master/decider.ts';

/** A song on its way to its place; every level in the measure of the rule, LUFS. */
export interface Placing {
  readonly id: string;
  readonly ownLufs: number;
  /** Over (under) the common level, LU: what the album file tells, the song's fullness and its vocal band come to. */
  readonly offsetLu: number;
  readonly toldLu: number;
  readonly kind: 'dense' | 'middling' | 'sparse';
  /** Its level is not ours to move. */
  readonly fixed: boolean;
  /** The loudest that its budget pays for. */
  readonly mostLufs: number;
}

export interface Place {
  readonly wantedLufs: number;
  readonly targetLufs: number;
  readonly stoppedBy: Restraint | null;
}

export interface PlaceBounds {
  /** Most that a song is moved, LU. */
  readonly mostLu: number;
}

/**
 * A song may stay this much under its place before the others come down to meet it: less is not heard from song to song, and a sparse one
 * is not waited for.
 */
const SLACK_LU = { dense: 0.6, middling: 0.6, sparse: 2 } as const;
/** What is sparse stands 2 LU under every dense song, unless the album file tells otherwise; and renderings scatter. */
const SPARSE_UNDER_LU = 2.25;
/** No song is worth more of the others' level than the first; one that would need more than the second is not met half-way either. */
const MOST_WAITED_LU = 4;
const HOPELESS_LU = 6;
const SAME_LU = 0.005;

/** All would stand `lu` higher without that song. */
export interface Waiting {
  readonly id: string;
  readonly lu: number;
}

/**
 * The middle of the levels at which nobody would have to move; of those that cannot move, if there are any. Lowered so far that
 * songs whose budget ends earlier are met. null of no songs.
 */
export function commonLevel(songs: readonly Placing[]): number | null {
  const middle = middleLevel(songs);
  return middle === null ? null : middle - (waitsFor(songs)?.lu ?? 0);
}

function middleLevel(songs: readonly Placing[]): number | null {
  if (songs.length === 0) return null;
  const fixed = songs.filter((song) => song.fixed);
  return medianOf((fixed.length > 0 ? fixed : songs).map(unmovedLevel));
}

/** Whom the others come down to meet, and how far: the song whose budget ends first. null where nobody has to, or none may move. */
export function waitsFor(songs: readonly Placing[]): Waiting | null {
  const middle = middleLevel(songs);
  if (middle === null || songs.some(({ fixed }) => fixed)) return null;
  const missing = songs.map(({ id, mostLufs, offsetLu, kind }) => ({
    id,
    lu: middle - (mostLufs - offsetLu + SLACK_LU[kind]),
  }));
  const met = missing.filter(({ lu }) => lu > 0 && lu <= HOPELESS_LU).sort((a, b) => b.lu - a.lu)[0];
  return met ? { ...met, lu: Math.min(met.lu, MOST_WAITED_LU) } : null;
}

/** The common level at which this song stays where it is. */
export function unmovedLevel({ ownLufs, offsetLu }: Placing): number {
  return ownLufs - offsetLu;
}

/** Where all songs stand about a common level. */
export function placesAbout(commonLufs: number, songs: readonly Placing[], bounds: PlaceBounds): Place[] {
  const places = songs.map((song) => placeOf(song, commonLufs, bounds));
  return songs.map((song, i) => underDense(song, places[i]!, songs, places, bounds));
}

function placeOf(song: Placing, commonLufs: number, { mostLu }: PlaceBounds): Place {
  const { ownLufs, offsetLu, fixed, mostLufs } = song;
  const wantedLufs = commonLufs + offsetLu;
  if (fixed) return { wantedLufs, targetLufs: ownLufs, stoppedBy: null };
  const near = Math.min(ownLufs + mostLu, Math.max(ownLufs - mostLu, wantedLufs));
  const targetLufs = Math.min(near, mostLufs);
  if (targetLufs < near - SAME_LU)
    return {
      wantedLufs,
      targetLufs,
      stoppedBy: {
        code: 'balance-budget',
        facts: { wantedLufs: hundredth(wantedLufs), mostLufs: hundredth(mostLufs) },
      },
    };
  const bounded = Math.abs(near - wantedLufs) > SAME_LU;
  const stoppedBy = bounded
    ? { code: 'balance-most-lu', facts: { wantedLufs: hundredth(wantedLufs), mostLu } }
    : null;
  return { wantedLufs, targetLufs, stoppedBy };
}

/** A sparse song follows where a dense one had to stay behind. */
function underDense(
  song: Placing,
  place: Place,
  songs: readonly Placing[],
  places: readonly Place[],
  { mostLu }: PlaceBounds,
): Place {
  if (song.kind !== 'sparse' || song.fixed) return place;
  const limits = songs.flatMap((other, i) =>
    other.kind === 'dense' ? [places[i]!.targetLufs + song.toldLu - other.toldLu - SPARSE_UNDER_LU] : [],
  );
  const limit = Math.min(...limits);
  if (place.targetLufs <= limit + SAME_LU) return place;
  const targetLufs = Math.max(limit, song.ownLufs - mostLu);
  const code = 'balance-under-dense';
  return {
    ...place,
    targetLufs,
    stoppedBy: { code, facts: { wantedLufs: hundredth(place.wantedLufs), underLu: SPARSE_UNDER_LU } },
  };
}
