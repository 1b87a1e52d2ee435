import { describe, expect, it } from 'vitest';
import {
  type Curve,
  levelAt,
  logFrequencies,
  meanDb,
  meanOutsideDb,
  sampled,
  shifted,
  slopeDbPerOctave,
  smoothed,
  subtracted,
  tilted,
} from '../../src/dsp/curve.ts';

const octaves: Curve = { hz: [100, 200, 400, 800], db: [0, 6, 3, 3] };

describe('curves over log frequency', () => {
  it('are straight between the points, held outside', () => {
    expect(levelAt(octaves, 100 * Math.SQRT2)).toBeCloseTo(3, 12);
    expect(levelAt(octaves, 20)).toBe(0);
    expect(levelAt(octaves, 20000)).toBe(3);
    expect(levelAt(octaves, 400)).toBe(3);
  });

  it('have frequencies evenly spread', () => {
    const hz = logFrequencies(20, 20000, 3);
    expect(hz[0]).toBe(20);
    expect(hz.length).toBe(30);
    expect(hz[3]).toBeCloseTo(40, 9);
    expect(logFrequencies(100, 800, 1).map(Math.round)).toEqual([100, 200, 400, 800]);
  });

  it('can be subtracted, shifted, sampled and tilted', () => {
    expect(subtracted(octaves, shifted(octaves, 2)).db).toEqual([-2, -2, -2, -2]);
    expect(tilted(octaves, -3, 200).db.map((v) => Math.round(v * 1e9) / 1e9)).toEqual([3, 6, 0, -3]);
    expect(sampled(octaves, [150, 300]).hz).toEqual([150, 300]);
  });

  it('have a mean and a slope in which each octave weighs the same', () => {
    expect(meanDb(octaves, 100, 800)).toBeCloseTo((3 + 4.5 + 3) / 3, 12);
    const hz = logFrequencies(20, 20000, 6);
    const pink: Curve = tilted({ hz, db: hz.map(() => 1) }, -4.5, 1000);
    expect(slopeDbPerOctave(pink, 50, 10000)).toBeCloseTo(-4.5, 9);
    expect(meanDb(pink, 500, 2000)).toBeCloseTo(1, 9);
  });

  it('smooth: constants and straight lines stay, a spike is spread and keeps its area', () => {
    const hz = logFrequencies(20, 20000, 24);
    const flat = smoothed({ hz, db: hz.map(() => -7) }, 1 / 3);
    flat.db.forEach((level) => expect(level).toBeCloseTo(-7, 12));
    const spike: Curve = { hz, db: hz.map((_, i) => (i === 120 ? 24 : 0)) };
    const spread = smoothed(spike, 1 / 3);
    const half = spread.db.filter((level) => level > spread.db[120]! / 2).length;
    expect(half / 24).toBeCloseTo(1 / 3, 1);
    expect(meanDb(spread, 20, 20000)).toBeCloseTo(meanDb(spike, 20, 20000), 3);
  });

  it('know how far they lie outside a corridor', () => {
    const hz = logFrequencies(100, 1600, 12);
    const level = (db: number): Curve => ({ hz, db: hz.map(() => db) });
    expect(meanOutsideDb(level(1), level(-2), level(2), 100, 1600)).toBe(0);
    expect(meanOutsideDb(level(5), level(-2), level(2), 100, 1600)).toBeCloseTo(3, 12);
    expect(meanOutsideDb(level(-3), level(-2), level(2), 100, 1600)).toBeCloseTo(1, 12);
  });
});
