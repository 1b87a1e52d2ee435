// The levels of a waveform: extremes survive every halving, the RMS keeps the power, columns keep still while scrolling.
import { describe, expect, it } from 'vitest';
import { highestPeak, levelFor, levelsOf } from '../../../src/studio/draw/pyramid-levels.ts';
import { createWaveReader } from '../../../src/studio/draw/wave-columns.ts';
import type { Pyramid } from '../../../src/studio/engine/protocol.ts';

/** `points` stretches of 128 frames, the last one of `lastFrames`. */
function pyramid(points: number, lastFrames = 128): Pyramid {
  const wave = (i: number): number => ((i * 7919) % 1000) / 1000;
  return {
    framesPerPoint: 128,
    frames: (points - 1) * 128 + lastFrames,
    min: Float32Array.from({ length: points }, (_, i) => -wave(i + 3)),
    max: Float32Array.from({ length: points }, (_, i) => wave(i)),
    rms: Float32Array.from({ length: points }, (_, i) => 0.5 * wave(i)),
  };
}

const power = (level: Pyramid): number => {
  let sum = 0;
  for (let i = 0; i < level.rms.length; i++) {
    const frames = Math.min(level.framesPerPoint, level.frames - i * level.framesPerPoint);
    sum += frames * level.rms[i]! ** 2;
  }
  return sum / level.frames;
};

describe('pyramid levels', () => {
  const base = pyramid(5001, 40);
  const levels = levelsOf(base);

  it('halve down to a few hundred points and are made once', () => {
    expect(levels.map((level) => level.min.length)).toEqual([5001, 2501, 1251, 626, 313, 157]);
    expect(levels.map((level) => level.framesPerPoint)).toEqual([128, 256, 512, 1024, 2048, 4096]);
    expect(levelsOf(base)).toBe(levels);
  });

  it('lose no extreme and no power', () => {
    for (const level of levels) {
      expect(level.max.reduce((a, b) => Math.max(a, b))).toBe(base.max.reduce((a, b) => Math.max(a, b)));
      expect(level.min.reduce((a, b) => Math.min(a, b))).toBe(base.min.reduce((a, b) => Math.min(a, b)));
      expect(power(level)).toBeCloseTo(power(base), 6);
    }
    expect(highestPeak(base)).toBeCloseTo(0.999, 6);
  });

  it('are chosen so that every pixel has a point and few have more than two', () => {
    expect(levelFor(levels, 10).framesPerPoint).toBe(128);
    expect(levelFor(levels, 128).framesPerPoint).toBe(128);
    expect(levelFor(levels, 300).framesPerPoint).toBe(256);
    expect(levelFor(levels, 1e9).framesPerPoint).toBe(4096);
  });

  it('stand for nothing where there is nothing', () => {
    const empty = {
      framesPerPoint: 128,
      frames: 0,
      min: new Float32Array(0),
      max: new Float32Array(0),
      rms: new Float32Array(0),
    };
    expect(highestPeak(empty)).toBe(0);
    expect(createWaveReader()(levelsOf(empty), { startFrame: 0, endFrame: 1000 }, 100).count).toBe(0);
  });
});

describe('wave columns', () => {
  const base = pyramid(20_000);
  const levels = levelsOf(base);
  const frames = base.frames;

  it('cover the window from edge to edge, left to right, with every extreme in it', () => {
    const read = createWaveReader();
    for (const [startFrame, endFrame, wanted] of [
      [0, frames, 1000],
      [0, frames, 37],
      [123_456, 987_654, 800],
      [1_000_000, 1_000_900, 600],
    ] as const) {
      const { count, x, max } = read(levels, { startFrame, endFrame }, wanted);
      expect(count).toBeLessThanOrEqual(wanted + 4);
      const xs = Array.from(x.subarray(0, count));
      expect(xs.every((at, i) => i === 0 || at > xs[i - 1]!)).toBe(true);
      const column = count < 2 ? 1 : xs[1]! - xs[0]!;
      expect(column).toBeGreaterThanOrEqual(1 / wanted - 1e-6);
      expect(xs[0]!).toBeLessThanOrEqual(column);
      expect(xs.at(-1)!).toBeGreaterThanOrEqual(1 - column);
      const from = Math.ceil(startFrame / 128);
      const within = base.max.subarray(from, Math.floor(endFrame / 128));
      const highest = within.reduce((a, b) => Math.max(a, b), 0);
      expect(max.subarray(0, count).reduce((a, b) => Math.max(a, b), 0)).toBeGreaterThanOrEqual(highest);
    }
  });

  it('keep their figures while the window is scrolled', () => {
    const one = createWaveReader()(levels, { startFrame: 100_000, endFrame: 900_000 }, 500);
    const two = createWaveReader()(levels, { startFrame: 100_777, endFrame: 900_777 }, 500);
    const seen = new Set(Array.from(one.max.subarray(0, one.count)));
    const inner = Array.from(two.max.subarray(2, two.count - 2));
    expect(inner.every((value) => seen.has(value))).toBe(true);
  });

  it('are the points themselves where points are wider than pixels', () => {
    const { count, max } = createWaveReader()(levels, { startFrame: 12_800, endFrame: 25_600 }, 1000);
    expect(count).toBe(101);
    expect(Array.from(max.subarray(0, 3))).toEqual(Array.from(base.max.subarray(100, 103)));
  });
});
