// Unmet requirements: what a profile wants to be told and an album file does not say, song by song.
import type { Album, AlbumSong } from '../../album/album.ts';
import { songTags } from '../../album/song-tags.ts';
import type { Tags } from '../../files/tags/tags.ts';
import type { Requirement } from './requirements.ts';

export interface UnmetRequirement {
  readonly what: string;
  /** Id of the song; null: of the album. */
  readonly song: string | null;
}

/** Requirements of songs, by the tag that says it; all others are the album's. */
const OF_SONGS: Partial<Readonly<Record<Requirement, keyof Tags>>> = {
  artist: 'artists',
  title: 'title',
  isrc: 'isrc',
  iswc: 'iswc',
  genre: 'genres',
  copyright: 'copyright',
  phonogram: 'phonogram',
  publisher: 'publisher',
  composer: 'composers',
  language: 'language',
  explicit: 'explicit',
};

const OF_ALBUMS: Partial<Readonly<Record<Requirement, keyof Album>>> = {
  album: 'title',
  barcode: 'barcode',
  'catalogue-number': 'catalogueNumber',
  label: 'label',
  date: 'date',
  artwork: 'artwork',
};

/** Empty: everything is told. Hidden songs need nothing. */
export function unmetRequirements(album: Album, requires: readonly string[]): UnmetRequirement[] {
  const songs = album.songs.filter(({ hidden }) => !hidden);
  return requires.flatMap((what): UnmetRequirement[] => {
    const ofAlbum = OF_ALBUMS[what as Requirement];
    if (ofAlbum !== undefined) return isTold(album[ofAlbum]) ? [] : [{ what, song: null }];
    return songs.filter((song) => !isToldOf(album, song, what)).map(({ id }) => ({ what, song: id }));
  });
}

/** Nothing to warn of is told too: `explicit` is answered by any song. */
function isToldOf(album: Album, song: AlbumSong, what: string): boolean {
  const field = OF_SONGS[what as Requirement];
  return field === 'explicit' || (field !== undefined && isTold(songTags(album, song)[field]));
}

const isTold = (value: unknown): boolean =>
  Array.isArray(value) ? value.length > 0 : value !== null && value !== undefined && value !== '';
