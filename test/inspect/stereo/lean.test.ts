// Lean: a shifted middle is told from an instrument at one side, and a channel that only hisses from a quiet one.
import { describe, expect, it } from 'vitest';
import { LEAN } from '../../../src/inspect/stereo/lean.ts';
import { detect, detectorContract } from '../../contracts/detector.ts';
import { musicLike, noise } from '../../signals.ts';

const RATE = 44100;
const [left, right] = musicLike(4 * RATE, RATE, 21) as [Float64Array, Float64Array];
const scaled = (samples: Float64Array, db: number): Float64Array => {
  const gain = 10 ** (db / 20);
  return samples.map((value) => gain * value);
};

/** Instruments at random places lean by themselves; around a voice in the middle they do not matter. */
const level = [1, 2, 3].map((seed) => {
  const middle = musicLike(4 * RATE, RATE, seed + 10)[0]!;
  return musicLike(4 * RATE, RATE, seed).map((side) => middle.map((v, n) => 1.5 * v + 0.4 * side[n]!));
});

detectorContract(
  LEAN,
  [
    {
      name: 'a right channel 4 dB down',
      code: 'imbalance',
      channels: [left, scaled(right, -4)],
      startS: null,
      endS: null,
    },
    {
      name: 'a left channel 45 dB down',
      code: 'dead-channel',
      channels: [scaled(left, -45), right],
      startS: null,
      endS: null,
    },
  ],
  level,
);

describe('lean', () => {
  it('names the quieter side and by how much', () => {
    const middle = musicLike(4 * RATE, RATE, 22)[0]!;
    expect(detect(LEAN, [scaled(middle, -2.5), middle])[0]).toMatchObject({
      code: 'imbalance',
      severity: 'warning',
      channel: 'left',
      value: expect.closeTo(-2.5, 1),
    });
  });

  it('hears a lean of the middle although an instrument evens out the sum', () => {
    const middle = musicLike(4 * RATE, RATE, 23)[0]!;
    const side = scaled(musicLike(4 * RATE, RATE, 24)[0]!, -7);
    const found = detect(LEAN, [scaled(middle, -2.5).map((v, n) => v + 0.5 * side[n]!), middle]);
    expect(found[0]).toMatchObject({ code: 'imbalance', channel: 'left' });
  });

  it('only notes instruments at one side of a level bus', () => {
    const middle = musicLike(4 * RATE, RATE, 25)[0]!;
    const side = musicLike(4 * RATE, RATE, 26)[0]!;
    const [found] = detect(LEAN, [middle.map((v, n) => v + 0.75 * side[n]!), middle]);
    expect(found?.severity ?? 'note').toBe('note');
  });

  it('tells a channel that only hisses from a quiet one', () => {
    const drums = left.map((v, n) => v * ((n / RATE) % 0.5 < 0.2 ? 1 : 0.02));
    expect(detect(LEAN, [drums, noise(0.004, drums.length, 3)])[0]).toMatchObject({
      code: 'dead-channel',
      channel: 'right',
    });
    expect(detect(LEAN, [drums, scaled(drums, -20)])[0]).toMatchObject({ code: 'imbalance' });
  });

  it('is an error when nothing is there at all', () => {
    expect(detect(LEAN, [left, new Float64Array(left.length)])).toEqual([
      expect.objectContaining({ code: 'dead-channel', severity: 'error', channel: 'right' }),
    ]);
  });
});
