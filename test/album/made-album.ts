// Made album: songs, passages and albums for tests, whole and plain, each field to be changed.
import type { Album, AlbumSong } from '../../src/album/album.ts';
import type { LaidPassage } from '../../src/album/heard-songs.ts';
import { DEFAULT_INTENT } from '../../src/master/intent.ts';

export function madeSong(id: string, changes: Partial<AlbumSong> = {}): AlbumSong {
  return {
    id,
    file: `${id}.wav`,
    title: id,
    version: null,
    isrc: null,
    iswc: null,
    explicit: 'none',
    credits: {},
    disc: 1,
    side: null,
    join: { kind: 'gap', length: { unit: 'seconds', value: 0 } },
    hidden: false,
    indexesS: [],
    trim: null,
    fadeIn: null,
    fadeOut: null,
    intent: {},
    plan: null,
    asIs: false,
    levelLu: 0,
    alternates: [],
    ...changes,
  };
}

export function madeAlbum(songs: readonly AlbumSong[], changes: Partial<Album> = {}): Album {
  return {
    version: 1,
    title: 'Album',
    artists: ['Band'],
    label: null,
    catalogueNumber: null,
    barcode: null,
    date: null,
    originalDate: null,
    credits: {},
    artwork: null,
    intent: DEFAULT_INTENT,
    balance: { rule: 'vocal', anchor: null, mostLu: 3, mostToneDb: 1.5, albumLufs: null },
    gap: { unit: 'seconds', value: 2 },
    markOffsets: { first: 0, start: 0, end: 0 },
    copyPermitted: false,
    songs,
    ...changes,
  };
}

/** One song a passage, `lengthS` long. */
export function madePassage(id: string, lengthS: number, changes: Partial<LaidPassage> = {}): LaidPassage {
  const sampleRateHz = changes.sampleRateHz ?? 44100;
  const frames = Math.round(lengthS * sampleRateHz);
  return {
    id,
    sampleRateHz,
    frames,
    songs: [{ id, fromFrame: 0, toFrame: frames }],
    measurements: { tempo: null, overTime: null },
    ...changes,
  };
}

export const gap = (
  value: number,
  unit: 'seconds' | 'sectors' | 'beats' | 'decay' = 'seconds',
): AlbumSong['join'] => ({
  kind: 'gap',
  length: { unit, value },
});
