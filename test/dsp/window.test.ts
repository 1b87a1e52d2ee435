import { describe, expect, it } from 'vitest';
import { dbFromGain, dbFromPower, gainFromDb, powerFromDb } from '../../src/dsp/decibel.ts';
import { amplitudeAt, lowpass } from '../../src/dsp/fir.ts';
import { besselI0, blackmanHarris, hann, kaiser } from '../../src/dsp/window.ts';

describe('windows', () => {
  it('Hann is periodic: neighbours half a window apart add up to 1', () => {
    const w = hann(64);
    expect(w[0]).toBe(0);
    for (let n = 0; n < 32; n++) expect(w[n]! + w[n + 32]!).toBeCloseTo(1, 15);
  });

  it('Blackman-Harris has its side lobes below -92 dB', () => {
    const w = blackmanHarris(64);
    const at = (bins: number): number => {
      let re = 0;
      let im = 0;
      w.forEach((v, n) => {
        re += v * Math.cos((2 * Math.PI * bins * n) / 64);
        im += v * Math.sin((2 * Math.PI * bins * n) / 64);
      });
      return Math.hypot(re, im);
    };
    for (let bins = 4; bins < 32; bins += 0.1) expect(dbFromGain(at(bins) / at(0))).toBeLessThan(-91.9);
  });

  it('Kaiser is 1 in the middle, symmetric, 1/I0 at the ends', () => {
    const w = kaiser(33, 8);
    expect(w[16]).toBe(1);
    for (let n = 0; n < 33; n++) expect(w[n]).toBeCloseTo(w[32 - n]!, 15);
    expect(w[0]).toBeCloseTo(1 / besselI0(8), 15);
    // Abramowitz and Stegun, table 9.8 and 9.11.
    expect(besselI0(1)).toBeCloseTo(1.2660658777520082, 14);
    expect(besselI0(10) / 2815.716628466254).toBeCloseTo(1, 13);
  });
});

describe('lowpass', () => {
  it.each([60, 100, 150])('keeps its %i dB on both sides of the transition', (attenuation) => {
    const taps = lowpass(0.2, 0.25, attenuation);
    for (let f = 0; f <= 0.2; f += 0.01) {
      expect(dbFromGain(Math.abs(amplitudeAt(taps, f) - 1))).toBeLessThan(-attenuation + 2);
    }
    for (let f = 0.25; f <= 0.5; f += 0.003) {
      expect(dbFromGain(Math.abs(amplitudeAt(taps, f)))).toBeLessThan(-attenuation + 2);
    }
  });
});

describe('decibels', () => {
  it('there and back', () => {
    for (const db of [-120, -20, -6, 0, 0.1, 40]) {
      expect(dbFromGain(gainFromDb(db))).toBeCloseTo(db, 12);
      expect(dbFromPower(powerFromDb(db))).toBeCloseTo(db, 12);
    }
    expect(gainFromDb(20)).toBeCloseTo(10, 14);
    expect(gainFromDb(0)).toBe(1);
    expect(dbFromGain(1)).toBe(0);
    expect(dbFromGain(0)).toBe(-Infinity);
    expect(dbFromPower(0)).toBe(-Infinity);
    expect(gainFromDb(-Infinity)).toBe(0);
  });
});
