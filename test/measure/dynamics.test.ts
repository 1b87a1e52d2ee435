// Dynamics against direct computations over the whole sound.
import { describe, expect, it } from 'vitest';
import { createDynamicsMeter } from '../../src/measure/dynamics.ts';
import { blockFramesDr14, dynamicRangeDb } from '../../src/measure/dr14.ts';
import { createPeakMeter } from '../../src/measure/true-peak.ts';
import { measure } from '../contracts/meter.ts';
import { musicLike, sine } from '../signals.ts';

const RATE = 8000;

/** TT DR of one channel by its definition, over slices of the sound. */
function directRange(samples: Float64Array, sampleRateHz: number): number {
  const size = 3 * (sampleRateHz + (sampleRateHz === 44100 ? 60 : 0));
  const count = Math.floor(samples.length / size) + 1;
  const blocks = Array.from({ length: count }, (_, k) => samples.slice(k * size, (k + 1) * size));
  const squares = blocks.map((b) => (b.length ? (2 * b.reduce((sum, x) => sum + x * x, 0)) / b.length : 0));
  const peaks = blocks.map((b) => b.reduce((most, x) => Math.max(most, Math.abs(x)), 0));
  squares.sort((a, b) => a - b);
  peaks.sort((a, b) => a - b);
  const loud = Math.max(1, Math.floor(0.2 * count));
  const mean = squares.slice(count - loud).reduce((sum, square) => sum + square, 0) / loud;
  return -20 * Math.log10(Math.sqrt(mean) / peaks[Math.max(0, count - 2)]!);
}

describe('DR14', () => {
  it.each([7, 16, 31.3])('is what the definition gives for %f s of music', (seconds) => {
    const channels = musicLike(Math.round(seconds * RATE), RATE, 3).map((samples, c) =>
      samples.map((x, n) => x * (0.2 + 0.8 * Math.abs(Math.sin(n / (9000 + 1000 * c))))),
    );
    const direct = (directRange(channels[0]!, RATE) + directRange(channels[1]!, RATE)) / 2;
    expect(measure(createDynamicsMeter, channels, RATE).dr14).toBe(Math.round(direct));
  });

  it('has blocks of 3 s, a little longer at 44.1 kHz', () => {
    expect(blockFramesDr14(44100)).toBe(132480);
    expect(blockFramesDr14(48000)).toBe(144000);
  });

  it('takes the second highest peak, the loudest fifth, and 0 for silence', () => {
    const rms = [0.1, 0.1, 0.1, 0.1, 0.5, 0.1, 0.1, 0.1, 0.1, 0.4];
    const peaks = [0.2, 0.2, 1, 0.8, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2];
    const loud = Math.sqrt((0.25 + 0.16) / 2);
    expect(dynamicRangeDb(rms, peaks)).toBeCloseTo(20 * Math.log10(0.8 / loud), 9);
    expect(dynamicRangeDb([0, 0], [0, 0])).toBe(0);
  });

  it('is 0 for a sine, null for silence and for less than 400 ms', () => {
    expect(measure(createDynamicsMeter, [sine(440, 0.9, 10 * RATE, RATE)], RATE).dr14).toBe(0);
    expect(measure(createDynamicsMeter, [new Float64Array(10 * RATE)], RATE).dr14).toBeNull();
    expect(measure(createDynamicsMeter, [sine(440, 0.9, 0.39 * RATE, RATE)], RATE).dr14).toBeNull();
  });
});

describe('RMS, crest, PLR, PSR', () => {
  it('reads a full-scale sine: -3.01 dB RMS, 3.01 dB crest', () => {
    const { rmsDbfs, crestDb } = measure(createDynamicsMeter, [sine(997, 1, 5 * RATE, RATE)], RATE);
    expect(rmsDbfs).toBeCloseTo(-3.0103, 3);
    // 997 Hz takes every phase in a second of samples, so one of them meets the crest.
    expect(crestDb).toBeCloseTo(3.0103, 3);
  });

  it('tells PLR and PSR of a steady tone alike', () => {
    const tone = sine(997, 0.5, 10 * 48000, 48000);
    const { plrDb, psrDb, psrLowDb } = measure(createDynamicsMeter, [tone, tone], 48000);
    // A stereo tone of 997 Hz has as many LUFS as its peak has dBFS (BS.1770-5), to 0.03 for the onset.
    for (const value of [plrDb, psrDb, psrLowDb]) expect(Math.abs(value!)).toBeLessThan(0.03);
  });

  it('tells the median and the low end of PSR', () => {
    const tone = sine(997, 0.25, 40 * RATE, RATE);
    for (let n = 20 * RATE; n < tone.length; n += RATE) tone[n] = 1;
    const { psrDb, psrLowDb } = measure(createDynamicsMeter, [tone, tone], RATE);
    expect(Math.abs(psrLowDb! - 0)).toBeLessThan(0.1);
    expect(psrDb!).toBeGreaterThan(10);
  });

  it('leaves pauses out of PSR', () => {
    const tone = sine(997, 0.25, 20 * RATE, RATE).map((x, n) => (n < 8 * RATE ? x : x * 1e-3));
    const { psrDb } = measure(createDynamicsMeter, [tone, tone], RATE);
    expect(Math.abs(psrDb!)).toBeLessThan(0.1);
  });
});

describe('peaks', () => {
  it('tells channels apart and the largest of them', () => {
    const channels = [sine(997, 0.5, 48000, 48000), sine(997, 0.25, 48000, 48000)];
    const peak = measure(createPeakMeter, channels, 48000);
    expect(peak.perChannel[0]!.truePeakDbtp).toBeCloseTo(-6.02, 1);
    expect(peak.perChannel[1]!.truePeakDbtp).toBeCloseTo(-12.04, 1);
    expect(peak.truePeakDbtp).toBe(peak.perChannel[0]!.truePeakDbtp);
  });

  it('is null for silence and never under the sample peak', () => {
    const silent = { samplePeakDbfs: null, truePeakDbtp: null };
    expect(measure(createPeakMeter, [new Float64Array(9000)], 48000)).toEqual({
      ...silent,
      perChannel: [silent],
    });
    const last = new Float64Array(5000);
    last[4999] = 0.5;
    const peak = measure(createPeakMeter, [last], 48000);
    expect(peak.truePeakDbtp!).toBeGreaterThanOrEqual(peak.samplePeakDbfs!);
  });
});
