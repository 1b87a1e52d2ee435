import { describe, expect, it } from 'vitest';
import { kaiser, kaiserBeta } from '../../../src/dsp/window.ts';
import { UPSAMPLING } from '../../../src/inspect/origin/upsampling.ts';
import { detect, detectorContract } from '../../contracts/detector.ts';
import { musicLike, noise } from '../../signals.ts';

const RATE = 44100;

/** Bright sound without anything above `hz`: what comes back from a slower rate; to 16 bits. */
function lowPassed(hz: number, rate = RATE, frames = RATE): Float64Array {
  const taps = 2 * Math.round(rate / 294) + 1;
  const weights = kaiser(taps, kaiserBeta(100)).map((w, n) => {
    const t = n - (taps - 1) / 2;
    return w * (t === 0 ? (2 * hz) / rate : Math.sin((2 * Math.PI * hz * t) / rate) / (Math.PI * t));
  });
  const music = musicLike(frames + taps, rate, 9)[0]!;
  const hiss = noise(0.03, frames + taps, 9);
  return Float64Array.from({ length: frames }, (_, n) => {
    let sum = 0;
    for (let k = 0; k < taps; k++) sum += weights[k]! * (music[n + k]! + hiss[n + k]!);
    return Math.round(32768 * sum) / 32768;
  });
}

const from32 = lowPassed(15400);

detectorContract(
  UPSAMPLING,
  [{ name: '32 kHz', code: 'upsampled', channels: [from32, from32.slice()], startS: null, endS: null }],
  // Twice what is enough to find it.
  [1, 2, 3].map((seed) => musicLike(2 * RATE, RATE, seed)),
);

describe('upsampling', () => {
  it('names the old rate and the edge', () => {
    const [finding] = detect(UPSAMPLING, [from32]);
    expect(finding).toMatchObject({ severity: 'note', facts: { wasHz: 32000 } });
    expect(finding!.value).toBeGreaterThan(15300);
    expect(finding!.value).toBeLessThan(16100);
  });

  it('warns where high resolution is promised', () => {
    const [finding] = detect(UPSAMPLING, [lowPassed(21300, 96000, 80000)], [4096], 96000);
    expect(finding).toMatchObject({ severity: 'warning', facts: { wasHz: 44100 } });
  });

  it('finds it 20 dB lower', () => {
    expect(detect(UPSAMPLING, [from32.map((value) => Math.round(3276.8 * value) / 32768)])).toHaveLength(1);
  });

  it('leaves alone what every converter cuts, and dark music that fades into its noise', () => {
    expect(detect(UPSAMPLING, [lowPassed(21200)])).toEqual([]);
    let low = 0;
    const dark = noise(0.3, RATE, 11).map((value) => {
      low += 0.2 * (value - low);
      return low;
    });
    expect(detect(UPSAMPLING, [dark])).toEqual([]);
  });
});
