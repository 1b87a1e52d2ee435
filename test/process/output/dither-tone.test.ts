// Dither of a tone: a sine at -120 dBFS comes through 16 and 24 bits at its own level, and brings no other line along.
import { describe, expect, it } from 'vitest';
import { createRealFft } from '../../../src/dsp/fft.ts';
import { createQuantiser, type DitherShape } from '../../../src/process/output/dither.ts';
import { PUBLISHED_SHAPERS, type PublishedShaper } from '../../../src/process/output/published-shapers.ts';

const SIZE = 2 ** 18;
const BINS = SIZE / 2 + 1;
/** A prime number of whole periods: 998 Hz at 44.1 kHz; no window is needed, and no sample repeats another. */
const PERIODS = 5939;
/** 0.033 steps of 16 bits, 8.4 of 24. */
const AMPLITUDE = 1e-6;
const HARMONICS = Array.from({ length: 20 }, (_, i) => PERIODS * (i + 2));
/** Bands on either side that tell the noise about a line. */
const ABOUT = 64;
const TONE = Float64Array.from(
  { length: SIZE },
  (_, n) => AMPLITUDE * Math.sin((2 * Math.PI * ((PERIODS * n) % SIZE)) / SIZE),
);
const fft = createRealFft(SIZE);

interface Heard {
  /** Amplitude of the tone, re its own. */
  readonly level: number;
  /** Of the noise about it: the standard error of `level`. */
  readonly doubt: number;
  /** The strongest of 20 harmonics, and of all bands but the tone's; power re the mean of the bands about. */
  readonly harmonic: number;
  readonly line: number;
}

function heard(shape: DitherShape, bits: number): Heard {
  const sound = TONE.slice();
  const quantiser = createQuantiser({ bits, shape, seed: 9 }, { sampleRateHz: 44100, channels: 1 });
  quantiser.process({ channels: [sound], frames: SIZE });
  const re = new Float64Array(BINS);
  const im = new Float64Array(BINS);
  fft.forward(sound, re, im);
  const power = re.map((value, k) => value * value + im[k]! * im[k]!);
  // The tone runs backwards in the imaginary part: -i · amplitude · size / 2.
  const level = -im[PERIODS]! / (0.5 * AMPLITUDE * SIZE);
  power[PERIODS] = power[PERIODS + 1]!;
  const noise = meansAbout(power);
  const overNoise = power.map((value, k) => value / noise[k]!);
  return {
    level,
    doubt: Math.sqrt(noise[PERIODS]! / 2) / (0.5 * AMPLITUDE * SIZE),
    harmonic: HARMONICS.reduce((most, k) => Math.max(most, overNoise[k]!), 0),
    line: overNoise.subarray(ABOUT, BINS - ABOUT).reduce((most, value) => Math.max(most, value), 0),
  };
}

/** Mean of the bands from ABOUT below to ABOUT above each, itself left out. */
function meansAbout(power: Float64Array): Float64Array {
  const sums = new Float64Array(power.length + 1);
  for (let k = 0; k < power.length; k++) sums[k + 1] = sums[k]! + power[k]!;
  return power.map((own, k) => {
    const first = Math.max(0, k - ABOUT);
    const end = Math.min(power.length, k + ABOUT + 1);
    return (sums[end]! - sums[first]! - own) / (end - first - 1);
  });
}

/** Above 18 bits shaped noise is not asked for. */
const CASES: [DitherShape, number][] = [
  ...(['rpdf', 'tpdf', 'tpdf-high'] as const).map((shape): [DitherShape, number] => [shape, 24]),
  ...(['rpdf', 'tpdf', 'tpdf-high', 'shaped', 'shaped-light'] as const).map(
    (shape): [DitherShape, number] => [shape, 16],
  ),
  ...Object.keys(PUBLISHED_SHAPERS).map((shape): [DitherShape, number] => [shape as PublishedShaper, 16]),
];

describe('a sine at -120 dBFS', () => {
  // Powers of noise are exponential: that one of 20 harmonics lies 12 times (10.8 dB) above the mean by chance happens once
  // in 8000 cases, that one of 131 000 bands lies 22 times (13.4 dB) above it once in 27 000.
  it.each(CASES)('%s at %i bits: keeps its level, and has no harmonic and no other line', (shape, bits) => {
    const { level, doubt, harmonic, line } = heard(shape, bits);
    expect(Math.abs(level - 1)).toBeLessThan(4 * doubt);
    expect(doubt).toBeLessThan(0.05);
    expect(harmonic).toBeLessThan(12);
    expect(line).toBeLessThan(22);
  });

  it('only rounded: is gone at 16 bits, and full of harmonics at 24', () => {
    expect(Math.abs(heard('none', 16).level)).toBe(0);
    expect(heard('none', 24).harmonic).toBeGreaterThan(100);
  });
});
