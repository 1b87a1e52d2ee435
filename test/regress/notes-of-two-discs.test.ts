// Notes of two discs: what is to be told of the album alike on each of its discs is told once.
import { expect, it } from 'vitest';
import type { Timeline } from '../../src/album/disc-timeline.ts';
import type { MasteredAlbum } from '../../src/album/mastered-album.ts';
import { discSets } from '../../src/deliver/cd/disc-sets.ts';
import { madeAlbum, madeSong } from '../album/made-album.ts';

it('an album whose title had to be changed says so once, and of each disc what is its own', () => {
  const songs = [madeSong('a', { title: 'Ž' }), madeSong('b', { title: 'Ř', disc: 2 })];
  const timelines = songs.map(({ id, disc }): Timeline => {
    const track = {
      number: 1,
      songs: [id],
      pauseSector: 0,
      startSector: 150,
      indexSectors: [],
      endSector: 600,
    };
    return { version: 1, disc, sectors: 600, tracks: [track], clips: [] };
  });
  const mastered = { album: madeAlbum(songs, { title: 'Łódź' }), passages: [], timelines };
  const rules = { sets: ['ddp'], mostSectors: 359_775, mostTracks: 99, requires: [], cdText: true } as const;
  const { notes } = discSets({ mastered: mastered as unknown as MasteredAlbum }, rules);
  expect(notes.map(({ facts }) => facts.text)).toEqual(['Łódź', 'Ž', 'Ř']);
});
