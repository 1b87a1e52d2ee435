// Stereo align: what was done to a pair of channels is undone: delay, polarity, places, balance, and phase turned as asked.
import { describe, expect, it } from 'vitest';
import { createRealFft } from '../../../src/dsp/fft.ts';
import { STEREO_ALIGN } from '../../../src/process/stereo/stereo-align.ts';
import { checkParams, type ParamRecord } from '../../../src/process/params.ts';
import { expectSameBits, padded, processorContract, runProcessor } from '../../contracts/processor.ts';
import { musicLike, noise, sine } from '../../signals.ts';

const RATE = 44100;
const SIZE = 32768;
const FFT = createRealFft(SIZE);

/** `channels` through it, aligned. */
function align(given: ParamRecord, channels: readonly Float64Array[], sampleRateHz = RATE): Float64Array[] {
  const params = checkParams(STEREO_ALIGN.params, given, 'stereo-align');
  const processor = STEREO_ALIGN.create(params, { sampleRateHz, channels: channels.length });
  const out = runProcessor(processor, padded(channels, processor.latencyFrames));
  return out.map((x) => x.subarray(processor.latencyFrames));
}

/** Band-limited noise that fades in and out, and the same later by any delay (circular, by its spectrum). */
function noisePair(delayFrames: number): [Float64Array, Float64Array] {
  const re = new Float64Array(SIZE / 2 + 1);
  const im = new Float64Array(SIZE / 2 + 1);
  const x = noise(0.3, SIZE, 9).map((v, n) => v * Math.sin((Math.PI * n) / SIZE) ** 4);
  FFT.forward(x, re, im);
  for (let k = 0; k < re.length; k++) if ((k * RATE) / SIZE > 20000) re[k] = im[k] = 0;
  FFT.inverse(re, im, x);
  const late = new Float64Array(SIZE);
  const turned = re.map((r, k) => turn(r, im[k]!, k, delayFrames)[0]);
  const turnedIm = re.map((r, k) => turn(r, im[k]!, k, delayFrames)[1]);
  FFT.inverse(turned, turnedIm, late);
  return [x, late];
}

function turn(re: number, im: number, k: number, delayFrames: number): [number, number] {
  const w = (-2 * Math.PI * k * delayFrames) / SIZE;
  return [re * Math.cos(w) - im * Math.sin(w), re * Math.sin(w) + im * Math.cos(w)];
}

/** How much later than x is y, by the maximum of their cross-correlation between the samples. */
function laterBy(x: Float64Array, y: Float64Array, near: number): number {
  const spectra = [x, y].map((v) => {
    const re = new Float64Array(SIZE / 2 + 1);
    const im = new Float64Array(SIZE / 2 + 1);
    FFT.forward(v.slice(0, SIZE), re, im);
    return { re, im };
  });
  const [a, b] = spectra as [(typeof spectra)[0], (typeof spectra)[0]];
  const at = (t: number): number => {
    let sum = 0;
    for (let k = 0; k < a.re.length; k++) {
      const re = a.re[k]! * b.re[k]! + a.im[k]! * b.im[k]!;
      const im = a.re[k]! * b.im[k]! - a.im[k]! * b.re[k]!;
      sum += turn(re, im, k, -t)[0];
    }
    return sum;
  };
  let [low, high] = [near - 0.5, near + 0.5];
  while (high - low > 1e-4) {
    const third = (high - low) / 3;
    if (at(low + third) < at(high - third)) low += third;
    else high -= third;
  }
  return (low + high) / 2;
}

describe('a delay between the channels', () => {
  it.each([0.37, -0.5, 3, -12.25, 700.7, -881.9])('of %d frames is undone within 0.001', (delayFrames) => {
    const pair = noisePair(delayFrames);
    expect(laterBy(pair[0], pair[1], Math.round(delayFrames))).toBeCloseTo(delayFrames, 3);
    const [left, right] = align({ delayFrames }, pair) as [Float64Array, Float64Array];
    expectSameBits([left], [pair[0]]);
    expect(Math.abs(laterBy(left, right, 0))).toBeLessThan(0.001);
    const inner = (x: Float64Array): Float64Array => x.subarray(2000, SIZE - 2000);
    const error = inner(right).map((v, n) => v - inner(left)[n]!);
    expect(Math.max(...error.map(Math.abs))).toBeLessThan(1e-6);
  });

  it('is moved by whole frames to the bit, and by 20 ms at most', () => {
    const [x, y] = musicLike(9000, RATE, 2) as [Float64Array, Float64Array];
    const [left, right] = align({ delayFrames: 5 }, [x, y]) as [Float64Array, Float64Array];
    expectSameBits([left, right.subarray(0, 8995)], [x, y.subarray(5)]);
    const [, far] = align({ delayFrames: -3000 }, [x, y]) as [Float64Array, Float64Array];
    expectSameBits([far.subarray(882)], [y.subarray(0, 9000 - 882)]);
  });
});

describe('polarity, places and balance', () => {
  const sound = musicLike(5000, RATE, 4);

  it('are undone to the bit', () => {
    const [x, y] = sound as [Float64Array, Float64Array];
    const minus = (v: Float64Array): Float64Array => v.map((sample) => -sample);
    expectSameBits(align({ polarityLeft: 'inverted' }, [minus(x), y]), sound);
    expectSameBits(align({ polarityRight: 'inverted' }, [x, minus(y)]), sound);
    expectSameBits(align({ swap: 'yes' }, [y, x]), sound);
    expectSameBits(align({ polarityLeft: 'inverted', balanceDb: 6, swap: 'yes' }, [minus(x)]), [x]);
  });

  it('move the level of the right against the left', () => {
    const [left, right] = align({ balanceDb: 4 }, sound) as [Float64Array, Float64Array];
    expect(20 * Math.log10(left[3000]! / sound[0]![3000]!)).toBeCloseTo(-2, 9);
    expect(20 * Math.log10(right[3000]! / sound[1]![3000]!)).toBeCloseTo(2, 9);
  });
});

describe('a turn of phase', () => {
  it.each([
    [44100, 90],
    [44100, -35],
    [96000, 180],
  ])('at %i Hz is %i degrees at every frequency, the level as it was', (rate, rotationDegrees) => {
    for (const hz of [25, 100, 997, 8000, 19000]) {
      const [out] = align({ rotationDegrees }, [sine(hz, 0.5, rate, rate, 0.3)], rate);
      const wanted = sine(hz, 0.5, rate, rate, 0.3 + (Math.PI / 180) * rotationDegrees);
      for (let n = rate / 2 - 2000; n < rate / 2; n++)
        expect(Math.abs(out![n]! - wanted[n]!)).toBeLessThan(5e-4);
    }
  });

  it('makes lopsided peaks even', () => {
    const [lopsided] = [
      sine(200, 0.4, RATE, RATE).map((v, n) => v - 0.2 * Math.cos((4 * Math.PI * 200 * n) / RATE)),
    ];
    const ends = (x: Float64Array): number => {
      const inner = [...x.subarray(RATE / 4, RATE / 2)];
      return Math.max(...inner) / -Math.min(...inner);
    };
    expect(ends(lopsided!)).toBeGreaterThan(1.9);
    const [out] = align({ rotationDegrees: 90 }, [lopsided!]);
    expect(Math.abs(ends(out!) - 1)).toBeLessThan(0.01);
  });

  it('goes together with a delay', () => {
    const pair = noisePair(-7.3);
    const [left, right] = align({ delayFrames: -7.3, rotationDegrees: 60 }, pair) as [
      Float64Array,
      Float64Array,
    ];
    expect(Math.abs(laterBy(left, right, 0))).toBeLessThan(0.001);
  });
});

processorContract(STEREO_ALIGN, [
  { swap: 'yes', polarityRight: 'inverted', balanceDb: -1 },
  { delayFrames: 13.6 },
  { delayFrames: -200, polarityLeft: 'inverted' },
  { delayFrames: -0.25, rotationDegrees: 70, balanceDb: 0.5 },
]);
