// Playback notes: what the shop's player will do with the level, and what is short for its shelves.
import type { DeliveryNote } from '../delivery.ts';
import { predictPlayback } from '../profiles/predict-playback.ts';
import type { Profile } from '../profiles/profile.ts';
import type { DigitalSong } from './digital-songs.ts';
import { albumLevel } from './digital-tags.ts';
import type { HeardSong } from './hear-delivered.ts';

/** Of files as they were heard. */
export function playbackNotes(
  songs: readonly DigitalSong[],
  heard: readonly (HeardSong | null)[],
  profile: Profile,
): DeliveryNote[] {
  const known = songs.flatMap((song, i) => {
    const one = heard[i];
    return song.alternate !== null || one === null || one === undefined ? [] : [{ song, one }];
  });
  return [...predicted(known, profile), ...shortSongs(known, profile)];
}

interface Known {
  readonly song: DigitalSong;
  readonly one: HeardSong;
}

function predicted(known: readonly Known[], { playback, title }: Profile): DeliveryNote[] {
  if (playback === null) return [];
  const levels = known.map(({ one }) => one.level);
  const played = known.map(({ one }) => ({
    integratedLufs: one.level.loudness.integratedLufs,
    truePeakDbtp: one.level.peak.truePeakDbtp,
  }));
  const album = albumLevel(
    known.map(({ song }) => song),
    levels,
  );
  const { gainsDb, isOneGain } = predictPlayback(playback, played, album);
  const gains = gainsDb.filter((gain): gain is number => gain !== null);
  if (gains.length === 0) return [];
  const least = gains.reduce((a, b) => Math.min(a, b));
  const most = gains.reduce((a, b) => Math.max(a, b));
  const code = isOneGain || songsAre(gains, 1) ? 'plays-at' : 'plays-between';
  const facts = { title, targetLufs: playback.targetLufs, unit: playback.unit, gainDb: least, mostDb: most };
  return [{ code, facts }];
}

const songsAre = (gains: readonly number[], count: number): boolean => gains.length === count;

/** An interlude is no reason to refuse an album; a shop may ask. */
function shortSongs(known: readonly Known[], { digital }: Profile): DeliveryNote[] {
  const { leastLengthS } = digital!;
  if (leastLengthS === null) return [];
  const short = known.filter(({ one }) => one.frames / one.format.sampleRateHz < leastLengthS);
  if (short.length === 0) return [];
  const { song, one } = short[0]!;
  const seconds = one.frames / one.format.sampleRateHz;
  return [
    {
      code: 'digital-short',
      facts: { song: song.song.title, songs: short.length, seconds, least: leastLengthS },
    },
  ];
}
