import { describe, expect, it } from 'vitest';
import { PLOSIVE } from '../../../src/inspect/noise/plosive.ts';
import { detect, detectorContract } from '../../contracts/detector.ts';
import { musicLike } from '../../signals.ts';

const RATE = 44100;

/** A thump of `hz` that falls within some 30 ms, at each of the seconds given. */
function thumped(
  channels: Float64Array[],
  hz: number,
  amplitude: number,
  atS: readonly number[],
): Float64Array[] {
  const at = (n: number, startS: number) => {
    const t = n / RATE - startS;
    return t < 0 || t > 0.11
      ? 0
      : Math.exp(-t / 0.03) * (1 - Math.exp(-t / 0.004)) * Math.sin(2 * Math.PI * hz * t);
  };
  return channels.map((samples) =>
    samples.map((value, n) => value + amplitude * atS.reduce((sum, startS) => sum + at(n, startS), 0)),
  );
}

const song = (seed: number) => musicLike(5 * RATE, RATE, seed);

detectorContract(PLOSIVE, [
  {
    name: 'a “p” on the microphone',
    code: 'plosive',
    channels: thumped(song(31), 62, 1.2, [2.3]),
    startS: 2.25,
    endS: 2.45,
  },
]);

describe('plosive', () => {
  it('finds each of several, at its place', () => {
    const places = [0.9, 2.2, 3.7];
    const found = detect(PLOSIVE, thumped(song(32), 45, 1.2, places));
    expect(found).toHaveLength(3);
    places.forEach((place, i) => expect(Math.abs(found[i]!.startS! - place)).toBeLessThan(0.05));
  });
  it('takes a beat of such thumps for a bass drum', () => {
    const beat = Array.from({ length: 9 }, (_, i) => 0.3 + 0.5 * i);
    expect(detect(PLOSIVE, thumped(song(33), 50, 1.2, beat))).toEqual([]);
  });
});
