import { describe, expect, it } from 'vitest';
import { resample } from '../../../src/process/output/resample.ts';
import { collect, sourceOf } from '../../../src/signal/stream.ts';

function sine(frames: number, hz: number, rate: number): Float64Array {
  return Float64Array.from({ length: frames }, (_, n) => Math.sin((2 * Math.PI * hz * n) / rate));
}

async function converted(x: Float64Array, fromHz: number, toHz: number): Promise<Float64Array> {
  return (await collect(resample(sourceOf([x], fromHz), toHz)))[0]!;
}

/** RMS of what differs from the ideal sine in the middle half, in dB below the sine. */
function errorDb(y: Float64Array, hz: number, rate: number): number {
  const from = Math.floor(y.length / 4);
  const to = Math.floor((3 * y.length) / 4);
  let sum = 0;
  for (let n = from; n < to; n++) sum += (y[n]! - Math.sin((2 * Math.PI * hz * n) / rate)) ** 2;
  return 10 * Math.log10((2 * sum) / (to - from));
}

describe('resample', () => {
  // Pass band, images and noise in one figure: the difference from the same sine computed at the new rate, phase and all.
  it.each([
    [44100, 48000],
    [48000, 44100],
    [96000, 44100],
    [88200, 44100],
    [44100, 88200],
    [192000, 44100],
    [44100, 192000],
    [96000, 88200],
    [44101, 48000],
    [44100, 44101],
    [47999, 96001],
  ])('%i to %i Hz: sines come out as themselves, below -170 dB, without delay', async (from, to) => {
    for (const hz of [997, 10007, 20000]) {
      const y = await converted(sine(from >> 2, hz, from), from, to);
      expect(y.length).toBe(Math.round(((from >> 2) * to) / from));
      expect(errorDb(y, hz, to), `${hz} Hz`).toBeLessThan(-170);
    }
  });

  it.each([
    [8000, 384000],
    [384000, 8000],
    [11025, 8000],
  ])('%i to %i Hz: the ends of the range', async (from, to) => {
    const y = await converted(sine(from >> 1, 997, from), from, to);
    expect(y.length).toBe(Math.round(((from >> 1) * to) / from));
    expect(errorDb(y, 997, to)).toBeLessThan(-170);
  });

  it.each([
    [96000, 44100, [22100, 23000, 30000, 43150, 45000, 47000]],
    [48000, 44100, [22100, 23500]],
    [44102, 44100, [22050.5]],
  ])('%i to %i Hz: nothing folds back', async (from, to, tones) => {
    for (const hz of tones as number[]) {
      const y = await converted(sine(from >> 2, hz, from), from, to);
      let sum = 0;
      const middle = y.subarray(y.length >> 2, (3 * y.length) >> 2);
      for (const v of middle) sum += v * v;
      expect(10 * Math.log10((2 * sum) / middle.length), `${hz} Hz`).toBeLessThan(-170);
    }
  });

  it('keeps an impulse where it was', async () => {
    const x = new Float64Array(9600);
    x[4800] = 1;
    const y = await converted(x, 96000, 48000);
    expect(y.indexOf(Math.max(...y))).toBe(2400);
    for (let k = 1; k < 200; k++) expect(Math.abs(y[2400 + k]! - y[2400 - k]!)).toBeLessThan(1e-15);
  });

  // Other block borders in the transforms: what the stop band leaves at its cut-off, below -200 dB.
  it('is linear to the ends: a sound and the silence around it make the same sound', async () => {
    const x = sine(3000, 500, 48000);
    const padded = new Float64Array(3000 + 2 * 4800);
    padded.set(x, 4800);
    const y = await converted(x, 48000, 44100);
    const z = await converted(padded, 48000, 44100);
    const apart = y.map((value, n) => Math.abs(value - z[4410 + n]!));
    expect(Math.max(...apart)).toBeLessThan(1e-10);
  });

  it.each([0, 1, 7])('copes with %i frames', async (frames) => {
    const y = await converted(new Float64Array(frames).fill(0.5), 44100, 96000);
    expect(y.length).toBe(Math.round((frames * 96000) / 44100));
    expect(y.every(Number.isFinite)).toBe(true);
  });

  it('tells its length, its rate, keeps both channels apart, and closes its source', async () => {
    let closed = 0;
    const inner = {
      ...sourceOf([new Float64Array(4410), sine(4410, 100, 44100)], 44100),
      close: async () => void closed++,
    };
    const source = resample(inner, 48000);
    expect(source.format).toEqual({ sampleRateHz: 48000, channels: 2 });
    expect(source.frames).toBe(4800);
    const [left, right] = await collect(source);
    expect(left!.every((v) => v === 0)).toBe(true);
    expect(Math.max(...right!)).toBeGreaterThan(0.9);
    await source.close();
    expect(closed).toBe(1);
    expect(resample(inner, 44100)).toBe(inner);
  });

  it.each([7999, 384001, 44100.5, Number.NaN])('refuses %d Hz', (rate) => {
    expect(() => resample(sourceOf([new Float64Array(1)], 44100), rate)).toThrow(/rate-not-supported/);
  });
});
