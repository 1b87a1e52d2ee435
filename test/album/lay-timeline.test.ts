// Lay timeline: songs, pauses and marks on the grid of 1/75 s, and what cannot be laid.
import { describe, expect, it } from 'vitest';
import { laySide, layTimelines } from '../../src/album/lay-timeline.ts';
import type { Album, AlbumSong } from '../../src/album/album.ts';
import type { LaidPassage } from '../../src/album/heard-songs.ts';
import type { Fault } from '../../src/signal/fault.ts';
import { gap, madeAlbum, madePassage, madeSong } from './made-album.ts';

const lay = (songs: readonly AlbumSong[], passages: readonly LaidPassage[], changes: Partial<Album> = {}) =>
  layTimelines(madeAlbum(songs, changes), passages)[0]!;

const faultOf = (work: () => unknown): Fault => {
  try {
    work();
  } catch (reason) {
    return reason as Fault;
  }
  throw new Error('nothing was refused');
};

/** One recording cut in two at a frame that lies between two grid lines. */
const CUT = madePassage('a', 20, {
  songs: [
    { id: 'a', fromFrame: 0, toFrame: 441_300 },
    { id: 'b', fromFrame: 441_300, toFrame: 882_000 },
  ],
});
const GAPLESS = { kind: 'gapless' } as const;
const cross = (value: number): AlbumSong['join'] => ({
  kind: 'crossfade',
  fade: { length: { unit: 'seconds', value }, curve: 'power' },
});

describe('laying a disc', () => {
  it('begins behind the first pause, and gives gaps to the sector', () => {
    const songs = [
      madeSong('a'),
      madeSong('b', { join: gap(2.5) }),
      madeSong('c', { join: gap(40, 'sectors') }),
    ];
    const passages = [madePassage('a', 10), madePassage('b', 10.001), madePassage('c', 6)];
    const { tracks, clips, sectors } = lay(songs, passages);
    expect(clips.map((clip) => clip.startSector)).toEqual([150, 900 + 188, 1088 + 751 + 40]);
    expect(tracks).toEqual([
      { number: 1, songs: ['a'], pauseSector: 0, startSector: 150, indexSectors: [], endSector: 900 },
      { number: 2, songs: ['b'], pauseSector: 900, startSector: 1088, indexSectors: [], endSector: 1839 },
      { number: 3, songs: ['c'], pauseSector: 1839, startSector: 1879, indexSectors: [], endSector: 2329 },
    ]);
    expect(sectors).toBe(2329);
  });

  it('gives the first pause what is asked beyond two seconds', () => {
    expect(lay([madeSong('a', { join: gap(1) })], [madePassage('a', 5)]).tracks[0]!.startSector).toBe(225);
  });

  it('keeps what is cut from one recording one clip, its mark on the last grid line before the join', () => {
    const { tracks, clips } = lay([madeSong('a'), madeSong('b', { join: GAPLESS })], [CUT]);
    expect(clips).toHaveLength(1);
    expect(clips[0]).toMatchObject({ fromFrame: 0, toFrame: 882_000, startSector: 150 });
    expect(tracks[1]).toMatchObject({ pauseSector: null, startSector: 150 + Math.floor(441_300 / 588) });
    expect(tracks[0]!.endSector).toBe(tracks[1]!.startSector);
  });

  it('crossfades over the very frames that both songs share', () => {
    const songs = [madeSong('a'), madeSong('b', { join: cross(3) })];
    const { clips, tracks } = lay(songs, [
      madePassage('a', 10.004),
      madePassage('b', 10, { sampleRateHz: 96000 }),
    ]);
    const [a, b] = clips;
    expect(a!.toFrame - (b!.startSector - 150) * 588).toBe(a!.fadeOut!.frames);
    expect(b!.fadeIn!.frames).toBe(Math.round((a!.fadeOut!.frames * 96000) / 44100));
    expect(a!.fadeOut!.frames / 44100).toBeCloseTo(3, 1);
    expect(tracks[1]).toMatchObject({ pauseSector: null, startSector: b!.startSector });
  });

  it('counts beats and decay by the song before', () => {
    const levels = [
      ...Array.from({ length: 50 }, () => -12),
      ...Array.from({ length: 40 }, (_, i) => -12 - 2 * i),
      ...Array.from({ length: 10 }, () => null),
    ];
    const before = madePassage('a', 10, {
      measurements: {
        tempo: { bpm: 120, confidence: 1, otherBpm: 60 },
        overTime: { stepS: 0.1, rmsDbfs: levels } as never,
      },
    });
    const start = (join: AlbumSong['join']): number =>
      lay([madeSong('a'), madeSong('b', { join })], [before, madePassage('b', 5)]).clips[1]!.startSector -
      900;
    expect(start(gap(4, 'beats'))).toBe(150);
    // from −22 to −72 dB in 2.5 s; a second and a half of it are silent already
    expect(start(gap(1, 'decay'))).toBe(Math.round((2.4 - 2) * 75));
    expect(start(gap(2, 'decay'))).toBe(Math.round((4.8 - 2) * 75));
  });

  it('sets marks off the sound, pauses and starts never crossing', () => {
    const markOffsets = { first: 10, start: 5, end: 8 };
    const songs = [
      madeSong('a'),
      madeSong('b', { join: gap(1) }),
      madeSong('c', { join: gap(10, 'sectors') }),
    ];
    const passages = ['a', 'b', 'c'].map((id) => madePassage(id, 8));
    const { tracks, clips, sectors } = lay(songs, passages, { markOffsets });
    expect(clips.map((clip) => clip.startSector)).toEqual([160, 835, 1445]);
    expect(tracks.map((track) => [track.pauseSector, track.startSector])).toEqual([
      [0, 150],
      [768, 830],
      [null, 1443],
    ]);
    expect(sectors).toBe(2045 + 8);
  });

  it('hides songs in the first pause and behind tracks', () => {
    const songs = [
      madeSong('secret', { hidden: true }),
      madeSong('a', { join: gap(2) }),
      madeSong('late', { hidden: true, join: gap(60), indexesS: [1] }),
      madeSong('b', { join: gap(2) }),
    ];
    const { tracks } = lay(
      songs,
      songs.map(({ id }) => madePassage(id, 6)),
    );
    expect(tracks.map((track) => track.songs)).toEqual([['a', 'secret', 'late'], ['b']]);
    expect(tracks[0]).toMatchObject({ pauseSector: 0, startSector: 150 + 450 + 150 });
    expect(tracks[0]!.indexSectors).toEqual([750 + 450 + 4500 + 75]);
    expect(tracks[1]!.pauseSector).toBe(tracks[0]!.endSector);
  });

  it('trims and fades what is heard', () => {
    const song = madeSong('a', {
      trim: { startS: 0.5, endS: 9.5 },
      fadeOut: { length: { unit: 'seconds', value: 4 }, curve: 'log' },
    });
    const [clip] = lay([song], [madePassage('a', 10)]).clips;
    expect(clip).toMatchObject({
      fromFrame: 22050,
      toFrame: 418950,
      fadeOut: { frames: 176400, curve: 'log' },
    });
  });

  it('lays every disc and every side for itself', () => {
    const songs = [madeSong('a'), madeSong('b', { disc: 2, join: gap(3) })];
    const passages = [madePassage('a', 5), madePassage('b', 5)];
    const discs = layTimelines(madeAlbum(songs), passages);
    expect(discs.map(({ disc, sectors }) => [disc, sectors])).toEqual([
      [1, 525],
      [2, 150 + 225 + 375],
    ]);
    const side = laySide(songs, passages, 1);
    expect(side).toMatchObject({
      sectors: 375 + 225 + 375,
      clips: [{ startSector: 0 }, { startSector: 600 }],
    });
    expect(laySide(songs.slice(1), passages, 2).clips[0]!.startSector).toBe(0);
  });

  it('finds a place on the grid for every song of any length and rate', () => {
    let seed = 7;
    const chance = (): number => (seed = (seed * 48271) % 2147483647) / 2147483647;
    for (let round = 0; round < 60; round++) {
      const songs = Array.from({ length: 8 }, (_, i) =>
        madeSong(`s${i}`, { join: i > 0 && chance() < 0.4 ? cross(chance() * 3) : gap(chance() * 3) }),
      );
      const rates = [44100, 48000, 88200, 96000, 192000];
      const passages = songs.map(({ id }) =>
        madePassage(id, 8 + 20 * chance(), { sampleRateHz: rates[Math.floor(chance() * rates.length)]! }),
      );
      const { tracks, sectors, clips } = lay(songs, passages);
      const marks = tracks.flatMap((track) => [track.pauseSector ?? track.startSector, track.startSector]);
      expect(marks.every(Number.isSafeInteger)).toBe(true);
      expect(marks).toEqual([...marks].sort((a, b) => a - b));
      const last = clips.at(-1)!;
      expect(Math.ceil(last.startSector + (75 * last.toFrame) / last.sampleRateHz)).toBe(sectors);
      tracks.forEach((track, i) => expect(track.startSector).toBe(clips[i]!.startSector));
    }
  });
});

describe('what cannot be laid', () => {
  const two = (second: Partial<AlbumSong>, passages = [madePassage('a', 10), madePassage('b', 10)]) =>
    faultOf(() => lay([madeSong('a'), madeSong('b', second)], passages));

  it('is told with the song it is about', () => {
    expect(two({ join: gap(4, 'beats') })).toMatchObject({ code: 'no-tempo', facts: { song: 'a' } });
    expect(two({ join: gap(1, 'decay') })).toMatchObject({ code: 'no-decay', facts: { song: 'a' } });
    expect(two({ join: cross(11) })).toMatchObject({ code: 'fade-too-long', facts: { song: 'a' } });
    expect(two({ trim: { startS: 0, endS: 11 } })).toMatchObject({
      code: 'trim-outside',
      facts: { song: 'b', atS: 11 },
    });
    expect(two({ trim: { startS: 12, endS: null } }).facts).toMatchObject({ atS: 12, lengthS: 10 });
    expect(two({ indexesS: [10.5] })).toMatchObject({ code: 'index-outside', facts: { atS: 10.5 } });
    expect(two({ indexesS: [3, 2] })).toMatchObject({ code: 'index-outside', facts: { atS: 2 } });
    expect(two({ disc: 2, join: GAPLESS })).toMatchObject({
      code: 'join-at-start',
      facts: { join: 'gapless' },
    });
    expect(two({ disc: 2, hidden: true })).toMatchObject({ code: 'only-hidden', facts: { disc: 2 } });
    expect(two({}, [madePassage('a', 10), madePassage('b', 3.97)])).toMatchObject({
      code: 'track-too-short',
    });
  });

  it('refuses a hundredth track on a CD, not elsewhere', () => {
    const songs = Array.from({ length: 100 }, (_, i) => madeSong(`s${i}`));
    const passages = songs.map(({ id }) => madePassage(id, 5));
    expect(faultOf(() => lay(songs, passages))).toMatchObject({ code: 'too-many-tracks' });
    expect(layTimelines(madeAlbum(songs), passages, false)[0]!.tracks).toHaveLength(100);
  });
});
