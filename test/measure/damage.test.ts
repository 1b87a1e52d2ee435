// Damage: against the definition written out, and against changes whose damage is known beforehand.
import { describe, expect, it } from 'vitest';
import { kWeighting } from '../../src/measure/loudness.ts';
import { bandChangesDb, crestLossDb, distortionDb, toneChangeDb } from '../../src/measure/damage.ts';
import type { DynamicsResult, SpectrumResult } from '../../src/measure/measurements.ts';
import { musicLike, noise } from '../signals.ts';

const RATE = 8000;
const MUSIC = musicLike(RATE, RATE, 5);

const mapped = (channels: readonly Float64Array[], by: (value: number, n: number, c: number) => number) =>
  channels.map((samples, c) => samples.map((value, n) => by(value, n, c)));

/** The definition: one gain a sample, fitted under a Hann window of 50 ms about it. */
function byDefinition(before: readonly Float64Array[], after: readonly Float64Array[]): number {
  const half = Math.round(0.025 * RATE);
  let left = 0;
  let all = 0;
  after.forEach((y, c) => {
    const x = before[c]!;
    const rest = y.map((value, n) => {
      let power = 0;
      let product = 0;
      for (let i = Math.max(0, n - half); i < Math.min(x.length, n + half + 1); i++) {
        const weight = 0.5 + 0.5 * Math.cos((Math.PI * (i - n)) / half);
        power += weight * x[i]! * x[i]!;
        product += weight * x[i]! * y[i]!;
      }
      return value - (power > 0 ? product / power : 0) * x[n]!;
    });
    left += weightedEnergy(rest);
    all += weightedEnergy(y);
  });
  return 10 * Math.log10(left / all);
}

function weightedEnergy(sound: Float64Array): number {
  let now: number[] = Array.from(sound);
  for (const { b0, b1, b2, a1, a2 } of kWeighting(RATE)) {
    let [x1, x2, y1, y2] = [0, 0, 0, 0];
    now = now.map((x) => {
      const y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2;
      [x1, x2, y1, y2] = [x, x1, y, y1];
      return y;
    });
  }
  return now.reduce((sum, y) => sum + y * y, 0);
}

describe('distortionDb', () => {
  it.each([
    ['clipping', (value: number) => Math.min(0.2, Math.max(-0.2, value))],
    ['fast gain', (value: number, n: number) => value * (1 + 0.3 * Math.sin((2 * Math.PI * 60 * n) / RATE))],
    ['a bent curve', (value: number) => value - 0.5 * value * value * value],
  ])('is what the definition says: %s', (_, by) => {
    const after = mapped(MUSIC, by);
    expect(Math.abs(distortionDb(MUSIC, after, RATE)! - byDefinition(MUSIC, after))).toBeLessThan(0.1);
  });

  it('is the level of noise that was added', () => {
    const hiss = noise(1, RATE, 7);
    const rms = (x: Float64Array) => Math.sqrt(weightedEnergy(x));
    const gain = (0.01 * rms(MUSIC[0]!)) / rms(hiss);
    const before = [MUSIC[0]!];
    const after = [MUSIC[0]!.map((value, n) => value + gain * hiss[n]!)];
    expect(distortionDb(before, after, RATE)).toBeCloseTo(-40, 0);
  });

  it('charges nothing for a fader, and nothing at all for a gain or a turned polarity', () => {
    const faded = mapped(MUSIC, (value, n) => value * (1 + 0.3 * Math.sin((2 * Math.PI * n) / RATE)));
    expect(distortionDb(MUSIC, faded, RATE)).toBeLessThan(-50);
    expect(
      distortionDb(
        MUSIC,
        mapped(MUSIC, (value) => -0.37 * value),
        RATE,
      ),
    ).toBeNull();
  });

  it('says nothing of silence, and is the same at any level', () => {
    const silence = mapped(MUSIC, () => 0);
    expect(distortionDb(MUSIC, silence, RATE)).toBeNull();
    expect(distortionDb(silence, silence, RATE)).toBeNull();
    const bent = mapped(MUSIC, (value) => Math.min(0.2, value));
    const quiet = (sound: readonly Float64Array[]) => mapped(sound, (value) => 0.001 * value);
    expect(distortionDb(quiet(MUSIC), quiet(bent), RATE)).toBeCloseTo(distortionDb(MUSIC, bent, RATE)!, 6);
  });
});

describe('crestLossDb and toneChangeDb', () => {
  const dynamics = (psrDb: number | null, plrDb: number | null) => ({ psrDb, plrDb }) as DynamicsResult;
  const spectrum = (levelDb: (number | null)[]) =>
    ({ bandsHz: [20, 100, 1000, 4000, 10000], levelDb }) as unknown as SpectrumResult;

  it('takes the PSR, of short sounds the PLR', () => {
    expect(crestLossDb(dynamics(14, 16), dynamics(12, 9))).toBe(2);
    expect(crestLossDb(dynamics(null, 16), dynamics(null, 17))).toBe(-1);
    expect(crestLossDb(dynamics(null, null), dynamics(null, null))).toBe(0);
  });

  it('takes the loudness out, and looks only at bands that sound', () => {
    const before = spectrum([-10, -20, -30, -40, -90]);
    expect(toneChangeDb(before, spectrum([-40, -14, -24, -34, -10]))).toBeCloseTo(0, 9);
    expect(bandChangesDb(before, spectrum([-10, -18, -30, null, -90]))).toEqual([null, 2, 0, null, null]);
    expect(toneChangeDb(before, spectrum([-10, -18, -30, null, -90]))).toBeCloseTo(1, 9);
    expect(toneChangeDb(null, before)).toBe(0);
  });
});
