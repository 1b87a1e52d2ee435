// Unmet requirements: what a profile wants to be told and an album file does not say of itself or of its songs.
import type { Album, AlbumSong } from '../../album/album.ts';
import type { Requirement } from './requirements.ts';

type Tells = (album: Album, song: AlbumSong) => boolean;

const isCredited =
  (name: keyof Album['credits']): Tells =>
  ({ credits }, song) =>
    (song.credits[name] ?? credits[name] ?? []).length > 0;

const OF_ALBUM: Partial<Readonly<Record<Requirement, (album: Album) => boolean>>> = {
  album: ({ title }) => title !== '',
  barcode: ({ barcode }) => barcode !== null,
  'catalogue-number': ({ catalogueNumber }) => catalogueNumber !== null,
  label: ({ label }) => label !== null,
  date: ({ date }) => date !== null,
  artwork: ({ artwork }) => artwork !== null,
};

const OF_SONGS: Partial<Readonly<Record<Requirement, Tells>>> = {
  artist: ({ artists }, { credits }) => (credits.artists ?? artists).length > 0,
  title: (_, { title }) => title !== '',
  isrc: (_, { isrc }) => isrc !== null,
  iswc: (_, { iswc }) => iswc !== null,
  genre: isCredited('genres'),
  copyright: isCredited('copyright'),
  phonogram: isCredited('phonogram'),
  publisher: isCredited('publisher'),
  composer: isCredited('composers'),
  language: isCredited('language'),
  // nothing said means that there is nothing to say
  explicit: () => true,
};

export interface UnmetRequirement {
  readonly what: Requirement;
  /** Songs that lack it; empty: the album does. */
  readonly songs: readonly AlbumSong[];
}

/** Empty: everything is told of the album and of these songs. */
export function unmetRequirements(
  album: Album,
  songs: readonly AlbumSong[],
  requires: readonly string[],
): UnmetRequirement[] {
  return (requires as readonly Requirement[]).flatMap((what): UnmetRequirement[] => {
    const ofAlbum = OF_ALBUM[what];
    if (ofAlbum !== undefined) return ofAlbum(album) ? [] : [{ what, songs: [] }];
    const lacking = songs.filter((song) => OF_SONGS[what]?.(album, song) === false);
    return lacking.length === 0 ? [] : [{ what, songs: lacking }];
  });
}
