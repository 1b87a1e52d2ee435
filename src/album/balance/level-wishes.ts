// Level wishes: what the album file and the song itself say of its level: told, fixed, how full, how near the voice is.
import { medianOf } from '../../dsp/ranks.ts';
import type { Restraint } from '../../master/plan.ts';
import type { Album, AlbumSong } from '../album.ts';
import type { BalanceSong, Fullness, SongLevels } from './balance-record.ts';

/** However near or far a voice is, the whole of two songs must not lie further apart than this on either side. */
const MOST_VOCAL_LU = 0.3;

/** Why a song's level stays as it is planned; null where it may be moved. */
export function fixedBecause(song: AlbumSong, { plan }: BalanceSong): Restraint | null {
  const told = (code: string): Restraint => ({ code, facts: {} });
  if (song.asIs || plan === null) return told('balance-as-is');
  if (song.plan !== null) return told('balance-own-plan');
  if (plan.promise.integratedLufs === null) return told('balance-level-off');
  if (song.intent.loudness !== undefined) return told('balance-own-loudness');
  return null;
}

/** A song of which nothing is told but what it is. */
export function albumSong(album: Album, id: string): AlbumSong {
  const found = album.songs.find((song) => song.id === id);
  if (found === undefined) throw new RangeError(`no song ${id} on the album`);
  return found;
}

/** By how much each song is raised for its voice to stand where the others' do, LU; 0 by any other rule. */
export function vocalOffsets(album: Album, levels: readonly (SongLevels | null)[]): number[] {
  const shares = levels.map((level) => (level ? level.vocalLufs - level.loudLufs : null));
  if (album.balance.rule !== 'vocal') return shares.map(() => 0);
  const middle = medianOf(shares.filter((share) => share !== null));
  return shares.map((share) =>
    share === null ? 0 : Math.min(MOST_VOCAL_LU, Math.max(-MOST_VOCAL_LU, middle - share)),
  );
}

/** Equal integrated loudness knows no quiet songs: that is what is wrong with it. */
export function underFull(album: Album, fullness: Fullness | null): number {
  const { rule } = album.balance;
  return rule === 'integrated' || rule === 'none' ? 0 : (fullness?.underLu ?? 0);
}
