// Long filters of a wanted magnitude: as short as the ripple allows, of no phase or of the least.
import { describe, expect, it } from 'vitest';
import {
  analogueBell,
  analogueNotch,
  analoguePower,
  type AnalogueBand,
} from '../../src/dsp/analogue-band.ts';
import { FftFilter, type FirSpectrum } from '../../src/dsp/fft-filter.ts';
import { magnitudeFilter, type Phase } from '../../src/dsp/magnitude-filter.ts';
import { seededRandom } from '../../src/signal/random.ts';

const RATE = 44100;

const design = (band: AnalogueBand, phase: Phase, mostReachS = 3): FirSpectrum =>
  magnitudeFilter((hz) => analoguePower(band, hz), RATE, phase, mostReachS);

/** On the filter's own bins, which stand twice as dense as its length asks. */
function worstDb({ size, re, im }: FirSpectrum, band: AnalogueBand): number {
  let worst = 0;
  for (let k = Math.ceil((20 / RATE) * size); k <= (20000 / RATE) * size; k++) {
    const power = re[k]! ** 2 + (im === null ? 0 : im[k]! ** 2);
    worst = Math.max(worst, Math.abs(10 * Math.log10(power / analoguePower(band, (k * RATE) / size))));
  }
  return worst;
}

describe('a filter of a wanted magnitude', () => {
  it.each([
    ['a broad bell', analogueBell(1000, 6, 0.7), 1024],
    ['a bell in the bass', analogueBell(50, 3, 1), 4096],
    ['the narrowest bell of 12 dB at 20 Hz, Q 8', analogueBell(20, 12, 8), 131072],
  ] as const)('%s: ripple under 0.001 dB, no longer than it must be', (_, band, reach) => {
    const spectrum = design(band, 'linear');
    expect(spectrum).toMatchObject({ before: reach, after: reach, im: null });
    expect(worstDb(spectrum, band)).toBeLessThan(0.001);
  });

  it('of minimum phase begins at time 0', () => {
    const band = analogueBell(100, 6, 1);
    const spectrum = design(band, 'minimum');
    expect(spectrum.before).toBe(0);
    expect(worstDb(spectrum, band)).toBeLessThan(0.001);
  });

  it('is no longer than allowed', () => {
    expect(design(analogueNotch(50, 8), 'linear', 0.75).before).toBe(32768);
    expect(design(analogueBell(20, 12, 8), 'linear', 0.75).before).toBe(32768);
  });
});

describe('FftFilter', () => {
  it('is the convolution with its taps, however it is cut', () => {
    const band = analogueBell(2000, 9, 2);
    for (const phase of ['linear', 'minimum'] as const) {
      const spectrum = design(band, phase);
      const random = seededRandom(4);
      const x = Float64Array.from({ length: 16000 }, () => random() - 0.5);
      const filter = new FftFilter(spectrum);
      const whole = x.slice();
      filter.process(whole, whole.length);
      // The taps themselves, by an impulse.
      const taps = new Float64Array(spectrum.before + spectrum.after);
      const answer = new Float64Array(16000);
      answer[spectrum.before] = 1;
      const other = new FftFilter(spectrum);
      other.process(answer, answer.length);
      taps.set(answer.subarray(other.latencyFrames, other.latencyFrames + taps.length));
      for (const n of [9000, 11111, 15999]) {
        let sum = 0;
        taps.forEach((h, k) => (sum += h * (x[n - filter.latencyFrames + spectrum.before - k] ?? 0)));
        expect(Math.abs(whole[n]! - sum)).toBeLessThan(1e-13);
      }
      filter.reset();
      const again = x.slice();
      for (let n = 0; n < again.length; n += 1000) filter.process(again.subarray(n, n + 1000), 1000);
      expect(again).toEqual(whole);
    }
  });
});
