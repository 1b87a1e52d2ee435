// Cut level: lengths against levels as the tables have them, and the room that grooves take.
import { describe, expect, it } from 'vitest';
import {
  cuttingGain,
  levelByLength,
  levelByRoom,
  levelBySlope,
  radiiMm,
} from '../../../src/deliver/vinyl/cut-level.ts';
import type { GrooveTurn } from '../../../src/deliver/vinyl/groove-meter.ts';
import { grooveMap, riskSpots } from '../../../src/deliver/vinyl/risk-map.ts';

const TURN: GrooveTurn = {
  slew: 3,
  bend: 40000,
  bendOften: 20000,
  bendHz: 8000,
  bendS: 0,
  vertical: 1e-4,
  sideways: 1e-3,
};
const DISC = { inches: 12, rpm: 33 } as const;

describe('level by length', () => {
  it.each([
    [12, 33, 20, 0],
    [12, 33, 24, -3],
    [12, 33, 22, -1.5],
    [12, 33, 28, -6],
    [12, 33, 30, -7.5],
    [12, 33, 18, 2],
    [12, 33, 10, 3],
    [12, 45, 10.5, 3],
    [12, 45, 13.5, 0],
    [10, 33, 17, -3],
    [7, 45, 5, 0],
    [7, 33, 9.5, -6],
  ] as const)('%d inches, %d rpm, %d minutes: %d dB by the usual table', (inches, rpm, minutes, db) => {
    const { byLengthDb, table } = levelByLength(minutes, { levels: [], inches, rpm });
    expect(byLengthDb).toBeCloseTo(db, 9);
    expect(table).toBe('usual');
  });

  it('goes by the plant’s own table where it has one', () => {
    const levels = [
      { inches: 12, rpm: 33, minutes: 14, levelDb: 4 },
      { inches: 12, rpm: 33, minutes: 22, levelDb: 0 },
      { inches: 12, rpm: 45, minutes: 10, levelDb: 9 },
    ] as const;
    expect(levelByLength(18, { levels, ...DISC })).toEqual({ byLengthDb: 2, table: 'plant' });
  });
});

describe('level by room and slope', () => {
  const turns = Array.from({ length: 600 }, () => TURN);

  it('ends the side at the innermost radius, not beyond', () => {
    const level = levelByRoom(turns, -12, DISC);
    expect(radiiMm(turns, cuttingGain(level, -12), 12).at(-1)).toBeCloseTo(60, 1);
    expect(levelByRoom(turns.slice(0, 500), -12, DISC)).toBeGreaterThan(level);
    expect(levelByRoom([...turns, ...turns, ...turns], -12, DISC)).toBeLessThan(-39);
  });

  it('leaves one turn in twenty to the engineer', () => {
    const level = levelBySlope(turns, -12, DISC);
    const map = grooveMap(turns, { gain: cuttingGain(level, -12), ...DISC });
    const steep = map.slewDb.filter((db) => db > 0).length;
    expect(steep).toBeGreaterThan(0);
    expect(steep).toBeLessThanOrEqual(31);
  });

  it('the same sound asks more of the inside than of the outside', () => {
    const map = grooveMap(turns, { gain: cuttingGain(-6, -12), ...DISC });
    expect(map.bendDb.at(-1)! - map.bendDb[0]!).toBeGreaterThan(3);
    expect(map.slewDb.at(-1)! - map.slewDb[0]!).toBeGreaterThan(1.5);
  });

  it('tells the worst place of each kind, with its band', () => {
    const wild = { ...TURN, slew: 40, bend: 4e6, bendOften: 4e6, vertical: 1e-2 };
    const calm = { ...TURN, slew: 1, bend: 4000, bendOften: 2000 };
    const some = turns.map((_, i) => (i >= 300 && i < 305 ? wild : calm));
    const map = grooveMap(some, { gain: cuttingGain(-6, -12), ...DISC });
    const band = { songs: [], isrc: null, endS: 0, gapS: 0, trebleDb: 0 };
    const bands = [
      { ...band, label: 'A1', title: 'One', startS: 0 },
      { ...band, label: 'A2', title: 'Two', startS: 500 },
    ];
    const spots = riskSpots(some, map, bands, 33);
    expect(spots.map(({ kind }) => kind).sort()).toEqual(['bend', 'slew', 'vertical']);
    for (const spot of spots) {
      expect(spot).toMatchObject({ label: 'A2', startS: 540, endS: 549 });
      expect(spot.overDb).toBeGreaterThan(3);
    }
    expect(spots.find(({ kind }) => kind === 'bend')!.hz).toBe(8000);
  });
});
