// Song tags: what an album file says of one of its songs, in the vocabulary of tags.
import type { Artwork, Tags } from '../files/tags/tags.ts';
import type { Album, AlbumSong, Credits } from './album.ts';
import { CREDIT_LISTS, CREDIT_TEXTS } from './credit-names.ts';

export interface SongTagOptions {
  /** Pictures for every song. */
  readonly artwork?: readonly Artwork[];
  /** Of an alternate: what it is called and its own code instead of the song's. */
  readonly as?: { readonly title: string; readonly isrc: string | null };
}

/**
 * Nothing is made up: what neither the song nor its album says is absent. A song's own credit takes the place of the album's. A
 * hidden song has no number.
 */
export function songTags(album: Album, song: AlbumSong, options: SongTagOptions = {}): Tags {
  const { artwork = [], as } = options;
  const title = as?.title ?? song.title;
  const version = as === undefined ? song.version : null;
  const isrc = as === undefined ? song.isrc : as.isrc;
  return {
    ...credited(album.credits, song.credits),
    ...told({
      title,
      version,
      album: album.title,
      label: album.label,
      catalogueNumber: album.catalogueNumber,
      barcode: album.barcode,
      date: album.date,
      originalDate: album.originalDate,
      isrc,
      iswc: song.iswc,
    }),
    artists: song.credits.artists ?? album.artists,
    albumArtists: album.artists,
    ...(song.explicit === 'none' ? {} : { explicit: song.explicit }),
    ...placed(album, song),
    ...(artwork.length === 0 ? {} : { artwork }),
  };
}

function credited(album: Credits, song: Credits): Tags {
  const lists = CREDIT_LISTS.map((name) => [name, song[name] ?? album[name]] as const);
  const words = CREDIT_TEXTS.map((name) => [name, song[name] ?? album[name] ?? null] as const);
  return {
    ...Object.fromEntries(lists.filter(([, value]) => value !== undefined && value.length > 0)),
    ...told(Object.fromEntries(words)),
  };
}

function told(values: Readonly<Record<string, string | null>>): Tags {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== ''));
}

/** Numbers count on each disc anew. */
function placed({ songs }: Album, song: AlbumSong): Pick<Tags, 'track' | 'disc'> {
  const numbered = songs.filter(({ disc, hidden }) => disc === song.disc && !hidden);
  const number = numbered.findIndex(({ id }) => id === song.id) + 1;
  const discs = Math.max(...songs.map(({ disc }) => disc));
  return {
    ...(number === 0 ? {} : { track: { number, of: numbered.length } }),
    ...(discs > 1 ? { disc: { number: song.disc, of: discs } } : {}),
  };
}
