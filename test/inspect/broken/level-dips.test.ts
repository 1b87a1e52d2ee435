import { describe, expect, it } from 'vitest';
import { LEVEL_DIPS } from '../../../src/inspect/broken/level-dips.ts';
import { detect, detectorContract } from '../../contracts/detector.ts';
import { musicLike, noise } from '../../signals.ts';

const RATE = 44100;
const FADE = 200;

/** Falls by `db` for `lengthS`, with fades of 200 frames before and after. */
function dipped(startS: number, lengthS: number, db: number, channels: readonly number[], seed = 61) {
  const sound = musicLike(3 * RATE, RATE, seed);
  const start = Math.round(startS * RATE);
  const length = Math.round(lengthS * RATE);
  const low = 10 ** (db / 20);
  for (const c of channels) {
    for (let n = -FADE; n < length + FADE; n++) {
      const away = Math.min(1, Math.max(0, -n, n - length) / FADE);
      sound[c]![start + n]! *= low + (1 - low) * 0.5 * (1 - Math.cos(Math.PI * away));
    }
  }
  return sound;
}

detectorContract(LEVEL_DIPS, [
  {
    name: 'a tenth of a second at -20 dB on the left',
    code: 'level-dip',
    channels: dipped(1.31, 0.1, -20, [0]),
    startS: 1.31,
    endS: 1.41,
    channel: 'left',
  },
  {
    name: 'a twentieth of a second at -12 dB on both sides',
    code: 'level-dip',
    channels: dipped(1.63, 0.05, -12, [0, 1]),
    startS: 1.63,
    endS: 1.68,
    channel: 'both',
  },
]);

describe('level dips', () => {
  it('tells how deep the dip is', () => {
    const [dip] = detect(LEVEL_DIPS, dipped(1.31, 0.1, -20, [0]));
    expect(dip!.value).toBeGreaterThan(-23);
    expect(dip!.value).toBeLessThan(-17);
  });
  it('is quiet about strokes that decay and rests that follow them', () => {
    const strokes = noise(0.4, 3 * RATE, 5).map((x, n) => x * Math.exp(-(n % 6000) / 500) + 1e-3 * x);
    expect(detect(LEVEL_DIPS, [strokes])).toEqual([]);
  });
  it('does not call a hole a dip', () => {
    expect(detect(LEVEL_DIPS, dipped(1.31, 0.1, -200, [0, 1]))).toEqual([]);
  });
});
