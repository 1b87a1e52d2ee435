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
  {
    name: 'the left channel gone for half a second while the right plays on',
    code: 'channel-dropout',
    channels: holed(1.5, 0.5, [0]),
    startS: 1.5,
    endS: 2,
    channel: 'left',
  },
]);

describe('dropouts', () => {
  it('finds a hole that begins near a zero crossing: the wave is under way', () => {
    for (let place = 1; place < 3; place += 0.251) {
      const found = detect(DROPOUTS, holed(place, 0.005, [0, 1]));
      expect(found.map(({ code }) => code)).toEqual(['dropout']);
    }
  });
  it('finds the same in a quiet mix, 30 dB lower', () => {
    const quiet = holed(1.303, 0.005, [0]).map((samples) => samples.map((x) => x / 32));
    expect(detect(DROPOUTS, quiet)).toMatchObject([{ code: 'dropout', channel: 'left' }]);
  });
  it('leaves samples that begin to be held at nothing to others', () => {
    const sound = musicLike(2 * RATE, RATE, 7).map((samples) =>
      samples.map((x, n) => (n < RATE ? x : 0.2 * Math.round(samples[n - (n % 8)]! / 0.2))),
    );
    expect(detect(DROPOUTS, sound)).toEqual([]);
  });
  it('is not fooled by coarse steps that rest at nothing', () => {
    const coarse = musicLike(4 * RATE, RATE, 6).map((samples) => samples.map((x) => Math.round(x * 24) / 24));
    expect(detect(DROPOUTS, coarse)).toEqual([]);
  });
  it('does not take a rest for a gap: notes that fade into digital silence', () => {
    const sound = musicLike(4 * RATE, RATE, 5);
    for (const samples of sound) {
      for (let n = 0; n < RATE; n++) samples[RATE + n]! *= Math.max(0, 1 - n / (0.2 * RATE));
    }
    expect(detect(DROPOUTS, sound)).toEqual([]);
  });
});
