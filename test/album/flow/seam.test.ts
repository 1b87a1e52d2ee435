// Seams: what the ear meets from song to song, and the gap that would suit, from songs whose traits are known.
import { describe, expect, it } from 'vitest';
import { seamOf, seamsOf } from '../../../src/album/flow/seam.ts';
import { seamWindow } from '../../../src/album/flow/seam-window.ts';
import { songPortrait } from '../../../src/album/flow/song-portrait.ts';
import { songSounds } from '../../../src/album/flow/song-sound.ts';
import type { Timeline } from '../../../src/album/disc-timeline.ts';
import { madeMeasurements, madeSounds, type Told } from './made-sounds.ts';

const seam = (before: Told, after: Told, gapS = 2) => {
  const [first, second] = madeSounds([before, after], [gapS]).map(songPortrait);
  return seamOf(first!, second!);
};
const codes = (told: ReturnType<typeof seam>): string[] => told.remarks.map(({ code }) => code);
const reasons = (told: ReturnType<typeof seam>): string[] => told.suggestion!.because.map(({ code }) => code);

describe('a seam', () => {
  it('between two songs alike leads on, and stumbles over nothing', () => {
    const alike = seam({}, {});
    expect(alike).toMatchObject({ join: 'gap', level: { jumpLu: expect.closeTo(0, 1) as number } });
    expect(alike.score).toBeGreaterThan(90);
    expect(codes(alike)).toEqual([]);
  });

  it('tells a jump in level as it was made, both ways', () => {
    const up = seam({ lufs: -26 }, { lufs: -12 });
    expect(up.level.jumpLu).toBeCloseTo(14, 1);
    expect(up.level.loudJumpLu).toBeCloseTo(14, 1);
    expect(codes(up)).toContain('jumps-up');
    expect(reasons(up)).toContain('begins-louder');
    expect(codes(seam({ lufs: -10 }, { lufs: -26 }))).toContain('jumps-down');
    expect(up.score).toBeLessThan(seam({ lufs: -14 }, { lufs: -12 }).score!);
  });

  it('forgives more after a longer rest', () => {
    const level = (gapS: number): number => seam({ lufs: -22 }, { lufs: -14 }, gapS).ease.level!;
    expect(level(4)).toBeGreaterThan(level(0.5));
  });

  it('tells which is brighter, at any level', () => {
    const brighter = seam({ lufs: -20 }, { treble: 9, lufs: -14 });
    expect(brighter.tone.brighterDb).toBeCloseTo(9, 1);
    expect(brighter.tone.apartDb).toBeGreaterThan(2);
    expect(seam({ lufs: -20 }, { lufs: -14 }).tone.apartDb).toBeCloseTo(0, 6);
  });

  it('asks for a shorter gap after what dies away, none the shorter after a stop', () => {
    const cold = seam({}, {});
    const rings = seam({ decayS: 4 }, {});
    const fades = seam({ decayS: 20 }, {});
    expect([cold, rings, fades].map(({ ending }) => ending.kind)).toEqual(['cold', 'rings', 'fades']);
    expect(cold.suggestion!.gapS).toBeGreaterThan(rings.suggestion!.gapS);
    expect(rings.suggestion!.gapS).toBeGreaterThan(fades.suggestion!.gapS);
    expect(reasons(cold)).toContain('ends-cold');
    expect(reasons(fades)).toContain('ends-fading');
  });

  it('counts the silence that the recordings bring, and lies on the grid', () => {
    const [plain, silent] = [seam({}, {}), seam({ tailS: 1 }, { leadS: 0.5 })];
    expect(silent.restS).toBeCloseTo(3.5, 1);
    expect(silent.suggestion!.restS).toBeCloseTo(plain.suggestion!.restS, 6);
    expect(plain.suggestion!.gapS - silent.suggestion!.gapS).toBeCloseTo(1.5, 1);
    expect(Number.isInteger(silent.suggestion!.sectors)).toBe(true);
    expect(silent.suggestion!.gapS).toBe(silent.suggestion!.sectors / 75);
    const long = seam({ tailS: 6 }, {}, 0);
    expect(long.suggestion!.sectors).toBe(0);
    expect(codes(long)).toContain('silence-within');
  });

  it('tells a rest that is too short and one that is too long', () => {
    expect(codes(seam({}, {}, 0))).toContain('rest-short');
    expect(codes(seam({}, {}, 12))).toContain('rest-long');
    expect(seam({}, {}, 12).score).toBeLessThan(seam({}, {}).score!);
  });

  it('takes a very long gap as meant', () => {
    const meant = seam({}, {}, 60);
    expect(meant).toMatchObject({ join: 'gap', suggestion: null, ease: { rest: null } });
    expect(codes(meant)).toEqual(['long-silence']);
  });

  it('counts keys and tempos less the longer the rest, and not where they are not known', () => {
    const far = { key: ['F♯', 'major'] as const, bpm: 126 };
    const loss = (gapS: number): number => seam({}, {}, gapS).score! - seam({}, far, gapS).score!;
    expect(loss(1.8)).toBeGreaterThan(loss(4));
    expect(codes(seam({}, far))).toEqual(expect.arrayContaining(['tempos-near', 'keys-far']));
    expect(seam({}, { key: null, bpm: null })).toMatchObject({ key: null, tempo: null, ease: { key: null } });
    expect(codes(seam({}, { tuningHz: 452 }))).toContain('tuning-apart');
  });

  it('of a song that is silent has no score', () => {
    const silent = madeSounds([{}, {}]).map((sound, i) => {
      if (i === 0) return songPortrait(sound);
      const { overTime, loudness } = sound.measurements;
      const none = overTime!.rmsDbfs.map(() => null);
      return songPortrait({
        ...sound,
        measurements: {
          ...sound.measurements,
          overTime: { ...overTime!, rmsDbfs: none, momentaryLufs: none, shortTermLufs: none },
          loudness: { ...loudness, integratedLufs: null, shortTermPerSecondLufs: [] },
        },
      });
    });
    expect(seamOf(silent[0]!, silent[1]!).score).toBeNull();
  });
});

describe('songs of a disc', () => {
  const clip = { sampleRateHz: 1000, fadeIn: null, fadeOut: null };
  const timeline: Timeline = {
    version: 1,
    disc: 1,
    sectors: 75 * 170,
    tracks: [],
    clips: [
      { ...clip, passage: 'live', fromFrame: 5000, toFrame: 100000, startSector: 150 },
      {
        ...clip,
        passage: 'next',
        fromFrame: 0,
        toFrame: 60000,
        startSector: 75 * 95,
        fadeIn: { frames: 2000, curve: 'power' },
      },
    ],
  };
  const passages = [
    {
      id: 'live',
      sampleRateHz: 1000,
      songs: [
        { id: 'a', fromFrame: 0, toFrame: 50000 },
        { id: 'b', fromFrame: 50000, toFrame: 100000 },
      ],
      measurements: madeMeasurements({ lengthS: 100 }),
    },
    {
      id: 'next',
      sampleRateHz: 1000,
      songs: [{ id: 'c', fromFrame: 0, toFrame: 60000 }],
      measurements: madeMeasurements(),
    },
  ];
  const sounds = songSounds([timeline], passages);

  it('stand where the clip puts them, whether or not it holds several', () => {
    expect(sounds.map(({ id, startS, endS, fromS }) => [id, startS, endS, fromS])).toEqual([
      ['a', 2, 47, 5],
      ['b', 47, 97, 50],
      ['c', 95, 155, 0],
    ]);
  });

  it('run on without a seam, or overlap', () => {
    const [gapless, crossed] = seamsOf(sounds.map(songPortrait));
    expect(gapless).toMatchObject({ join: 'gapless', score: null, suggestion: null, remarks: [] });
    expect(crossed).toMatchObject({ join: 'crossfade', gapS: -2, restS: 0, suggestion: null });
    expect(crossed!.ease.rest).toBeNull();
    expect(sounds[2]!.fadeIn).toBeNull(); // it is heard through the song before
  });

  it('that fade on the disc die away by it', () => {
    const [before, after] = madeSounds([{}, {}]);
    const faded = songPortrait({ ...before!, fadeOut: { lengthS: 12, curve: 'log' } });
    const told = seamOf(faded, songPortrait(after!));
    expect(told.ending.kind).toBe('fades');
    expect(told.level.jumpLu).toBeLessThan(3); // a fade is no quiet song
  });
});

describe('the window of a seam', () => {
  it('is ten seconds on both sides of the rest, silence at the ends counted as rest', () => {
    const told = seam({ tailS: 1 }, { leadS: 0.5 });
    const { stretches, cutS } = seamWindow(told, 200);
    expect(cutS).toBe(0);
    expect(stretches).toHaveLength(1);
    expect(stretches[0]!.fromS).toBeCloseTo(2 + 60 - 1 - 10, 1);
    expect(stretches[0]!.toS).toBeCloseTo(64 + 0.5 + 10, 1);
  });

  it('leaves out the middle of a long silence, and stays on the disc', () => {
    const { stretches, cutS } = seamWindow(seam({}, { lengthS: 4 }, 60), 2 + 60 + 60 + 4);
    expect(cutS).toBeCloseTo(40, 0);
    expect(stretches).toHaveLength(2);
    expect(stretches[1]!.toS).toBe(126);
  });
});
