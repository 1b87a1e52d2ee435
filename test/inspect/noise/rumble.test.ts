import { describe, expect, it } from 'vitest';
import { RUMBLE } from '../../../src/inspect/noise/rumble.ts';
import { detect, detectorContract } from '../../contracts/detector.ts';
import { musicLike, noise, sine } from '../../signals.ts';

const RATE = 44100;

/** Noise between some 5 and 20 Hz of the given RMS. */
function shaking(rms: number, frames: number, seed: number): Float64Array {
  const white = noise(1, frames + RATE, seed);
  const share = (2 * Math.PI * 18) / RATE;
  let [low, lower, slow] = [0, 0, 0];
  const shaken = white.map((value) => {
    low += share * (value - low);
    lower += share * (low - lower);
    slow += 0.25 * share * (lower - slow);
    return lower - slow;
  });
  const kept = shaken.subarray(RATE);
  const scale = rms / Math.sqrt(kept.reduce((sum, value) => sum + value * value, 0) / frames);
  return kept.map((value) => scale * value);
}

const rumbling = (rms: number, seed = 51) =>
  musicLike(5 * RATE, RATE, seed).map((samples, c) => {
    const low = shaking(rms, 5 * RATE, seed + c);
    return samples.map((value, n) => value + low[n]!);
  });

detectorContract(RUMBLE, [
  { name: 'a stand that shakes', code: 'rumble', channels: rumbling(0.02), startS: null, endS: null },
]);

describe('rumble', () => {
  it('warns of much, notes little', () => {
    expect(detect(RUMBLE, rumbling(0.03))[0]!.severity).toBe('warning');
    expect(detect(RUMBLE, rumbling(0.006))[0]!.severity).toBe('note');
  });
  it('takes kick drums for music: what is below 20 Hz comes and goes with them', () => {
    const kicks = new Float64Array(5 * RATE).map((_, n) => {
      const t = (n % (RATE / 2)) / RATE;
      return 0.6 * Math.exp(-t / 0.06) * Math.sin(2 * Math.PI * 50 * t);
    });
    expect(detect(RUMBLE, [kicks, kicks])).toEqual([]);
  });
  it('takes a deep organ pipe for music', () => {
    const pipe = sine(16.35, 0.1, 5 * RATE, RATE);
    expect(detect(RUMBLE, [pipe, pipe])).toEqual([]);
  });
});
