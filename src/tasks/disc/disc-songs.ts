// Disc songs: the tracks of a disc as songs of an album: what their files are called and what they say of themselves.
import { checkAlbum } from '../../album/album-file/check-album.ts';
import { songTags } from '../../album/song-tags.ts';
import type { Album } from '../../album/album.ts';
import type { DiscAlbum } from '../../deliver/cd/album-of-disc.ts';
import { fileNames, type NameRules } from '../../deliver/digital/file-names.ts';
import type { Tags } from '../../files/tags/tags.ts';

/** `03 After Rain.wav`: in whatever letters, as long as any disk takes. */
const NAMES: NameRules = { fileName: '{track} {title}', fileNameLetters: null, mostFileNameLetters: 120 };

/** The record that an album file would give, each song in the file of that name. */
export function albumWithFiles({ fields, songs }: DiscAlbum, files: readonly string[]): Album {
  return checkAlbum({ ...fields, songs: songs.map((song, i) => ({ ...song.fields, file: files[i]! })) });
}

/** One a song, all different; `ending` with its point. What is hidden before the first track is `00`. */
export function songFileNames(found: DiscAlbum, ending: string): string[] {
  const album = albumWithFiles(
    found,
    found.songs.map((_, i) => `${i}${ending}`),
  );
  const tracks = found.songs.filter(({ track }) => track !== null).length;
  const named = album.songs.map((song, i) => {
    const track = found.songs[i]!.track?.number ?? 0;
    return { song, title: null, isrc: null, track, tracks, discs: 1 };
  });
  return fileNames(album, named, NAMES, ending);
}

/** What the disc itself says of each song, and nothing that was made up for want of a name. */
export function discSongTags(found: DiscAlbum, album: Album): Tags[] {
  const unnamed = found.notes.flatMap(({ code, facts }) => (code === 'disc-nameless' ? [facts.what] : []));
  const madeUp = (i: number): readonly (keyof Tags)[] => [
    ...(unnamed.includes('title') ? (['album'] as const) : []),
    ...(unnamed.includes('artist') ? (['albumArtists'] as const) : []),
    ...(unnamed.includes('artist') && album.songs[i]!.credits.artists === undefined
      ? (['artists'] as const)
      : []),
    ...(found.songs[i]!.track?.texts.title === '' ? (['title'] as const) : []),
  ];
  return album.songs.map((song, i) => {
    const left = Object.entries(songTags(album, song)).filter(
      ([name]) => !madeUp(i).includes(name as keyof Tags),
    );
    return Object.fromEntries(left);
  });
}
