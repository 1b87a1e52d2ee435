import { describe, expect, it } from 'vitest';
import { DROPOUTS } from '../../../src/inspect/broken/dropouts.ts';
import { detect, detectorContract } from '../../contracts/detector.ts';
import { musicLike } from '../../signals.ts';

const RATE = 44100;

function holed(startS: number, lengthS: number, channels: readonly number[]): Float64Array[] {
  const sound = musicLike(4 * RATE, RATE, 21);
  for (const c of channels)
    sound[c]!.fill(0, Math.round(startS * RATE), Math.round((startS + lengthS) * RATE));
  return sound;
}

detectorContract(DROPOUTS, [
  {
    name: 'a millisecond lost in the right channel',
    code: 'dropout',
    channels: holed(1.303, 0.001, [1]),
    startS: 1.303,
    endS: 1.304,
    channel: 'right',
  },
  {
    name: 'a buffer lost in both channels',
    code: 'dropout',
    channels: holed(2.1, 0.0116, [0, 1]),
    startS: 2.1,
    endS: 2.1116,
    channel: 'both',
  },
  {
    name: 'a gap of a fifth of a second',
    code: 'gap',
    channels: holed(2.5, 0.2, [0, 1]),
    startS: 2.5,
    endS: 2.7,
    channel: 'both',
  },
]);

describe('dropouts', () => {
  it('does not take a rest for a gap: notes that fade into digital silence', () => {
    const sound = musicLike(4 * RATE, RATE, 5);
    for (const samples of sound) {
      for (let n = 0; n < RATE; n++) samples[RATE + n]! *= Math.max(0, 1 - n / (0.2 * RATE));
    }
    expect(detect(DROPOUTS, sound)).toEqual([]);
  });
});
