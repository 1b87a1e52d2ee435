// Low end: opposed and wide bass under a sound song is found, with its place; a song opposed as a whole is not its business.
import { describe, expect, it } from 'vitest';
import { LOW_END } from '../../../src/inspect/stereo/low-end.ts';
import { detect, detectorContract } from '../../contracts/detector.ts';
import { musicLike, sine } from '../../signals.ts';

const RATE = 44100;
const FRAMES = 6 * RATE;
const [left, right] = musicLike(FRAMES, RATE, 31) as [Float64Array, Float64Array];

function withBass(hz: number, inRight: (second: number) => number): Float64Array[] {
  const bass = sine(hz, 0.3, FRAMES, RATE);
  return [left.map((v, n) => v + bass[n]!), right.map((v, n) => v + inRight(n / RATE) * bass[n]!)];
}

detectorContract(LOW_END, [
  {
    name: 'bass upside down in one channel',
    code: 'low-antiphase',
    channels: withBass(70, () => -1),
    startS: null,
    endS: null,
  },
  {
    name: 'bass upside down for a while',
    code: 'low-antiphase',
    channels: withBass(70, (s) => (s > 2 && s < 4 ? -1 : 0.1)),
    startS: 2,
    endS: 4,
  },
]);

describe('low end', () => {
  it('says which pitches oppose', () => {
    expect(
      detect(
        LOW_END,
        withBass(100, () => -1),
      )[0],
    ).toMatchObject({
      severity: 'warning',
      facts: { lowHz: 88, highHz: 125 },
    });
  });

  it('notes wide bass under a narrower song', () => {
    const other = sine(70.4, 0.3, FRAMES, RATE, 1);
    const channels = withBass(70, () => 0);
    expect(detect(LOW_END, [channels[0]!, channels[1]!.map((v, n) => v + other[n]!)])).toEqual([
      expect.objectContaining({ code: 'wide-bass', severity: 'note' }),
    ]);
  });

  it('leaves a song that is upside down as a whole to others', () => {
    expect(detect(LOW_END, [left, left.map((value) => -value)])).toEqual([]);
  });
});
