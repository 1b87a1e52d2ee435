// Word length: told how long the words are, the meter reads less and finds the same.
import { describe, expect, it } from 'vitest';
import { HopCutter } from '../../src/measure/hops.ts';
import { WordLengthListener } from '../../src/measure/word-length.ts';
import { musicLike } from '../signals.ts';

const RATE = 8000;
const music = musicLike(4 * RATE, RATE, 5);

const inWords = (bits: number, gain: (n: number) => number): Float64Array[] => {
  const scale = 2 ** (bits - 1);
  return music.map((samples) => samples.map((value, n) => Math.round(gain(n) * value * scale) / scale));
};

function read(channels: Float64Array[], bits: number | null) {
  const format = { sampleRateHz: RATE, channels: channels.length };
  const listener = new WordLengthListener(format, bits);
  const cutter = new HopCutter(format, [listener]);
  cutter.push({ channels, frames: channels[0]!.length });
  cutter.flush();
  return listener.result();
}

describe('a word length that is known', () => {
  const dying = (n: number): number => (n < 2 * RATE ? 1 : 1e-4);
  it.each([
    ['16 bits with a quiet end', inWords(16, dying), 16],
    ['24 bits with a quiet end', inWords(24, dying), 24],
    ['16 bits padded to 24', inWords(16, dying), 24],
    ['silence', inWords(24, () => 0), 24],
  ])('changes nothing in %s', (_, channels, bits) => {
    expect(read(channels, bits)).toStrictEqual(read(channels, null));
  });

  it('tells a quiet end', () => {
    expect(read(inWords(16, dying), 16).quietS).toBeCloseTo(2, 1);
  });
});
