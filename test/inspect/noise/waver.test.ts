import { describe, expect, it } from 'vitest';
import { WAVER } from '../../../src/inspect/noise/waver.ts';
import { detect, detectorContract } from '../../contracts/detector.ts';
import { noise } from '../../signals.ts';

const RATE = 44100;

/** Chords of three notes with five partials, at the pace of a tape whose speed sways by `depth` at `rateHz`. */
function chords(seconds: number, depth: number, rateHz: number): Float64Array[] {
  const frames = seconds * RATE;
  const hush = noise(0.0005, frames, 71);
  const sound = new Float64Array(frames);
  for (let n = 0; n < frames; n++) {
    const turns = 2 * Math.PI * rateHz;
    const t = n / RATE - (depth / turns) * Math.cos((turns * n) / RATE);
    const chord = [220, 247, 196, 262][Math.floor((n / RATE / 0.8) % 4)]!;
    const fade = Math.exp(-2 * ((n / RATE / 0.8) % 1));
    let value = hush[n]!;
    for (const root of [chord, 1.26 * chord, 1.5 * chord]) {
      for (let k = 1; k <= 5; k++) value += ((0.08 * fade) / k) * Math.sin(2 * Math.PI * root * k * t);
    }
    sound[n] = value;
  }
  return [sound, sound];
}

detectorContract(WAVER, [
  { name: 'a warped record', code: 'wow', channels: chords(6, 0.01, 0.8), startS: null, endS: null },
  { name: 'a worn roller', code: 'flutter', channels: chords(6, 0.004, 10), startS: null, endS: null },
]);

describe('waver', () => {
  it('tells depth and rate', () => {
    const [finding] = detect(WAVER, chords(8, 0.01, 1.1));
    expect(finding!.unit).toBe('%');
    expect(finding!.value!).toBeGreaterThan(0.6);
    expect(finding!.value!).toBeLessThan(1.4);
    expect(Math.abs((finding!.facts!.rateHz as number) - 1.1)).toBeLessThan(0.2);
  });
  it('says nothing of steady chords', () => {
    expect(detect(WAVER, chords(8, 0, 1))).toEqual([]);
  });
});
