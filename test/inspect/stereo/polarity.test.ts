import { describe, expect, it } from 'vitest';
import { POLARITY } from '../../../src/inspect/stereo/polarity.ts';
import { detect, detectorContract } from '../../contracts/detector.ts';
import { musicLike } from '../../signals.ts';

const RATE = 44100;

function inverted(startS: number, endS: number): Float64Array[] {
  const [left, right] = musicLike(4 * RATE, RATE, 41);
  return [left!, right!.map((value, n) => (n >= startS * RATE && n < endS * RATE ? -value : value))];
}

detectorContract(POLARITY, [
  {
    name: 'the right channel upside down throughout',
    code: 'polarity',
    channels: inverted(0, 4),
    startS: 0,
    endS: 4,
  },
  {
    name: 'the right channel upside down for a while',
    code: 'polarity',
    channels: inverted(1, 3),
    startS: 1,
    endS: 3,
  },
]);

describe('polarity', () => {
  it('is an error throughout, a warning for a while', () => {
    expect(detect(POLARITY, inverted(0, 4))[0]!.severity).toBe('error');
    expect(detect(POLARITY, inverted(1, 3))[0]!.severity).toBe('warning');
  });
});
