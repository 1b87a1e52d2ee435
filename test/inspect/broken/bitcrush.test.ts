import { describe, expect, it } from 'vitest';
import { BITCRUSH } from '../../../src/inspect/broken/bitcrush.ts';
import { detect, detectorContract } from '../../contracts/detector.ts';
import { musicLike, noise, sine } from '../../signals.ts';

const RATE = 44100;

/** Holds every `hold`th sample in steps of `step`, from `startS` for `lengthS`, then dithers to 16 bits. */
function crushed(startS: number, lengthS: number, hold: number, step: number): Float64Array[] {
  const start = Math.round(startS * RATE);
  const end = start + Math.round(lengthS * RATE);
  return musicLike(3 * RATE, RATE, 71).map((samples, c) => {
    const dither = noise(1 / 32768, samples.length, 3 + c);
    return samples.map((x, n) => {
      const value = n < start || n >= end ? x : step * Math.round(samples[n - ((n - start) % hold)]! / step);
      return Math.round((value + dither[n]!) * 32768) / 32768;
    });
  });
}

const planted = (name: string, startS: number, lengthS: number, hold: number, step: number) => ({
  name,
  code: 'bitcrush',
  channels: crushed(startS, lengthS, hold, step),
  startS,
  endS: startS + lengthS,
  channel: 'both' as const,
});

detectorContract(BITCRUSH, [
  planted('every second sample held for 80 ms', 1.2, 0.08, 2, 1 / 128),
  planted('eight samples held in coarse steps for 0.4 s', 1.5, 0.4, 8, 1 / 16),
]);

describe('bitcrush', () => {
  it('tells for how many samples values are held', () => {
    expect(detect(BITCRUSH, crushed(1.5, 0.4, 4, 1 / 64))).toMatchObject([{ value: 4, unit: 'samples' }]);
  });
  it('leaves a song that is held throughout to others', () => {
    expect(detect(BITCRUSH, crushed(0, 3, 4, 1 / 64))).toEqual([]);
  });
  it('is not fooled by pulse waves or by quiet smooth sound', () => {
    const pulses = sine(551.25, 1, RATE, RATE).map((x) => (x > 0 ? 0.3 : -0.3));
    const quiet = sine(50, 0.004, RATE, RATE).map((x) => Math.round(x * 32768) / 32768);
    expect(detect(BITCRUSH, [pulses])).toEqual([]);
    expect(detect(BITCRUSH, [quiet])).toEqual([]);
  });
});
