// Album too long for a CD: told when the album file is checked, not only when everything has been rendered.
import { expect, it } from 'vitest';
import { albumSheet } from '../../src/report/album-sheet.ts';
import { PLAIN } from '../../src/report/text-style.ts';
import { madeAlbum, madeSong } from '../album/made-album.ts';

const sheetOf = (sectors: number, isCd?: boolean): string => {
  const song = madeSong('a', {});
  const track = { number: 1, songs: ['a'], pauseSector: 0, startSector: 150, indexSectors: [] };
  const timelines = [{ version: 1, disc: 1, sectors, tracks: [{ ...track, endSector: sectors }], clips: [] }];
  const formats = new Map([['a', { sampleRateHz: 44100, bits: 16, lossy: false, codec: 'pcm' }]]);
  const sheeted = { album: madeAlbum([song]), formats, timelines, areGuessed: false, sides: [] };
  return albumSheet(sheeted as never, { style: PLAIN, ...(isCd === undefined ? {} : { isCd }) });
};

it('a disc past what plants press is told with its length, one that fits is not', () => {
  expect(sheetOf(82 * 60 * 75)).toContain('Disc 1 lasts 1:22:00; plants press CDs of up to 1:19:57.');
  expect(sheetOf(79 * 60 * 75)).not.toContain('plants press');
});

it('not where no CD is made', () => {
  expect(sheetOf(82 * 60 * 75, false)).not.toContain('plants press');
});
