// Album of a disc: laid again, its songs are the disc they were taken from, to the sector, with every code and text.
import { describe, expect, it } from 'vitest';
import { checkAlbum } from '../../../src/album/album-file/check-album.ts';
import type { LaidPassage } from '../../../src/album/heard-songs.ts';
import { layTimelines } from '../../../src/album/lay-timeline.ts';
import { passagesOfAlbum } from '../../../src/album/passages-of-album.ts';
import { albumOfDisc, type DiscAlbum } from '../../../src/deliver/cd/album-of-disc.ts';
import { discOfAlbum } from '../../../src/deliver/cd/disc-of-album.ts';
import type { Disc } from '../../../src/deliver/cd/disc.ts';
import { madeDisc, madeTexts, madeTrack } from './made-disc.ts';

const SECTOR_FRAMES = 588;

function albumFrom({ fields, songs }: DiscAlbum) {
  return checkAlbum({
    ...fields,
    songs: songs.map((song, i) => ({ ...song.fields, file: `${i}.wav` })),
  });
}

/** No gap of these is made by them. */
const measurements = { tempo: null, overTime: null };

/** The disc that the album's CD would be. */
function laidAgain(found: DiscAlbum): Disc {
  const album = albumFrom(found);
  const passages = passagesOfAlbum(album).map(({ id, pieces }): LaidPassage => {
    let at = 0;
    const songs = pieces.map(({ song }) => {
      const { span } = found.songs[album.songs.indexOf(song)]!;
      const fromFrame = at;
      at += (span.toSector - span.fromSector) * SECTOR_FRAMES;
      return { id: song.id, fromFrame, toFrame: at };
    });
    return { id, sampleRateHz: 44100, frames: at, songs, measurements };
  });
  return discOfAlbum(album, layTimelines(album, passages)[0]!, true).disc;
}

/** Silence here and nowhere else. */
const silentIn =
  (...spans: readonly (readonly [number, number])[]) =>
  (sector: number): boolean =>
    spans.some(([from, to]) => sector >= from && sector < to);

const plain = { message: '' };
const disc = madeDisc({
  masterId: 'LAC-001',
  texts: madeTexts('Nachtlied', plain),
  copyrighted: false,
  tracks: madeDisc().tracks.map((track) => ({ ...track, copyPermitted: true, preEmphasis: false })),
});

describe('a disc as an album', () => {
  it('laid again is the same disc: pauses, indexes, codes, texts', () => {
    const found = albumOfDisc(disc, silentIn([0, 150], [900, 1050], [1799, 1800]));
    expect(laidAgain(found)).toEqual(disc);
    expect(found.notes).toEqual([]);
    expect(found.songs.map(({ fields }) => fields.gap)).toEqual([undefined, '150 sectors', '0 sectors']);
  });

  it('goes on without a seam where the sound does', () => {
    const found = albumOfDisc(disc, silentIn([0, 150], [900, 1050]));
    expect(found.songs[2]!.fields.gapless).toBe(true);
    expect(passagesOfAlbum(albumFrom(found))).toHaveLength(2);
    expect(laidAgain(found)).toEqual(disc);
  });

  it('keeps a longer first pause', () => {
    const tracks = [madeTrack(1, 777, { pauseSector: 0 })];
    const other = madeDisc({ tracks, masterId: 'LAC-001', copyrighted: false, texts: madeTexts('x', plain) });
    expect(laidAgain(albumOfDisc(other, silentIn([0, 777])))).toEqual(other);
  });

  it('keeps a song that is hidden before the first track', () => {
    const tracks = [madeTrack(1, 777, { pauseSector: 0 })];
    const other = madeDisc({ tracks, masterId: 'LAC-001', copyrighted: false, texts: madeTexts('x', plain) });
    const found = albumOfDisc(other, silentIn([0, 150]));
    expect(found.songs.map(({ span }) => span)).toEqual([
      { fromSector: 150, toSector: 777 },
      { fromSector: 777, toSector: 3000 },
    ]);
    expect(laidAgain(found)).toEqual(other);
  });

  it('keeps the sound of a pause, and tells that the pause has no mark any more', () => {
    const found = albumOfDisc(disc, silentIn([0, 150], [1799, 1800]));
    expect(found.notes.map(({ code }) => code)).toEqual(['disc-pause-sounds']);
    expect(found.songs[0]!.span).toEqual({ fromSector: 150, toSector: 1050 });
    const again = laidAgain(found);
    expect(again.tracks[1]).toEqual({ ...disc.tracks[1], pauseSector: null });
  });

  it('leaves a tail that rings into a pause with its song, and makes a gap of what is silent', () => {
    const found = albumOfDisc(disc, silentIn([0, 150], [904, 1050], [1799, 1800]));
    expect(found.notes).toEqual([{ code: 'disc-pause-rings', facts: { track: 2, sectors: 4 } }]);
    expect(found.songs[0]!.span).toEqual({ fromSector: 150, toSector: 904 });
    expect(found.songs[1]!.fields.gap).toBe('146 sectors');
    const again = laidAgain(found);
    expect(again.tracks[1]).toEqual({ ...disc.tracks[1], pauseSector: 904 });
    expect(again.tracks[2]).toEqual(disc.tracks[2]);
  });

  it('keeps the silence before and behind a hidden song out of it', () => {
    const tracks = [madeTrack(1, 777, { pauseSector: 0 })];
    const other = madeDisc({ tracks, masterId: 'LAC-001', copyrighted: false, texts: madeTexts('x', plain) });
    const found = albumOfDisc(other, silentIn([0, 225], [627, 777]));
    expect(found.songs.map(({ span }) => span)).toEqual([
      { fromSector: 225, toSector: 627 },
      { fromSector: 777, toSector: 3000 },
    ]);
    expect(found.songs.map(({ fields }) => fields.gap)).toEqual(['75 sectors', '150 sectors']);
    expect(laidAgain(found)).toEqual(other);
  });

  it('tells what an album file cannot say, and names what has no name', () => {
    const bare = madeDisc({
      texts: madeTexts('', { performer: '' }),
      tracks: madeDisc().tracks.map((track) => ({ ...track, texts: madeTexts('', { performer: '' }) })),
    });
    const { notes, fields, songs } = albumOfDisc(bare, () => false);
    expect(notes.map(({ code }) => code).sort()).toEqual([
      'disc-copy-differs',
      'disc-early-sound',
      'disc-nameless',
      'disc-nameless',
      'disc-pause-sounds',
      'disc-pre-emphasis',
    ]);
    expect(fields.artists).toBe('Unknown artist');
    expect(songs.map((song) => song.fields.title)).toEqual(['Track 1', 'Track 2', 'Track 3']);
  });

  it('leaves out codes that are none, or that two tracks share, and cleans texts', () => {
    const odd = madeDisc({
      barcode: '4006381333930',
      tracks: [
        madeTrack(1, 150, { pauseSector: 0, isrc: 'USABC2600001', texts: madeTexts('a\tb ') }),
        madeTrack(2, 900, { isrc: 'USABC2600001', texts: madeTexts('x'.repeat(300)) }),
        madeTrack(3, 1800, { isrc: 'nonsense' }),
      ],
    });
    const found = albumOfDisc(odd, () => true);
    expect(found.notes.map(({ facts }) => facts.track)).toEqual([2, 3, 0]);
    const album = albumFrom(found);
    expect(album.songs.map(({ isrc }) => isrc)).toEqual(['USABC2600001', null, null]);
    expect([album.barcode, album.songs[0]!.title, album.songs[1]!.title.length]).toEqual([null, 'a b', 256]);
  });
});
