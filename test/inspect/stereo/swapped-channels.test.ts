// Swapped channels: a part with its stage mirrored is found at its cut; changing arrangements and balances are not.
import { describe, expect, it } from 'vitest';
import { SWAPPED_CHANNELS } from '../../../src/inspect/stereo/swapped-channels.ts';
import { detect, detectorContract } from '../../contracts/detector.ts';
import { noise } from '../../signals.ts';

const RATE = 44100;
const FRAMES = 12 * RATE;

/** Low noise to the left, high noise to the right, and both in the middle: a stage. */
const STAGE = (() => {
  const white = noise(0.4, FRAMES, 3);
  const middle = noise(0.1, FRAMES, 4);
  let low = 0;
  const [left, right] = [new Float64Array(FRAMES), new Float64Array(FRAMES)];
  for (let n = 0; n < FRAMES; n++) {
    low += 0.08 * (white[n]! - low);
    const high = white[n]! - low;
    left[n] = middle[n]! + 0.9 * low + 0.2 * high;
    right[n] = middle[n]! + 0.4 * low + 0.5 * high;
  }
  return [left, right] as const;
})();

function mirroredFrom(second: number, until: number): Float64Array[] {
  const inside = (n: number): boolean => n >= second * RATE && n < until * RATE;
  const [left, right] = STAGE;
  return [left.map((v, n) => (inside(n) ? right[n]! : v)), right.map((v, n) => (inside(n) ? left[n]! : v))];
}

detectorContract(SWAPPED_CHANNELS, [
  {
    name: 'channels exchanged from seven seconds on',
    code: 'swapped-channels',
    channels: mirroredFrom(7, 12),
    startS: 7,
    endS: 12,
  },
]);

describe('swapped channels', () => {
  it('names the shorter part, as a note only', () => {
    const [found] = detect(SWAPPED_CHANNELS, mirroredFrom(0, 5));
    expect(found).toMatchObject({ severity: 'note', startS: 0 });
    expect(Math.abs(found!.endS! - 5)).toBeLessThan(0.5);
  });

  it('does not suspect one stage, or a balance that moves over', () => {
    expect(detect(SWAPPED_CHANNELS, mirroredFrom(0, 0))).toEqual([]);
    const [left] = STAGE;
    const moved = left.map((v, n) => v * (n < 6 * RATE ? 0.6 : 1));
    const other = left.map((v, n) => v * (n < 6 * RATE ? 1 : 0.6));
    expect(detect(SWAPPED_CHANNELS, [moved, other])).toEqual([]);
  });
});
