// Predict playback: what a platform will do with the level of a song or an album when it plays it.
import type { Playback } from './profile.ts';

/** As it stands in the files; null for silence. */
export interface PlayedLevel {
  readonly integratedLufs: number | null;
  readonly truePeakDbtp: number | null;
}

export interface PredictedPlayback {
  /** Of each song, dB; null where it has no loudness. */
  readonly gainsDb: readonly (number | null)[];
  /** Is one gain for all songs, so that their balance is kept? */
  readonly isOneGain: boolean;
}

/**
 * g = target − I; no more than 0 where nothing is turned up; where it is turned up to a peak, no more than that peak leaves, and 0
 * at least. Of an album played as such I is that of all its songs together (`album-integrated`), or of its loudest song
 * (`album-loudest`), and one gain is for all of them.
 */
export function predictPlayback(
  playback: Playback,
  songs: readonly PlayedLevel[],
  album: PlayedLevel,
): PredictedPlayback {
  const { unit } = playback;
  if (unit === 'track') return { gainsDb: songs.map((song) => gainDb(playback, song)), isOneGain: false };
  const heard = songs.flatMap(({ integratedLufs }) => (integratedLufs === null ? [] : [integratedLufs]));
  const loudest = heard.length === 0 ? null : heard.reduce((a, b) => Math.max(a, b));
  const integratedLufs = unit === 'album-loudest' ? loudest : album.integratedLufs;
  const one = gainDb(playback, { integratedLufs, truePeakDbtp: album.truePeakDbtp });
  return { gainsDb: songs.map((song) => (song.integratedLufs === null ? null : one)), isOneGain: true };
}

function gainDb(
  { targetLufs, turnsUp, upToDbtp }: Playback,
  { integratedLufs, truePeakDbtp }: PlayedLevel,
): number | null {
  if (integratedLufs === null) return null;
  const wanted = targetLufs - integratedLufs;
  if (!turnsUp) return Math.min(wanted, 0);
  if (upToDbtp === null || truePeakDbtp === null) return wanted;
  return Math.min(wanted, Math.max(0, upToDbtp - truePeakDbtp));
}
