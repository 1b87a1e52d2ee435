// The arc: every song's traits over the running order, discs one after the other, and what is told of it.
import { describe, expect, it } from 'vitest';
import { arcOf } from '../../../src/album/flow/arc.ts';
import { madeSounds, type Told } from './made-sounds.ts';

const codes = (all: readonly Told[]): string[] => arcOf(madeSounds(all)).remarks.map(({ code }) => code);
/** Songs that differ from each other in tempo and key. */
const varied = (all: readonly Told[]): Told[] =>
  all.map((told, i) => ({ bpm: 70 + 17 * i, key: [['C', 'F♯', 'A', 'E♭'][i % 4]!, 'major'], ...told }));

describe('the arc', () => {
  it('has the traits that the songs were made with', () => {
    const [song] = arcOf(madeSounds([{ lufs: -13, psrDb: 9, treble: 4, sideToMidDb: -6, bpm: 98 }])).songs;
    expect(song).toMatchObject({
      integratedLufs: -13,
      densityDb: 9,
      tempo: { bpm: 98 },
      key: { tonic: 'C' },
    });
    expect(song!.loudLufs).toBeCloseTo(-13, 6);
    expect(song!.widthDb).toBeCloseTo(-6, 6);
    const [plain] = arcOf(madeSounds([{}])).songs;
    expect(song!.brightnessDb! - plain!.brightnessDb!).toBeCloseTo(4, 6);
  });

  it('runs on from disc to disc, and is silent in the rests', () => {
    const [a, b] = madeSounds([{}, { lufs: -20 }], [10]);
    const { songs, course, durationS } = arcOf([a!, b!, { ...a!, id: 'd', disc: 2 }]);
    expect(songs.map(({ fromS, toS }) => [fromS, toS])).toEqual([
      [0, 60],
      [70, 130],
      [130, 190],
    ]);
    expect(durationS).toBe(190);
    expect(course.lufs).toHaveLength(190);
    expect([course.lufs[30], course.lufs[65], course.lufs[100], course.lufs[160]]).toEqual([
      -14,
      null,
      -20,
      -14,
    ]);
  });

  it('of a part of a recording is read from that part', () => {
    const [whole] = madeSounds([{ lengthS: 60, decayS: 30 }]);
    const part = { ...whole!, fromS: 0, toS: 30 };
    expect(arcOf([part]).songs[0]!.integratedLufs).toBeCloseTo(-14, 1);
    expect(arcOf([{ ...whole!, fromS: 40 }]).songs[0]!.loudLufs).toBeLessThan(-20);
  });

  it('tells where it peaks, which way it goes, who stands out', () => {
    const loud = (lufs: readonly number[]): Told[] => varied(lufs.map((value) => ({ lufs: value })));
    expect(codes(loud([-10, -14, -14.2, -14.1]))).toContain('peak-first');
    expect(codes(loud([-14, -14.2, -14.1, -10]))).toEqual(
      expect.arrayContaining(['peak-last', 'grows-louder']),
    );
    expect(codes(loud([-14, -10, -14.1, -14]))).toContain('peak-within');
    expect(codes(loud([-14, -14.1, -14.2, -14]))).toEqual([]);
    const stand = (told: Told): string[] => codes(varied([{}, {}, told, {}, {}]));
    expect(stand({ treble: 8 })).toContain('brightest');
    expect(stand({ treble: -8 })).toContain('darkest');
    expect(stand({ sideToMidDb: 0 })).toContain('widest');
    expect(stand({ psrDb: 5 })).toContain('densest');
    expect(stand({ psrDb: 17 })).toContain('openest');
    expect(stand({ sideToMidDb: -60 })).toEqual(expect.arrayContaining(['narrowest', 'mono-among-stereo']));
  });

  it('tells songs in a row that are much alike, not two, and not those of one recording', () => {
    const told = (all: readonly Told[], passage?: string) =>
      arcOf(madeSounds(all).map((sound) => (passage === undefined ? sound : { ...sound, passage }))).remarks;
    const other = { lufs: -20, bpm: 80 };
    expect(told([{}, {}, {}, other])).toContainEqual({
      code: 'alike-in-a-row',
      facts: { song: 'song-1', last: 'song-3', songs: 3 },
    });
    expect(told([{}, {}, other, {}]).map(({ code }) => code)).not.toContain('alike-in-a-row');
    expect(told([{}, {}, {}], 'live').map(({ code }) => code)).not.toContain('alike-in-a-row');
  });
});
