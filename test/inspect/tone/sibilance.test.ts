// Sibilance: bursts shaped like an s are found at their places; cymbals, tones and steady noise are not.
import { describe, expect, it } from 'vitest';
import { SIBILANCE } from '../../../src/inspect/tone/sibilance.ts';
import { detect, detectorContract } from '../../contracts/detector.ts';
import { musicLike, noise, sine } from '../../signals.ts';

const RATE = 44100;
const FRAMES = 4 * RATE;
/** Noise around 7 kHz: white noise on a carrier, smoothed. */
const HISS = (() => {
  const white = noise(1, FRAMES, 77);
  const carrier = sine(7000, 1, FRAMES, RATE);
  let low = 0;
  return white.map((value, n) => {
    low += 0.2 * (value - low);
    return 2 * low * carrier[n]!;
  });
})();

function withBursts(gain: number, starts: readonly number[], shape: (t: number) => number): Float64Array[] {
  return musicLike(FRAMES, RATE, 51).map((samples) =>
    samples.map((value, n) => {
      const s = starts.find((start) => n >= start * RATE && n < (start + 0.14) * RATE);
      return s === undefined ? value : value + gain * shape((n / RATE - s) / 0.14) * HISS[n]!;
    }),
  );
}

const mouth = (t: number): number => Math.sin(Math.PI * t) ** 2;
const struck = (t: number): number => Math.exp(-5 * t);

detectorContract(SIBILANCE, [
  {
    name: 'an s at two seconds',
    code: 'sibilance',
    channels: withBursts(0.8, [2], mouth),
    startS: 2,
    endS: 2.14,
  },
]);

describe('sibilance', () => {
  it('tells every s, and warns of the loud', () => {
    const loud = detect(SIBILANCE, withBursts(1.2, [0.7, 1.6, 2.9], mouth));
    expect(loud.map(({ severity }) => severity)).toEqual(['warning', 'warning', 'warning']);
    expect(loud.map(({ startS }) => Math.round(startS! * 10) / 10)).toEqual([0.7, 1.6, 2.9]);
    expect(detect(SIBILANCE, withBursts(0.3, [2], mouth)).every(({ severity }) => severity === 'note')).toBe(
      true,
    );
  });

  it('hears the same song at another level the same', () => {
    const song = withBursts(0.8, [2], mouth);
    const quiet = detect(
      SIBILANCE,
      song.map((samples) => samples.map((value) => value / 16)),
    );
    expect(quiet.map(({ startS }) => startS)).toEqual(detect(SIBILANCE, song).map(({ startS }) => startS));
  });

  it('lets cymbals, whistles and steady hiss pass', () => {
    expect(detect(SIBILANCE, withBursts(0.8, [1, 2, 3], struck))).toEqual([]);
    const whistle = sine(7000, 0.2, FRAMES, RATE).map(
      (v, n) => v * mouth(((n / RATE) % 1) / 0.2) * Number((n / RATE) % 1 < 0.2),
    );
    expect(
      detect(
        SIBILANCE,
        musicLike(FRAMES, RATE, 52).map((s) => s.map((v, n) => v + whistle[n]!)),
      ),
    ).toEqual([]);
    expect(detect(SIBILANCE, [HISS.map((v) => 0.2 * v)])).toEqual([]);
  });
});
