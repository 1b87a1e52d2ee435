// Album recordings: what of an album is heard, mastered and rendered as one: a song's file, or several songs without a gap.
import { alternateId } from '../album/mastered-album.ts';
import { passagesOfAlbum, type PassagePieces } from '../album/passages-of-album.ts';
import type { Album, AlbumSong } from '../album/album.ts';
import type { Piece } from './errands/join-errand.ts';

/** Sound that becomes one passage. */
export interface Recording {
  /** Of the passage: its first song's, or an alternate's. */
  readonly id: string;
  /** Files from the album's folder on; more than one piece are put together first. */
  readonly pieces: readonly Piece[];
  /** Whose intent, plan and `asIs` hold for all of it; of an alternate its song. */
  readonly song: AlbumSong;
  /** Of each piece; none of an alternate. */
  readonly songs: readonly string[];
  /** The recording whose plan it gets; null: it is judged for itself. */
  readonly follows: string | null;
}

/** Songs in their order, alternates behind them where they are `wanted`. */
export function recordingsOf(album: Album, alternates: 'wanted' | 'not'): Recording[] {
  const recordings = passagesOfAlbum(album).map(recordingOf);
  return alternates === 'not' ? recordings : [...recordings, ...recordings.flatMap(alternatesOf(album))];
}

function recordingOf({ id, pieces }: PassagePieces): Recording {
  const { song } = pieces[0];
  return {
    id,
    pieces: pieces.map(({ file, startS, endS }) => ({ file, startS, endS })),
    song,
    songs: pieces.map((piece) => piece.song.id),
    follows: null,
  };
}

function alternatesOf({ songs }: Album): (recording: Recording) => Recording[] {
  return (recording) =>
    recording.songs.flatMap((id) => {
      const { alternates } = songs.find((song) => song.id === id)!;
      return alternates.map(({ file }, index) => ({
        id: alternateId(id, index),
        pieces: [{ file, startS: 0, endS: null }],
        song: recording.song,
        songs: [],
        follows: recording.id,
      }));
    });
}
