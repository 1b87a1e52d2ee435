// Song tags: what the file of a song on an album says of it, in the one vocabulary of tags.
import type { Tags } from '../files/tags/tags.ts';
import type { Album, AlbumSong, Credits } from './album.ts';

/**
 * Everything that the album and the song say; what the song says stands before what the album does. Numbers count the songs of a
 * disc that are not hidden; a hidden one has none. The cover, gains and what a broadcast wants are added by who knows them.
 */
export function songTags(album: Album, song: AlbumSong): Tags {
  const { version, isrc, iswc, explicit, title } = song;
  return {
    ...told(creditsOf(album, song)),
    ...told({ version, isrc, iswc }),
    title,
    album: album.title,
    albumArtists: album.artists,
    ...releaseOf(album),
    ...placeOf(album, song),
    ...(explicit === 'none' ? {} : { explicit }),
  };
}

/** The same of a version that stands beside a song: its own title and code, the song's place. */
export function alternateTags(album: Album, song: AlbumSong, index: number): Tags {
  const { title, isrc, kind } = song.alternates[index]!;
  const { isrc: _, version: __, explicit: ___, ...tags } = songTags(album, song);
  return {
    ...tags,
    ...told({ isrc }),
    title: title ?? song.title,
    ...(title === null && kind !== 'other' ? { version: VERSION_NAMES[kind] } : {}),
    ...(kind === 'clean' ? { explicit: 'clean' as const } : {}),
  };
}

const VERSION_NAMES = {
  instrumental: 'Instrumental',
  acapella: 'A cappella',
  'radio-edit': 'Radio edit',
  clean: 'Clean',
  'tv-mix': 'TV mix',
} as const;

/** Who is not named for a song is the album’s; its artists are always told. */
function creditsOf(album: Album, { credits }: AlbumSong): Credits {
  return { artists: album.artists, ...album.credits, ...credits };
}

function releaseOf({ label, catalogueNumber, barcode, date, originalDate }: Album): Partial<Tags> {
  return told({ label, catalogueNumber, barcode, date, originalDate });
}

function placeOf({ songs }: Album, song: AlbumSong): Pick<Tags, 'track' | 'disc'> {
  const discs = new Set(songs.map(({ disc }) => disc)).size;
  const disc = discs > 1 ? { disc: { number: song.disc, of: discs } } : {};
  const tracks = songs.filter((other) => other.disc === song.disc && !other.hidden);
  const number = tracks.findIndex(({ id }) => id === song.id) + 1;
  return number === 0 ? disc : { track: { number, of: tracks.length }, ...disc };
}

type Told<Fields> = { [Name in keyof Fields]?: NonNullable<Fields[Name]> };

/** Without what is null or an empty list. */
function told<Fields extends object>(fields: Fields): Told<Fields> {
  const known = Object.entries(fields).filter(
    ([, value]) => value !== null && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(known) as Told<Fields>;
}
