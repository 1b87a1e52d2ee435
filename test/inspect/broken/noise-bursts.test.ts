import { describe, expect, it } from 'vitest';
import { NOISE_BURSTS } from '../../../src/inspect/broken/noise-bursts.ts';
import { detect, detectorContract } from '../../contracts/detector.ts';
import { musicLike, noise } from '../../signals.ts';

const RATE = 44100;

function burst(startS: number, lengthS: number, level: number, decayS = Infinity): Float64Array[] {
  const start = Math.round(startS * RATE);
  const length = Math.round(lengthS * RATE);
  return musicLike(2 * RATE, RATE, 91).map((samples, c) => {
    const hiss = noise(level, length, 17 + c);
    for (let n = 0; n < length; n++) samples[start + n]! += hiss[n]! * Math.exp(-n / (decayS * RATE));
    return samples;
  });
}

detectorContract(NOISE_BURSTS, [
  { name: 'a spit of 10 ms', code: 'noise-burst', channels: burst(0.7, 0.01, 0.5), startS: 0.7, endS: 0.71 },
  {
    name: 'a tenth of a second',
    code: 'noise-burst',
    channels: burst(1.2, 0.1, 0.3),
    startS: 1.2,
    endS: 1.3,
  },
]);

describe('noise bursts', () => {
  it('tells both ends within 2 ms', () => {
    const [found] = detect(NOISE_BURSTS, burst(1.2, 0.1, 0.3));
    expect(Math.abs(found!.startS! - 1.2)).toBeLessThan(0.003);
    expect(Math.abs(found!.endS! - 1.3)).toBeLessThan(0.003);
  });
  it('does not take a snare for one: it decays', () => {
    expect(detect(NOISE_BURSTS, burst(0.7, 0.5, 0.5, 0.03))).toEqual([]);
  });
});
