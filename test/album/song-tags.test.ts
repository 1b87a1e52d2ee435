// Song tags: song before album, numbers of what is not hidden, versions with their own codes.
import { describe, expect, it } from 'vitest';
import { checkAlbum } from '../../src/album/album-file/check-album.ts';
import { songTags } from '../../src/album/song-tags.ts';

const album = checkAlbum({
  title: 'Night Trains',
  artists: 'The Band',
  label: 'Own',
  barcode: '4006381333931',
  date: '2026-05-31',
  composers: 'Anna Ek',
  genres: 'Rock',
  copyright: '2026 The Band',
  songs: [
    { file: 'secret.wav', hidden: true },
    { file: 'dawn.wav', title: 'Dawn', isrc: 'GBABC2600001', explicit: 'explicit', language: 'de' },
    {
      file: 'rain.wav',
      artists: ['The Band', 'Ida'],
      composers: 'Bo',
      version: 'live',
      alternates: [{ kind: 'instrumental', file: 'i.wav', isrc: 'GBABC2600002' }],
    },
    { file: 'end.wav', disc: 2 },
  ],
});

describe('tags of a song on an album', () => {
  it('say what the album and the song say', () => {
    expect(songTags(album, album.songs[1]!)).toEqual({
      title: 'Dawn',
      artists: ['The Band'],
      album: 'Night Trains',
      albumArtists: ['The Band'],
      composers: ['Anna Ek'],
      genres: ['Rock'],
      copyright: '2026 The Band',
      language: 'deu',
      label: 'Own',
      barcode: '4006381333931',
      date: '2026-05-31',
      isrc: 'GBABC2600001',
      explicit: 'explicit',
      track: { number: 1, of: 2 },
      disc: { number: 1, of: 2 },
    });
    expect(songTags(album, album.songs[2]!)).toMatchObject({
      artists: ['The Band', 'Ida'],
      composers: ['Bo'],
      version: 'live',
      track: { number: 2, of: 2 },
    });
    expect(songTags(album, album.songs[0]!)).not.toHaveProperty('track');
    expect(songTags(album, album.songs[3]!)).toMatchObject({
      track: { number: 1, of: 1 },
      disc: { number: 2, of: 2 },
    });
  });

  it('of a version beside it are its own where they must be', () => {
    const as = { title: 'Rain (Instrumental)', isrc: 'GBABC2600002' };
    const tags = songTags(album, album.songs[2]!, { as });
    expect(tags).toMatchObject({ title: 'Rain (Instrumental)', isrc: 'GBABC2600002', composers: ['Bo'] });
    expect(tags).not.toHaveProperty('version');
  });
});
