// Album plan: everything that is needed to render and deliver an album again, byte for byte, without judging anything; plain JSON.
import type { Album } from '../album/album.ts';
import type { BalanceRecord } from '../album/balance/balance-record.ts';
import type { Timeline } from '../album/disc-timeline.ts';
import type { MasteredAlbum, Passage } from '../album/mastered-album.ts';
import type { PassportSource } from '../deliver/passport/passport.ts';
import type { Profile } from '../deliver/profiles/profile.ts';
import type { Measurements } from '../measure/measurements.ts';
import type { Piece } from './errands/join-errand.ts';

/** Name of the file beside the deliveries. */
export const ALBUM_PLAN_FILE = 'album-plan.json';

/** A passage before it is rendered. What is not measured on the rendering stands here. */
export interface PlannedPassage extends Omit<Passage, 'path' | 'measurements'> {
  /** Files from the album's folder on; several pieces are put together in this order. */
  readonly pieces: readonly Piece[];
  /** Of the recording: no mastering moves them. */
  readonly tempo: Measurements['tempo'];
  readonly key: Measurements['key'];
}

export interface AlbumPlan {
  readonly version: 1;
  readonly tool: { readonly name: string; readonly version: string };
  /** ISO 8601: what papers and files say of when it was made. */
  readonly date: string;
  readonly album: Album;
  /** Every file that sound or pictures are taken from, from the album's folder on. */
  readonly sources: readonly PassportSource[];
  readonly passages: readonly PlannedPassage[];
  readonly timelines: readonly Timeline[];
  /** In the order of the deliveries, whole: a shop that changes its rules changes nothing here. */
  readonly profiles: readonly Profile[];
  readonly seed: number;
  /** Told on papers; nothing is rendered by it. */
  readonly balance: BalanceRecord | null;
}

/** The rendered album, from its plan, where its passages were written and what they measured. */
export function masteredFrom(
  { album, passages, timelines, seed }: AlbumPlan,
  rendered: readonly Pick<Passage, 'path' | 'measurements'>[],
  whole: Pick<MasteredAlbum, 'integratedLufs' | 'truePeakDbtp'>,
): MasteredAlbum {
  const made = passages.map((passage, i): Passage => {
    const { id, sampleRateHz, channels, frames, songs, plan, ceilingDbtp, origin, tempo, key } = passage;
    const { path, measurements } = rendered[i]!;
    const heard = { ...measurements, tempo, key };
    return {
      id,
      path,
      sampleRateHz,
      channels,
      frames,
      songs,
      plan,
      ceilingDbtp,
      origin,
      measurements: heard,
    };
  });
  return { version: 1, album, passages: made, timelines, ...whole, seed };
}
