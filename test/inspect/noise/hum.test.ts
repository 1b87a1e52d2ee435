import { describe, expect, it } from 'vitest';
import { HUM } from '../../../src/inspect/noise/hum.ts';
import { detect, detectorContract } from '../../contracts/detector.ts';
import { musicLike, noise, sine } from '../../signals.ts';

const RATE = 44100;
/** Amplitudes of the harmonics from the first, as a bad cable gives them. */
const BUZZ = [1, 0.48, 0.66, 0.26, 0.36, 0.16, 0.26];

function added(channels: readonly Float64Array[], sound: Float64Array): Float64Array[] {
  return channels.map((samples) => samples.map((value, n) => value + sound[n]!));
}

function buzz(mainsHz: number, amplitude: number, frames: number): Float64Array {
  const lines = BUZZ.map((share, k) => sine((k + 1) * mainsHz, share * amplitude, frames, RATE, k));
  return new Float64Array(frames).map((_, n) => lines.reduce((sum, line) => sum + line[n]!, 0));
}

const hummed = (mainsHz: number, amplitude: number, seconds = 5) =>
  added(musicLike(seconds * RATE, RATE, 21), buzz(mainsHz, amplitude, seconds * RATE));

detectorContract(HUM, [
  { name: 'a 50 Hz hum under music', code: 'hum', channels: hummed(50, 0.004), startS: null, endS: null },
  { name: 'a 60 Hz hum under music', code: 'hum', channels: hummed(60, 0.004), startS: null, endS: null },
  {
    name: 'a mains that is a little slow',
    code: 'hum',
    channels: hummed(49.92, 0.004),
    startS: null,
    endS: null,
  },
]);

describe('hum', () => {
  it('tells which mains, and its level', () => {
    const hush = [noise(0.02, 5 * RATE, 25), noise(0.02, 5 * RATE, 26)];
    const [finding] = detect(HUM, added(hush, buzz(60, 0.01, 5 * RATE)));
    expect(finding).toMatchObject({ code: 'hum', severity: 'warning', unit: 'dBFS', facts: { hz: 60 } });
    const rms = 0.01 * Math.sqrt(BUZZ.reduce((sum, share) => sum + share * share, 0) / 2);
    expect(Math.abs(finding!.value! - 20 * Math.log10(rms))).toBeLessThan(1);
  });
  it('is found as well in the same song 20 dB lower', () => {
    const quiet = hummed(50, 0.004).map((samples) => samples.map((value) => 0.1 * value));
    expect(detect(HUM, quiet).map(({ code }) => code)).toEqual(['hum']);
  });
  it('finds the stretch that hums in a longer song', () => {
    const song = [musicLike(21 * RATE, RATE, 22)[0]!];
    song.forEach((samples) =>
      buzz(50, 0.01, 8 * RATE).forEach((value, n) => (samples[6 * RATE + n]! += value)),
    );
    const [finding] = detect(HUM, song);
    expect(finding!.startS).toBeLessThan(8);
    expect(finding!.endS).toBeGreaterThan(11);
    expect(finding!.endS).toBeLessThan(20);
  });
  it('takes a held bass note with its harmonics for what it is', () => {
    expect(detect(HUM, added(musicLike(5 * RATE, RATE, 23), buzz(51.91, 0.05, 5 * RATE)))).toEqual([]);
  });
  it('takes a beat that divides the mains for a beat: 150 a minute in exact eighths has lines at 50 and 60 Hz', () => {
    const click = noise(0.5, RATE / 100, 24).map((value, n) => value * Math.exp(-n / 60));
    const beat = new Float64Array(6 * RATE).map((_, n) => click[n % (RATE / 5)] ?? 0);
    expect(detect(HUM, [beat, beat])).toEqual([]);
  });
});
