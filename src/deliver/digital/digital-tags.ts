// Digital tags: everything that a file of a delivery says of its song: the album's words, what was measured on it, what it was before.
import { albumLoudness } from '../../album/album-loudness.ts';
import { songTags } from '../../album/song-tags.ts';
import type { MasteredAlbum } from '../../album/mastered-album.ts';
import type { FileFormat } from '../../files/format.ts';
import type { Artwork, Tags } from '../../files/tags/tags.ts';
import {
  measuredBroadcast,
  measuredGain,
  UNSAID_BROADCAST,
  type MeasuredLevel,
} from '../finish/measured-tags.ts';
import { alternateOf, type DigitalSong } from './digital-songs.ts';
import type { SongLevel } from './song-level.ts';
import { truthsOf } from './truth-label.ts';

/** Kinds of file that hold a Broadcast extension. */
const BROADCAST = ['wav', 'rf64', 'bw64'];

export interface TagParts {
  readonly mastered: MasteredAlbum;
  readonly artwork: readonly Artwork[];
  /** As the files are turned; null where each is turned by itself. */
  readonly album: MeasuredLevel | null;
}

/** The same for the same parts: what is written is what is found again. */
export function digitalTags(
  { mastered, artwork, album }: TagParts,
  song: DigitalSong,
  format: FileFormat,
  level: SongLevel,
): Tags {
  const as = alternateOf(song);
  const tags = songTags(mastered.album, song.song, as === null ? { artwork } : { artwork, as });
  const labels = truthsOf(song).map(({ label }) => label);
  const { integratedLufs } = level.loudness;
  const { truePeakDbtp } = level.peak;
  const replayGain = measuredGain({ integratedLufs, truePeakDbtp }, album);
  return {
    ...tags,
    ...(labels.length === 0 ? {} : { comments: [...(tags.comments ?? []), ...labels] }),
    ...(replayGain === null ? {} : { replayGain }),
    ...(BROADCAST.includes(format.container)
      ? { broadcast: measuredBroadcast(UNSAID_BROADCAST, format, level, '') }
      : {}),
  };
}

/** The album as it stands in the files: all its songs' blocks as one, the highest of their peaks. `levels`: null for what could not be heard. */
export function albumLevel(
  songs: readonly DigitalSong[],
  levels: readonly (SongLevel | null)[],
): MeasuredLevel {
  const heard = songs.flatMap(({ alternate }, i) => {
    const level = levels[i] ?? null;
    return alternate !== null || level === null ? [] : [level];
  });
  const peaks = heard.flatMap(({ peak }) => (peak.truePeakDbtp === null ? [] : [peak.truePeakDbtp]));
  return {
    integratedLufs: albumLoudness(heard.map(({ blockPowers }) => blockPowers)),
    truePeakDbtp: peaks.length === 0 ? null : peaks.reduce((a, b) => Math.max(a, b)),
  };
}
