// Filed album: an album as it stands in its file, every field checked by itself and short forms read.
import type { Album, AlbumSong, Credits, Duration, Fade } from '../album.ts';

/** A song; what is told of it alone has its own names, and holds for what follows where it is not told. */
export interface FiledSong
  extends Credits,
    Omit<AlbumSong, 'id' | 'title' | 'disc' | 'side' | 'join' | 'indexesS' | 'trim' | 'credits'> {
  readonly id?: string;
  readonly title?: string;
  readonly disc?: number;
  readonly side?: string;
  readonly gap?: Duration;
  readonly crossfade?: Fade;
  readonly gapless: boolean;
  readonly indexes: readonly number[];
  readonly trim: { readonly start: number; readonly end: number | null } | null;
}

export interface FiledAlbum extends Omit<Album, 'songs' | 'credits'>, Omit<Credits, 'artists'> {
  readonly songs: readonly FiledSong[];
}
