import { describe, expect, it } from 'vitest';
import { OVERFLOW } from '../../../src/inspect/broken/overflow.ts';
import { detect, detectorContract } from '../../contracts/detector.ts';
import { musicLike, noise, sine } from '../../signals.ts';

const RATE = 44100;

/** Music whose loudest sample is `over` times full scale between 2 and 2.6 s, in numbers that wrap at ± 1. */
function wrapped(over: number, channels: readonly number[], scale = 1): Float64Array[] {
  const sound = musicLike(4 * RATE, RATE, 51);
  for (const c of channels) {
    const x = sound[c]!;
    const part = x.subarray(2 * RATE, Math.round(2.6 * RATE));
    const peak = part.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
    x.set(
      part.map((v) => (over / peak) * v).map((v) => (v >= 1 ? v - 2 : v < -1 ? v + 2 : v)),
      2 * RATE,
    );
  }
  return sound.map((x) => x.map((v) => scale * v));
}

detectorContract(OVERFLOW, [
  {
    name: 'peaks a little over',
    code: 'overflow',
    channels: wrapped(1.05, [0]),
    startS: 2,
    endS: 2.6,
    channel: 'left',
  },
  {
    name: 'peaks far over, in both channels',
    code: 'overflow',
    channels: wrapped(1.4, [0, 1]),
    startS: 2,
    endS: 2.6,
  },
  {
    name: 'wrapped peaks that were turned down afterwards',
    code: 'overflow',
    channels: wrapped(1.1, [1], 0.3),
    startS: 2,
    endS: 2.6,
    channel: 'right',
  },
]);

describe('overflow', () => {
  it('is told where the wave is over, and nowhere else', () => {
    for (const { startS, endS } of detect(OVERFLOW, wrapped(1.4, [0, 1]))) {
      expect(startS).toBeGreaterThanOrEqual(2);
      expect(endS).toBeLessThanOrEqual(2.6);
    }
  });

  it('is not a square, a pulse, a saw or noise at full scale', () => {
    const square = Float64Array.from({ length: RATE }, (_, n) => (((n * 441.7) / RATE) % 1 < 0.5 ? 1 : -1));
    const pulse = Float64Array.from({ length: RATE }, (_, n) => (((n * 900.3) / RATE) % 1 < 0.05 ? 1 : -1));
    const saw = Float64Array.from({ length: RATE }, (_, n) => 2 * (((n * 220.1) / RATE) % 1) - 1);
    expect(detect(OVERFLOW, [square])).toEqual([]);
    expect(detect(OVERFLOW, [pulse])).toEqual([]);
    expect(detect(OVERFLOW, [saw])).toEqual([]);
    expect(detect(OVERFLOW, [square.map((v, n) => 0.95 * v + 0.05 * Math.sin(n / 3000))])).toEqual([]);
    expect(detect(OVERFLOW, [noise(1, 4 * RATE, 3)])).toEqual([]);
  });

  it('is not loud music squashed to its limits, that leaps from one to the other by itself', () => {
    const squash = (x: number): number => (12 * x) / Math.sqrt(1 + 144 * x * x);
    const squashed = noise(1, 4 * RATE, 9).map((v, n, all) => squash(v + 0.7 * (all[n - 1] ?? 0)));
    expect(detect(OVERFLOW, [squashed])).toEqual([]);
  });

  it('is not a treble note at full scale', () => {
    expect(detect(OVERFLOW, [sine(15_000, 1, RATE, RATE), sine(21_000, 1, RATE, RATE, 0.4)])).toEqual([]);
  });

  it('is read where wrapped samples alternate with others', () => {
    const wave = sine(300, 0.98, RATE, RATE, 0.05);
    const crest = wave.findIndex((v, n) => n > 2000 && v > 0.979);
    for (const [n, v] of [1.01, 0.99, 1.015, 0.995, 1.01, 1.005].entries())
      wave[crest + n] = v > 1 ? v - 2 : v;
    const [finding] = detect(OVERFLOW, [wave]);
    expect(Math.abs(finding!.startS! - crest / RATE)).toBeLessThan(0.001);
  });
});
