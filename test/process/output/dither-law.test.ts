// Dither law: mean and variance of the error at twenty places within a step, and its spectrum beside the design's.
import { describe, expect, it } from 'vitest';
import { createRealFft } from '../../../src/dsp/fft.ts';
import { hann } from '../../../src/dsp/window.ts';
import { createQuantiser, type DitherShape } from '../../../src/process/output/dither.ts';
import { designShaper, TOTAL_SHARES } from '../../../src/process/output/noise-shaper.ts';
import { PUBLISHED_SHAPERS, type PublishedShaper } from '../../../src/process/output/published-shapers.ts';
import { noise } from '../../signals.ts';

const STEP = 2 ** -15;
const LEVELS = Array.from({ length: 20 }, (_, i) => (i + 0.5) / 20);
/** 1 - Σ c_k z⁻ᵏ. */
const noiseFilter = (taps: ArrayLike<number>): number[] => [1, ...Array.from(taps, (c) => -c)];
const SHAPERS: [DitherShape, number[]][] = [
  ['shaped', noiseFilter(designShaper(44100))],
  ['shaped-light', noiseFilter(designShaper(44100, TOTAL_SHARES['shaped-light']))],
  ...Object.entries(PUBLISHED_SHAPERS).map(([name, taps]): [DitherShape, number[]] => [
    name as PublishedShaper,
    noiseFilter(taps),
  ]),
];

/** Σ h[n] h[n+lag]. */
const correlation = (h: ArrayLike<number>, lag: number): number => {
  let sum = 0;
  for (let n = Math.abs(lag); n < h.length; n++) sum += h[n]! * h[n - Math.abs(lag)]!;
  return sum;
};

/** Errors in steps, in place of the sound. */
function quantised(
  sound: Float64Array,
  shape: DitherShape,
  seed: number,
  sampleRateHz = 44100,
): Float64Array {
  const errors = sound.slice();
  const quantiser = createQuantiser({ bits: 16, shape, seed }, { sampleRateHz, channels: 1 });
  quantiser.process({ channels: [errors], frames: errors.length });
  for (let n = 0; n < errors.length; n++) errors[n] = (errors[n]! - sound[n]!) / STEP;
  return errors;
}

/** Mean and mean square of the error of a level that stands still, the place by place over a step, in steps. */
function atLevels(shape: DitherShape, frames: number): { means: number[]; powers: number[] } {
  const level = new Float64Array(frames);
  const found = LEVELS.map((place, i) => {
    const errors = quantised(level.fill((7 + place) * STEP), shape, 100 + i);
    let sum = 0;
    let squares = 0;
    for (let n = 0; n < frames; n++) {
      sum += errors[n]!;
      squares += errors[n]! * errors[n]!;
    }
    return [sum / frames, squares / frames] as const;
  });
  return { means: found.map(([mean]) => mean), powers: found.map(([, power]) => power) };
}

const worst = (values: readonly number[], from: number): number =>
  Math.max(...values.map((value) => Math.abs(value - from)));

// bench/dither.mjs takes a million samples at each place.
describe('at each of twenty places between two steps', () => {
  // The mean of N errors of variance ¼ has a standard error of 0.5/√N; their square has a variance of at most 3/16 (at
  // a whole step: 0 or ±1), doubled at most where neighbours hang together: 0.61/√N. Limits: five of each.
  const FRAMES = 160_000;
  const MEAN_LIMIT = 2.5 / 400;
  const POWER_LIMIT = 3.1 / 400;

  it.each(['tpdf', 'tpdf-high'] as const)('%s: mean 0 and variance ¼ step² everywhere', (shape) => {
    const { means, powers } = atLevels(shape, FRAMES);
    expect(worst(means, 0)).toBeLessThan(MEAN_LIMIT);
    expect(worst(powers, 0.25)).toBeLessThan(POWER_LIMIT);
  });

  it('rpdf: mean 0, but a variance of p(1 - p) at the place p', () => {
    const { means, powers } = atLevels('rpdf', FRAMES);
    expect(worst(means, 0)).toBeLessThan(MEAN_LIMIT);
    const law = LEVELS.map((place) => place * (1 - place));
    expect(
      worst(
        powers.map((power, i) => power - law[i]!),
        0,
      ),
    ).toBeLessThan(POWER_LIMIT);
  });

  it('none: the error is the place itself', () => {
    const { means, powers } = atLevels('none', 100);
    const law = LEVELS.map((place) => Math.round(place) - place);
    expect(
      worst(
        means.map((mean, i) => mean - law[i]!),
        0,
      ),
    ).toBeLessThan(1e-9);
    expect(
      worst(
        powers.map((power, i) => power - law[i]! ** 2),
        0,
      ),
    ).toBeLessThan(1e-9);
  });

  // The mean wanders by ½|H(1)|/√N, the power by √(2 Σ r²/N), r the
  // correlation of the filtered noise; limits: five of each, and the filter's start.
  it.each(SHAPERS)('%s: mean 0 and the variance of the filter everywhere', (shape, h) => {
    const frames = 20_000;
    const { means, powers } = atLevels(shape, frames);
    const atZero = Math.abs(h.reduce((sum, tap) => sum + tap, 0));
    const lags = h.map((_, lag) => correlation(h, lag) * 0.25);
    const squares = lags.reduce((sum, r, lag) => sum + (lag === 0 ? 1 : 2) * r * r, 0);
    expect(worst(means, 0)).toBeLessThan((2.5 * atZero) / Math.sqrt(frames) + 40 / frames);
    expect(worst(powers, lags[0]!)).toBeLessThan(
      5 * Math.sqrt((2 * squares) / frames) + (9 * lags[0]!) / frames,
    );
  });
});

describe('the spectrum of the error, from its lowest band to its highest', () => {
  const SIZE = 512;
  const BINS = SIZE / 2 + 1;
  const fft = createRealFft(SIZE);

  /** Power in every band, averaged over frames that overlap by half. */
  function averaged(errors: Float64Array): Float64Array {
    const sum = new Float64Array(BINS);
    const rows = new Float64Array(3 * BINS);
    for (let at = 0; at + SIZE <= errors.length; at += SIZE / 2) {
      fft.forwardHann(1, errors.subarray(at, at + SIZE), rows);
      for (let k = 0; k < BINS; k++) sum[k]! += rows[2 * BINS + k]!;
    }
    return sum.map((power) => power / (Math.floor(errors.length / (SIZE / 2)) - 1));
  }

  /** What such averages come to for white noise of `variance` through `h`, the window's own leakage and all. */
  function designed(h: readonly number[], variance: number): Float64Array {
    const window = hann(SIZE);
    return Float64Array.from({ length: BINS }, (_, k) => {
      let sum = 0;
      for (let lag = 1 - h.length; lag < h.length; lag++) {
        sum += correlation(h, lag) * correlation(window, lag) * Math.cos((2 * Math.PI * k * lag) / SIZE);
      }
      return variance * sum;
    });
  }

  // 1024 frames that overlap by half: the standard error of a band is 0.14 dB; the farthest of 257 lies about 0.4 dB off.
  function expectDesign(shape: DitherShape, wanted: Float64Array, sampleRateHz = 44100): void {
    const found = averaged(quantised(noise(0.3, 2 ** 18, 3), shape, 5, sampleRateHz));
    const apartDb = Array.from(found, (power, k) => 10 * Math.log10(power / wanted[k]!));
    expect(worst(apartDb, 0)).toBeLessThan(0.5);
  }

  it.each([
    ['tpdf', 1 / 4],
    ['rpdf', 1 / 6],
    ['none', 1 / 12],
  ] as const)('%s: white', (shape, variance) => {
    expectDesign(shape, designed([1], variance));
  });

  it('tpdf-high: rounding of 1/12 step² and a dither that rises by 6 dB an octave', () => {
    const rounding = designed([1], 1 / 12);
    expectDesign(
      'tpdf-high',
      designed([1, -1], 1 / 12).map((power, k) => power + rounding[k]!),
    );
  });

  it.each(SHAPERS)('%s: within half a decibel of its filter', (shape, h) => {
    expectDesign(shape, designed(h, 0.25));
  });

  it.each([
    ['shaped', 32000],
    ['shaped', 48000],
    ['shaped', 96000],
    ['shaped-light', 48000],
    ['shaped-light', 192000],
  ] as const)('%s for %i Hz: within half a decibel of its filter', (shape, rate) => {
    expectDesign(shape, designed(noiseFilter(designShaper(rate, TOTAL_SHARES[shape])), 0.25), rate);
  });
});
