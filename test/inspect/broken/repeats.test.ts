import { describe, expect, it } from 'vitest';
import { REPEATS } from '../../../src/inspect/broken/repeats.ts';
import { detect, detectorContract } from '../../contracts/detector.ts';
import { musicLike, noise, sine } from '../../signals.ts';

const RATE = 44100;

/** The `lag` frames before `start` are heard `times` more. */
function stuck(start: number, lag: number, times: number, ditherLsb = 0, seed = 41): Float64Array[] {
  return musicLike(3 * RATE, RATE, seed).map((samples, c) => {
    for (let n = start; n < start + times * lag; n++) samples[n] = samples[n - lag]!;
    const dither = noise(ditherLsb / 32768, samples.length, 9 + c);
    return ditherLsb === 0 ? samples : samples.map((x, n) => Math.round((x + dither[n]!) * 32768) / 32768);
  });
}

const at = (name: string, start: number, lag: number, times: number, ditherLsb = 0) => ({
  name,
  code: 'repeat',
  channels: stuck(start, lag, times, ditherLsb),
  startS: start / RATE,
  endS: (start + lag * times) / RATE,
  channel: 'both' as const,
});

detectorContract(REPEATS, [
  at('a buffer of 512 heard twice more', 60001, 512, 2),
  at('a buffer of 128 heard once more', 50007, 128, 1),
  at('a buffer of 2048 in 16-bit sound with dither', 70123, 2048, 1, 1),
]);

describe('repeats', () => {
  it('tells the buffer’s length and how often it came back', () => {
    const [repeat] = detect(REPEATS, stuck(60001, 480, 3));
    expect(repeat!.facts).toEqual({ times: 3, frames: 480 });
    expect(repeat!.startS).toBeCloseTo(60001 / RATE, 4);
    expect(repeat!.endS).toBeCloseTo((60001 + 3 * 480) / RATE, 4);
  });
  it('does not take a wave that repeats itself for a buffer', () => {
    const wave = sine(441, 0.4, 2 * RATE, RATE);
    const square = wave.map((x) => (x > 0 ? 0.3 : -0.3));
    expect(detect(REPEATS, [wave, square])).toEqual([]);
    expect(detect(REPEATS, [square])).toEqual([]);
  });
  it('hears the same at a tenth of the level', () => {
    const quiet = stuck(60001, 512, 2).map((samples) => samples.map((x) => 0.1 * x));
    expect(detect(REPEATS, quiet).map(({ code }) => code)).toEqual(['repeat']);
  });
});
