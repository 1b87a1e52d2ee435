// Channel delay: one channel late is found, by how much and which; echoes, pans and unrelated channels are not delays.
import { describe, expect, it } from 'vitest';
import { CHANNEL_DELAY } from '../../../src/inspect/stereo/channel-delay.ts';
import { detect, detectorContract } from '../../contracts/detector.ts';
import { dullBeats, musicLike, noise } from '../../signals.ts';

const RATE = 44100;

function late(samples: Float64Array, frames: number): Float64Array {
  const moved = new Float64Array(samples.length);
  moved.set(samples.subarray(0, samples.length - frames), frames);
  return moved;
}

const [left, right] = dullBeats(3 * RATE, RATE, 5) as [Float64Array, Float64Array];

detectorContract(CHANNEL_DELAY, [
  {
    name: 'the right channel 1.5 ms behind',
    code: 'channel-delay',
    channels: [left, late(right, 66)],
    startS: null,
    endS: null,
  },
]);

describe('channel delay', () => {
  it.each([0.2, 0.5, 3, 8])('measures %f ms', (ms) => {
    const frames = Math.round((ms * RATE) / 1000);
    const [found] = detect(CHANNEL_DELAY, [late(left, frames), right]);
    expect(found).toMatchObject({ channel: 'left', unit: 'ms', facts: { frames } });
    expect(found!.value).toBeCloseTo((1000 * frames) / RATE, 2);
  });

  it('finds a late channel that is also upside down', () => {
    expect(detect(CHANNEL_DELAY, [left, late(right, 100).map((v) => -v)])[0]).toMatchObject({
      facts: { frames: 100 },
    });
  });

  it('finds the same delay 40 dB lower', () => {
    const channels = [left, late(right, 66)].map((samples) => samples.map((value) => 0.01 * value));
    expect(detect(CHANNEL_DELAY, channels)[0]).toMatchObject({ channel: 'right', facts: { frames: 66 } });
  });

  it('does not take an echo of the other side for a delay', () => {
    const echo = late(left, 400);
    expect(detect(CHANNEL_DELAY, [left, right.map((value, n) => value + 0.4 * echo[n]!)])).toEqual([]);
  });

  it('says nothing of unrelated channels and of one sample between them', () => {
    expect(detect(CHANNEL_DELAY, [noise(0.1, 2 * RATE, 1), noise(0.1, 2 * RATE, 2)])).toEqual([]);
    expect(detect(CHANNEL_DELAY, [left, late(right, 1)])).toEqual([]);
    const [a, b] = musicLike(2 * RATE, RATE, 8) as [Float64Array, Float64Array];
    expect(detect(CHANNEL_DELAY, [a, b.map((value) => 0.5 * value)])).toEqual([]);
  });
});
