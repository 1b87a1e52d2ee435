// Disc of long titles: no length of titles keeps a CD back, or gives a sheet that programs refuse; what had to be cut is told.
import { expect, it } from 'vitest';
import type { Album } from '../../src/album/album.ts';
import { cueText, longCueTexts } from '../../src/deliver/cd/cue-write.ts';
import { discOfAlbum } from '../../src/deliver/cd/disc-of-album.ts';
import { checkDisc } from '../../src/deliver/cd/red-book.ts';
import { madeAlbum, madeSong } from '../album/made-album.ts';
import { madeDisc, madeTexts, madeTrack } from '../deliver/cd/made-disc.ts';

function discOf(album: Album) {
  const tracks = album.songs.map(({ id }, i) => {
    const startSector = 150 + 400 * i;
    const track = { number: i + 1, songs: [id], startSector, indexSectors: [], endSector: startSector + 400 };
    return { ...track, pauseSector: i === 0 ? 0 : null };
  });
  const sectors = 150 + 400 * album.songs.length;
  return discOfAlbum(album, { version: 1, disc: 1, sectors, tracks, clips: [] }, true);
}

const ORCHESTRA = 'Sinfonieorchester des Rundfunks, Kapellmeister Johann Sebastian Mustermann';
const movement = (i: number): string =>
  `Symphony No. ${i} in D major, op. ${100 + i}: IV. Allegro ma non troppo, un poco maestoso`;
const songs = (count: number, artist: (i: number) => string[]) =>
  Array.from({ length: count }, (_, i) =>
    madeSong(`s${i}`, { title: movement(i), credits: { artists: artist(i) } }),
  );

it('thirty movements by one orchestra keep their titles; the orchestra stands once', () => {
  const album = madeAlbum(
    songs(30, () => [ORCHESTRA]),
    { artists: [ORCHESTRA] },
  );
  const { disc, notes } = discOf(album);
  expect(checkDisc(disc)).toEqual([]);
  expect(notes).toEqual([{ code: 'cd-text-artist-once', facts: { packs: 400, most: 256 } }]);
  expect(disc.texts.performer).toBe(ORCHESTRA);
  expect(disc.tracks.map(({ texts }) => texts.title)).toEqual(album.songs.map(({ title }) => title));
});

it('99 long titles of 99 artists are cut as little as they must be', () => {
  const { disc, notes } = discOf(madeAlbum(songs(99, (i) => [`${ORCHESTRA} ${i}`])));
  expect(checkDisc(disc)).toEqual([]);
  expect(notes).toMatchObject([{ code: 'cd-text-cut', facts: { letters: 12 } }]);
  expect(disc.tracks[7]!.texts).toMatchObject({ title: 'Symphony No.', performer: 'Sinfonieorch' });
});

it('a sheet to burn from has no text of more than 80 letters; sheets of tracks have them whole', () => {
  const tracks = [
    madeTrack(1, 150, { pauseSector: 0, texts: madeTexts('é'.repeat(80)) }),
    madeTrack(2, 900, { texts: madeTexts('x'.repeat(200)) }),
  ];
  const disc = madeDisc({ tracks });
  expect(longCueTexts(disc)).toBe(1);
  const image = cueText(disc, { kind: 'image', file: 'disc.wav', type: 'WAVE' });
  expect(image).toContain(`TITLE "${'é'.repeat(80)}"`);
  expect(image).toContain(`TITLE "${'x'.repeat(80)}"`);
  const files = cueText(disc, { kind: 'tracks', files: ['a.wav', 'b.wav'], type: 'WAVE' });
  expect(files).toContain(`TITLE "${'x'.repeat(200)}"`);
});
