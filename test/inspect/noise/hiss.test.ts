import { describe, expect, it } from 'vitest';
import { HISS } from '../../../src/inspect/noise/hiss.ts';
import { detect, detectorContract } from '../../contracts/detector.ts';
import { noise, sine } from '../../signals.ts';

const RATE = 44100;

/** Notes that ring and fade over the dither of 16 bits. */
function plucked(frames: number, rate: number, seed = 1): Float64Array[] {
  const tone = sine(220 + 7 * seed, 0.3, frames, rate);
  const bright = noise(0.2, frames, seed);
  return [1, 2].map((side) => {
    const dither = noise(1 / 32768, frames, 100 * seed + side);
    return tone.map((value, n) => {
      const t = ((n / rate) * 3) % 1;
      return Math.exp(-4 * t) * value + Math.exp(-16 * t) * bright[n]! + dither[n]!;
    });
  });
}

function hissing(amplitude: number, seconds = 4): Float64Array[] {
  return plucked(seconds * RATE, RATE, 61).map((samples, c) => {
    const hiss = noise(amplitude, seconds * RATE, 62 + c);
    return samples.map((value, n) => value + hiss[n]!);
  });
}

detectorContract(
  HISS,
  [{ name: 'tape hiss under music', code: 'hiss', channels: hissing(0.003), startS: null, endS: null }],
  [1, 2, 3].map((seed) => plucked(4 * RATE, RATE, seed)),
);

describe('hiss', () => {
  it('tells its level', () => {
    const [finding] = detect(HISS, hissing(0.004));
    expect(finding).toMatchObject({ code: 'hiss', severity: 'warning', unit: 'dBFS' });
    expect(Math.abs(finding!.value! - 20 * Math.log10(0.004 / Math.sqrt(3)))).toBeLessThan(1.5);
  });
  it('notes a faint one', () => {
    expect(detect(HISS, hissing(0.0006))[0]!.severity).toBe('note');
  });
  it('takes noise alone for what the artist wanted', () => {
    const surf = [noise(0.1, 4 * RATE, 63), noise(0.1, 4 * RATE, 64)];
    expect(detect(HISS, surf).every(({ severity }) => severity === 'note')).toBe(true);
  });
  it('calls dark noise a noise floor', () => {
    const room = plucked(4 * RATE, RATE, 65).map((samples, c) => {
      const white = noise(0.03, 4 * RATE, 66 + c);
      let low = 0;
      return samples.map((value, n) => value + (low += 0.25 * (white[n]! - low)));
    });
    expect(detect(HISS, room).map(({ code }) => code)).toEqual(['noise-floor']);
  });
});
