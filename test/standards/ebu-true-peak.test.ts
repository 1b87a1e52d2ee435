// EBU Tech 3341 cases 15 to 23: true peaks between the samples, at 44.1, 48, 96 and 192 kHz.
import { describe, expect, it } from 'vitest';
import { createPeakMeter } from '../../src/measure/true-peak.ts';
import { RATES_HZ } from './tones.ts';

/** Tech 3341: +0.2 / -0.4 dB. */
const OVER_DB = 0.2;
const UNDER_DB = 0.4;

/** Period in samples, start phase in degrees, amplitude, expected dBTP. */
const SINES: readonly (readonly [number, number, number, number, number])[] = [
  [15, 4, 0, 0.5, -6],
  [16, 4, 45, 0.5, -6],
  [17, 6, 60, 0.5, -6],
  [18, 8, 67.5, 0.5, -6],
  [19, 4, 45, 1.41, 3],
];

const FADE_SECONDS = 0.01;
const OVERSAMPLING = 4;
const HALF_TAPS = 255;

function faded(samples: Float64Array, sampleRateHz: number): Float64Array {
  const fade = Math.round(FADE_SECONDS * sampleRateHz);
  const last = samples.length - 1;
  return samples.map((value, n) => value * Math.min(1, n / fade, (last - n) / fade));
}

function truePeak(samples: Float64Array, sampleRateHz: number): number {
  const meter = createPeakMeter({ sampleRateHz, channels: 2 });
  meter.push({ channels: [samples, samples], frames: samples.length });
  const { truePeakDbtp, perChannel } = meter.result();
  expect(perChannel.map((peak) => peak.truePeakDbtp)).toEqual([truePeakDbtp, truePeakDbtp]);
  return truePeakDbtp!;
}

function expectPeak(value: number, expected: number): void {
  expect(value).toBeGreaterThanOrEqual(expected - UNDER_DB);
  expect(value).toBeLessThanOrEqual(expected + OVER_DB);
}

/** At 4 fs: whole fs/6 periods of 0.5, one fs/4 period of 1, whole fs/6 periods again; every join at an upward zero. */
function burst(sampleRateHz: number): Float64Array {
  const slow = 6 * OVERSAMPLING;
  const fast = 4 * OVERSAMPLING;
  const side = slow * Math.round((0.25 * sampleRateHz) / 6);
  const raw = Float64Array.from({ length: 2 * side + fast }, (_, n) => {
    const inside = n >= side && n < side + fast;
    const since = n < side ? n : inside ? n - side : n - side - fast;
    return inside
      ? Math.sin((2 * Math.PI * since) / fast)
      : 0.5 * Math.sin((2 * Math.PI * (since % slow)) / slow);
  });
  return faded(raw, OVERSAMPLING * sampleRateHz);
}

/** Blackman-windowed sinc that cuts at fs/2, seen from 4 fs. */
function lowPass(): Float64Array {
  const taps = Float64Array.from({ length: 2 * HALF_TAPS + 1 }, (_, i) => {
    const t = (i - HALF_TAPS) / OVERSAMPLING;
    const turn = (Math.PI * i) / HALF_TAPS;
    const window = 0.42 - 0.5 * Math.cos(turn) + 0.08 * Math.cos(2 * turn);
    return window * (t === 0 ? 1 : Math.sin(Math.PI * t) / (Math.PI * t));
  });
  const sum = taps.reduce((a, b) => a + b, 0);
  return taps.map((tap) => tap / sum);
}

function decimated(dense: Float64Array, taps: Float64Array, offset: number): Float64Array {
  const frames = Math.floor((dense.length - offset - 1) / OVERSAMPLING) + 1;
  return Float64Array.from({ length: frames }, (_, m) => {
    const centre = m * OVERSAMPLING + offset;
    const first = Math.max(0, HALF_TAPS - centre);
    const end = Math.min(taps.length, dense.length + HALF_TAPS - centre);
    let sum = 0;
    for (let i = first; i < end; i++) sum += taps[i]! * dense[centre + i - HALF_TAPS]!;
    return sum;
  });
}

describe.each(RATES_HZ)('EBU Tech 3341 at %i Hz', (rate) => {
  it.each(SINES)('case %i: a sine of fs/%i from %f°', (_, period, degrees, amplitude, expected) => {
    const phase = (degrees * Math.PI) / 180;
    const samples = Float64Array.from(
      { length: rate / 2 },
      (_value, n) => amplitude * Math.sin((2 * Math.PI * n) / period + phase),
    );
    expectPeak(truePeak(faded(samples, rate), rate), expected);
  });

  it('cases 20 to 23: one period of fs/4 at full scale, at four offsets', () => {
    const dense = burst(rate);
    const taps = lowPass();
    for (let offset = 0; offset < OVERSAMPLING; offset++) {
      expectPeak(truePeak(decimated(dense, taps, offset), rate), 0);
    }
  });
});

describe('sines between the samples', () => {
  // A grid of 1/16 reads low by 20 log10 cos(πf/16fs), 0.034 dB at 0.45 fs; the interpolator itself is within 0.01 dB.
  it.each([0.05, 0.1, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45])('reads %f fs right at every start phase', (share) => {
    const frames = 4000;
    for (let turn = 0; turn < 24; turn++) {
      const tone = Float64Array.from({ length: frames }, (_, n) => {
        const rise = Math.sin((Math.PI * (n + 0.5)) / frames);
        const angle = 2 * Math.PI * share * (n + 0.5 - frames / 2) + (turn * Math.PI) / 24;
        return rise * rise * Math.sin(angle);
      });
      const value = truePeak(tone, 48000);
      expect(value).toBeGreaterThan(-0.045);
      expect(value).toBeLessThan(0.01);
    }
  });
});
