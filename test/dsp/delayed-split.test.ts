// The delayed split crosses over where it is told, and what the low band leaves falls away below.
import { describe, expect, it } from 'vitest';
import { responseDb } from '../../src/dsp/biquad.ts';
import { delayedSplit } from '../../src/dsp/delayed-split.ts';
import { PairCascade } from '../../src/dsp/pair-cascade.ts';

/** Response in dB at `hz` of what the low band of an impulse leaves of the delayed impulse. */
function highDb(crossoverHz: number, hz: number, rate: number): number {
  const { low, delayFrames, ringFrames } = delayedSplit(crossoverHz, rate);
  const samples = new Float64Array(delayFrames + ringFrames);
  samples[0] = 1;
  new PairCascade(low, low).process(samples, null, samples.length);
  let re = 0;
  let im = 0;
  samples.forEach((v, n) => {
    const left = (n === delayFrames ? 1 : 0) - v;
    re += left * Math.cos((2 * Math.PI * hz * n) / rate);
    im -= left * Math.sin((2 * Math.PI * hz * n) / rate);
  });
  return 10 * Math.log10(re * re + im * im);
}

const CASES = [
  [60, 44100],
  [150, 44100],
  [250, 48000],
  [3000, 44100],
  [8000, 44100],
  [150, 192000],
  [3000, 192000],
] as const;

describe('a delayed split', () => {
  it.each(CASES)('at %i Hz (rate %i) has the low band at -6 dB there, -22 dB an octave above', (hz, rate) => {
    const low = (at: number): number => responseDb(delayedSplit(hz, rate).low, at, rate);
    expect(low(hz)).toBeCloseTo(-6.02, 1);
    expect(low(hz / 10)).toBeGreaterThan(-0.1);
    expect(low(2 * hz)).toBeLessThan(-22);
  });

  it.each(CASES)(
    'at %i Hz (rate %i) has the high band near -6 dB there, and falling by 12 dB an octave below',
    (hz, rate) => {
      // Whole frames of delay are coarse beside a wave of the highest crossover.
      const coarse = hz > rate / 20;
      expect(Math.abs(highDb(hz, hz, rate) + 6)).toBeLessThan(coarse ? 2.5 : 0.8);
      expect(highDb(hz, hz / 4, rate)).toBeLessThan(coarse ? -16 : -26);
      expect(highDb(hz, hz / 8, rate)).toBeLessThan(coarse ? -22 : -34);
      if (!coarse) expect(Math.abs(highDb(hz, 8 * hz < rate / 2 ? 8 * hz : hz * 4, rate))).toBeLessThan(0.3);
    },
  );

  it('is silent once it has rung', () => {
    for (const [hz, rate] of CASES) {
      const { low, ringFrames } = delayedSplit(hz, rate);
      const samples = new Float64Array(ringFrames + 500);
      samples[0] = 1;
      new PairCascade(low, low).process(samples, null, samples.length);
      expect(samples.subarray(ringFrames).every((v) => Math.abs(v) < 1e-9)).toBe(true);
    }
  });
});
