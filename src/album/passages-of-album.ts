// Passages of album: which songs are rendered as one sound, and from which stretches of which files it is made.
import type { Album, AlbumSong } from './album.ts';

/** A stretch of a file that is part of a passage. */
export interface PassagePiece {
  readonly song: AlbumSong;
  readonly file: string;
  /** Seconds of the file; at the rate of the file, frame `round(s · rate)`. */
  readonly startS: number;
  /** null: to its end. */
  readonly endS: number | null;
}

export interface PassagePieces {
  /** Id of its first song. */
  readonly id: string;
  /** One after the other they are the passage. */
  readonly pieces: readonly [PassagePiece, ...PassagePiece[]];
}

/**
 * In the order of the record. Where two songs meet without a gap their trims are part of the making (a live recording cut into
 * songs stays one sound); at a passage's two ends the whole file is taken, and trimmed on the timeline.
 */
export function passagesOfAlbum(album: Pick<Album, 'songs'>): PassagePieces[] {
  const groups: [AlbumSong, ...AlbumSong[]][] = [];
  for (const song of album.songs) {
    if (song.join.kind === 'gapless' && groups.length > 0) groups.at(-1)!.push(song);
    else groups.push([song]);
  }
  return groups.map((songs) => {
    const [first, ...others] = songs.map((song, i) => pieceOf(song, i === 0, i === songs.length - 1));
    return { id: songs[0].id, pieces: [first!, ...others] };
  });
}

function pieceOf(song: AlbumSong, isFirst: boolean, isLast: boolean): PassagePiece {
  const { startS, endS } = song.trim ?? { startS: 0, endS: null };
  return { song, file: song.file, startS: isFirst ? 0 : startS, endS: isLast ? null : endS };
}
