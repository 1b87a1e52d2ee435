// Spectrum, stereo image and overview of sounds whose answer is known.
import { describe, expect, it } from 'vitest';
import { createOverviewMeter } from '../../src/measure/overview.ts';
import { createSpectrumMeter } from '../../src/measure/spectrum.ts';
import { createStereoMeter } from '../../src/measure/stereo.ts';
import { thirdOctaves } from '../../src/measure/third-octaves.ts';
import { measure } from '../contracts/meter.ts';
import { noise, sine } from '../signals.ts';

const RATE = 44100;

describe('third octaves', () => {
  it('are 31 from 20 Hz to 20 kHz at 48 kHz, and fewer at low rates', () => {
    expect(thirdOctaves(48000).map((band) => band.centreHz)).toHaveLength(31);
    expect(thirdOctaves(44100).at(-1)!.centreHz).toBe(16000);
    expect(thirdOctaves(8000).at(-1)!.centreHz).toBe(3150);
  });

  it('join without gap or overlap', () => {
    const bands = thirdOctaves(96000);
    for (let b = 1; b < bands.length; b++) expect(bands[b]!.lowHz).toBe(bands[b - 1]!.highHz);
  });
});

describe('spectrum', () => {
  it.each([25, 63, 250, 1000, 8000])('finds all the power of a %i Hz sine in its band', (hz) => {
    const { bandsHz, levelDb } = measure(createSpectrumMeter, [sine(hz, 0.5, 10 * RATE, RATE)], RATE);
    const band = bandsHz.indexOf(hz);
    // A sine of amplitude ½ has -9.03 dB. At 25 Hz the band is hardly wider than a bin of 2.7 Hz.
    expect(Math.abs(levelDb[band]! + 9.031)).toBeLessThan(hz < 100 ? 0.5 : 0.05);
    const elsewhere = levelDb.filter((_, b) => Math.abs(b - band) > 2).map((level) => level ?? -200);
    expect(Math.max(...elsewhere)).toBeLessThan(hz < 100 ? -40 : -60);
  });

  it('reads white noise as flat power: +3.01 dB an octave, and its whole power', () => {
    const sound = noise(0.5, 20 * RATE, 5);
    const { bandsHz, levelDb, tiltDbPerOctave } = measure(createSpectrumMeter, [sound], RATE);
    expect(tiltDbPerOctave).toBeCloseTo(3.01, 1);
    // Uniform noise of ±½ has the power 1/12 in RATE/2; the 1 kHz band is 10^0.05 - 10^-0.05 kHz wide.
    const density = 1 / 12 / (RATE / 2);
    const width = 1000 * (10 ** 0.05 - 10 ** -0.05);
    // 20 s of a 231 Hz wide band know its power within 0.07 dB (1 σ).
    expect(Math.abs(levelDb[bandsHz.indexOf(1000)]! - 10 * Math.log10(density * width))).toBeLessThan(0.25);
  });

  it('averages the channels', () => {
    const tone = sine(1000, 0.5, 5 * RATE, RATE);
    const silent = new Float64Array(tone.length);
    const one = measure(createSpectrumMeter, [tone, tone], RATE);
    const half = measure(createSpectrumMeter, [tone, silent], RATE);
    const at = one.bandsHz.indexOf(1000);
    expect(one.levelDb[at]! - half.levelDb[at]!).toBeCloseTo(3.01, 2);
  });

  it('keeps quiet parts out of the loud level', () => {
    const tone = sine(1000, 0.5, 20 * RATE, RATE).map((x, n) => (n < 10 * RATE ? x : x / 100));
    const { bandsHz, levelDb, loudLevelDb } = measure(createSpectrumMeter, [tone], RATE);
    const at = bandsHz.indexOf(1000);
    expect(Math.abs(loudLevelDb[at]! + 9.03)).toBeLessThan(0.1);
    expect(Math.abs(levelDb[at]! + 12.04)).toBeLessThan(0.1);
  });

  it.each([1, 3, 100, 5000])('reads the power of %i samples, too short for a frame', (frames) => {
    const { levelDb } = measure(createSpectrumMeter, [noise(0.5, frames, 3).map((x) => x + 0.1)], RATE);
    expect(levelDb.every((level) => level === null || (level > -140 && level < 0))).toBe(true);
    expect(levelDb.some((level) => level !== null)).toBe(true);
  });
});

describe('stereo', () => {
  const left = noise(0.3, 8 * RATE, 1);
  const right = noise(0.3, 8 * RATE, 2);
  const image = (a: Float64Array, b: Float64Array) => measure(createStereoMeter, [a, b], RATE)!;

  it('knows identical channels', () => {
    const { correlation, balanceDb, monoLossLu, bands } = image(left, left);
    expect([correlation, balanceDb, monoLossLu]).toEqual([
      expect.closeTo(1, 12),
      expect.closeTo(0, 12),
      expect.closeTo(0, 12),
    ]);
    for (const band of bands)
      expect(band).toMatchObject({ correlation: expect.closeTo(1, 9), sideToMidDb: -100 });
  });

  it('knows a reversed channel', () => {
    const { correlation, monoLossLu, bands } = image(
      left,
      left.map((x) => -x),
    );
    expect(correlation).toBeCloseTo(-1, 12);
    expect(monoLossLu).toBe(100);
    for (const band of bands) expect(band.sideToMidDb).toBe(100);
  });

  it('knows unrelated channels', () => {
    const { correlation, monoLossLu, bands } = image(left, right);
    // 350 000 unrelated samples correlate within 0.002 (1 σ).
    expect(Math.abs(correlation!)).toBeLessThan(0.01);
    expect(Math.abs(monoLossLu! - 3.01)).toBeLessThan(0.05);
    const upper = bands.filter((band) => band.lowHz > 1000);
    for (const band of upper) expect(Math.abs(band.sideToMidDb!)).toBeLessThan(0.3);
  });

  it('tells balance, positive where left is louder', () => {
    expect(
      image(
        left,
        left.map((x) => x / 2),
      ).balanceDb,
    ).toBeCloseTo(6.02, 2);
  });

  it('sees a reversed bass under a common treble', () => {
    const bass = sine(50, 0.4, 4 * RATE, RATE);
    const treble = sine(3000, 0.2, 4 * RATE, RATE);
    const mix = (sign: number) => bass.map((x, n) => sign * x + treble[n]!);
    const { bands } = image(mix(1), mix(-1));
    const at = (hz: number) => bands.find((band) => band.lowHz <= hz && hz < band.highHz)!;
    expect(at(50).correlation).toBeLessThan(-0.99);
    expect(at(3000).correlation).toBeGreaterThan(0.99);
  });

  it('is null for silence, and for mono', () => {
    const silent = new Float64Array(RATE);
    expect(image(silent, silent)).toMatchObject({ correlation: null, balanceDb: null, monoLossLu: null });
    expect(measure(createStereoMeter, [left], RATE)).toBeNull();
  });
});

describe('overview', () => {
  it('shows the extremes of every stretch of both channels', () => {
    const sound = new Float64Array(64 * 10).fill(0.1);
    const other = new Float64Array(64 * 10).fill(0.2);
    sound[64 * 3 + 7] = -0.75;
    other[64 * 5] = 0.5;
    const { framesPerPoint, min, max } = measure(createOverviewMeter, [sound, other], RATE);
    expect(framesPerPoint).toBe(64);
    expect(min).toEqual([0.1, 0.1, 0.1, -0.75, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1]);
    expect(max).toEqual([0.2, 0.2, 0.2, 0.2, 0.2, 0.5, 0.2, 0.2, 0.2, 0.2]);
  });

  it.each([1, 64, 128000, 128001, 1000003])('has at most 2000 points that cover %i frames', (frames) => {
    const sound = new Float64Array(frames);
    sound[frames - 1] = -0.5;
    const { framesPerPoint, min, max } = measure(createOverviewMeter, [sound], RATE);
    expect(min.length).toBeLessThanOrEqual(2000);
    expect(min).toHaveLength(Math.ceil(frames / framesPerPoint));
    expect(max).toHaveLength(min.length);
    expect(min.at(-1)).toBe(-0.5);
  });
});
