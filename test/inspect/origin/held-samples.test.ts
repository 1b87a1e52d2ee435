import { describe, expect, it } from 'vitest';
import { HELD_SAMPLES } from '../../../src/inspect/origin/held-samples.ts';
import { detect, detectorContract } from '../../contracts/detector.ts';
import { musicLike, noise } from '../../signals.ts';

const RATE = 44100;
const music = musicLike(4 * RATE, RATE, 21).map((samples) => samples.map((value) => 1.5 * value));

const held = (samples: Float64Array, factor: number): Float64Array =>
  samples.map((_, n) => samples[n - (n % factor)]!);

const drawn = (samples: Float64Array, factor: number): Float64Array =>
  samples.map((_, n) => {
    const rest = (n % factor) / factor;
    const from = n - (n % factor);
    return (1 - rest) * samples[from]! + rest * (samples[from + factor] ?? samples[from]!);
  });

const dithered = (samples: Float64Array): Float64Array => {
  const [a, b] = [noise(0.5, samples.length, 1), noise(0.5, samples.length, 2)];
  return samples.map((value, n) => Math.round(32768 * value + a[n]! + b[n]!) / 32768);
};

detectorContract(HELD_SAMPLES, [
  {
    name: 'every second sample repeated',
    code: 'images',
    channels: music.map((samples) => held(samples, 2)),
    startS: null,
    endS: null,
  },
]);

describe('held samples', () => {
  it.each([2, 3, 4, 6, 8])('finds samples held %i times, under dither', (factor) => {
    const [finding] = detect(
      HELD_SAMPLES,
      music.map((samples) => dithered(held(samples, factor))),
    );
    expect(finding).toMatchObject({ code: 'images', value: Math.round(RATE / factor / 2) });
    expect(finding!.facts).toEqual({ factor, kind: 'hold' });
  });

  it.each([2, 3])('finds straight lines between every %i samples', (factor) => {
    const [finding] = detect(
      HELD_SAMPLES,
      music.map((samples) => dithered(drawn(samples, factor))),
    );
    expect(finding!.facts).toEqual({ factor, kind: 'line' });
  });

  it('takes no pulse wave for held samples, though its edges keep to even places', () => {
    const pulse = Float64Array.from({ length: 2 * RATE }, (_, n) => (n % 100 < 26 ? 0.5 : -0.2));
    expect(detect(HELD_SAMPLES, [pulse])).toEqual([]);
  });
});
