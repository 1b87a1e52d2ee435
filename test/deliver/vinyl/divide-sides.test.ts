// Divide sides: evenly in order, never through a seam, as the album says where it says, and what cannot be divided is refused.
import { describe, expect, it } from 'vitest';
import type { AlbumSong, Join } from '../../../src/album/album.ts';
import type { MasteredAlbum, Passage } from '../../../src/album/mastered-album.ts';
import { layRecord } from '../../../src/deliver/vinyl/lay-record.ts';
import type { VinylRules } from '../../../src/deliver/profiles/profile.ts';
import type { Measurements } from '../../../src/measure/measurements.ts';
import { madeAlbum, madePassage, madeSong } from '../../album/made-album.ts';
import { vinylRulesWith } from './vinyl-profile.ts';

interface Made {
  readonly minutes: number;
  /** Of its treble, against the others. */
  readonly trebleDb?: number;
  readonly song?: Partial<AlbumSong>;
}

const GAP: Join = { kind: 'gap', length: { unit: 'seconds', value: 2 } };
const FADED: Join = {
  kind: 'crossfade',
  fade: { length: { unit: 'seconds', value: 4 }, curve: 'power' },
};

function recordOf(made: readonly Made[]): MasteredAlbum {
  const songs = made.map(({ song }, i) => madeSong(`s${i + 1}`, { join: GAP, ...song }));
  const passages = made.map(({ minutes, trebleDb = 0 }, i) => passageOf(`s${i + 1}`, minutes, trebleDb));
  return {
    version: 1,
    album: madeAlbum(songs),
    passages,
    timelines: [],
    integratedLufs: -12,
    truePeakDbtp: -1,
    seed: 1,
  };
}

function passageOf(id: string, minutes: number, trebleDb: number): Passage {
  const laid = madePassage(id, 60 * minutes);
  const levels = [-30 + trebleDb];
  const erb = { bandsHz: [], levelDb: [], loudLevelDb: [] };
  const spectrum = { bandsHz: [8000], levelDb: levels, loudLevelDb: levels, tiltDbPerOctave: null, erb };
  const measurements = {
    ...laid.measurements,
    spectrum,
    loudness: { maxShortTermLufs: -10, integratedLufs: -12 },
    dynamics: { plrDb: 12 },
  } as unknown as Measurements;
  const origin = { bits: 24, lossy: false, codec: 'pcm', findings: [] };
  return { ...laid, path: `${id}.wav`, channels: 2, plan: null, ceilingDbtp: -1, origin, measurements };
}

function sidesOf(made: readonly Made[], rules: Partial<VinylRules> = {}): string[] {
  const { sides } = layRecord(recordOf(made), vinylRulesWith(rules), 'plant');
  return sides.map(({ name, bands }) => `${name}: ${bands.map(({ songs }) => songs.join('+')).join(' ')}`);
}

const minutes = (...lengths: number[]): Made[] => lengths.map((m) => ({ minutes: m }));

describe('dividing by length', () => {
  it('as evenly as the order allows', () => {
    expect(sidesOf(minutes(4, 4, 4, 4, 4, 4, 4, 4))).toEqual(['A: s1 s2 s3 s4', 'B: s5 s6 s7 s8']);
    expect(sidesOf(minutes(10, 3, 3, 3, 3, 3))).toEqual(['A: s1 s2', 'B: s3 s4 s5 s6']);
  });

  it('takes another disc where two sides cannot hold it', () => {
    expect(sidesOf(minutes(10, 10, 10, 10, 10, 10, 10, 10))).toEqual([
      'A: s1 s2',
      'B: s3 s4',
      'C: s5 s6',
      'D: s7 s8',
    ]);
  });

  it('three long pieces need three sides; one song has one', () => {
    expect(sidesOf(minutes(20, 20, 20))).toEqual(['A: s1', 'B: s2', 'C: s3']);
    expect(sidesOf(minutes(4))).toEqual(['A: s1']);
  });

  it('never cuts through a seam', () => {
    const songs = minutes(5, 5, 5, 5);
    songs[2] = { minutes: 5, song: { join: FADED } };
    expect(sidesOf(songs)).toEqual(['A: s1 s2 s3', 'B: s4']);
  });

  it('hidden songs stay with the one before', () => {
    const songs = minutes(5, 5, 5, 5);
    songs[2] = { minutes: 5, song: { hidden: true } };
    expect(sidesOf(songs)).toEqual(['A: s1 s2+s3', 'B: s4']);
  });

  it('puts up with a little length for a calm song on the inside', () => {
    const loud = [0, 0, 12, -9, 0, 0, 0];
    const songs = loud.map((trebleDb) => ({ minutes: 4, trebleDb }));
    expect(sidesOf(songs)[0]).toBe('A: s1 s2 s3 s4');
  });

  it('a new disc of the album begins a side', () => {
    const songs = minutes(4, 4, 4, 4, 4, 4);
    for (const i of [4, 5]) songs[i] = { minutes: 4, song: { disc: 2 } };
    expect(sidesOf(songs)).toEqual(['A: s1 s2 s3 s4', 'B: s5 s6']);
  });

  it('on request loud songs go outside, the calmest last', () => {
    const songs = [-10, 3, 0, -2, 8, -4].map((trebleDb) => ({ minutes: 5, trebleDb }));
    expect(sidesOf(songs, { order: 'loud-first' })).toEqual(['A: s2 s3 s1', 'B: s5 s4 s6']);
  });
});

describe('sides of the album file', () => {
  it('are kept, and go on until the next name', () => {
    const songs = minutes(3, 3, 3, 3);
    songs[0] = { minutes: 3, song: { side: 'A' } };
    songs[1] = { minutes: 3, song: { side: 'B' } };
    expect(sidesOf(songs)).toEqual(['A: s1', 'B: s2 s3 s4']);
  });

  it('begin with their first song at once, whatever gap stood before it', () => {
    const songs = minutes(3, 3);
    songs[1] = { minutes: 3, song: { side: 'B' } };
    const { sides, divided } = layRecord(recordOf(songs), vinylRulesWith(), 'plant');
    expect(divided).toBe('by-you');
    expect(sides[1]!.bands[0]).toMatchObject({ label: 'B1', startS: 0, gapS: 0 });
    expect(sides[1]!.lengthS).toBeCloseTo(180, 1);
  });
});

describe('what cannot be divided', () => {
  const faultOf = (made: readonly Made[], rules: Partial<VinylRules> = {}): unknown => {
    try {
      return sidesOf(made, rules);
    } catch (fault) {
      return (fault as { code: string }).code;
    }
  };

  it('is refused by name', () => {
    expect(faultOf(minutes(30, 3))).toBe('side-too-long');
    const long = minutes(15, 15, 3);
    long[2] = { minutes: 3, song: { side: 'B' } };
    expect(faultOf(long)).toBe('side-too-long');
    const back = minutes(3, 3, 3);
    back[0] = { minutes: 3, song: { side: 'A' } };
    back[1] = { minutes: 3, song: { side: 'B' } };
    back[2] = { minutes: 3, song: { side: 'A' } };
    expect(faultOf(back)).toBe('sides-out-of-order');
    const seam = minutes(3, 3);
    seam[1] = { minutes: 3, song: { join: FADED, side: 'B' } };
    expect(faultOf(seam)).toBe('side-in-seam');
    expect(faultOf(minutes(3), { inches: 10 })).toBe('no-such-disc');
    expect(faultOf(minutes(3), { ratesHz: [] })).toBe('no-vinyl-rate');
  });
});
