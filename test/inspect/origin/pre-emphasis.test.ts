import { describe, expect, it } from 'vitest';
import { UNKNOWN_ORIGIN } from '../../../src/inspect/hearing.ts';
import { PRE_EMPHASIS } from '../../../src/inspect/origin/pre-emphasis.ts';
import { createSongMeter } from '../../../src/measure/song-meter.ts';
import { noise } from '../../signals.ts';

const RATE = 44100;

/** Noise whose third octaves fall by 2 dB from 2 to 10 kHz, as those of bright music do. */
function released(): Float64Array {
  let low = 0;
  return noise(0.5, 4 * RATE, 41).map((value) => {
    low += 0.2 * (value - low);
    return low + 0.06 * value;
  });
}

/** 50/15 µs by the bilinear transform, turned down by 8 dB. */
function emphasised(sound: Float64Array): Float64Array {
  const [up, down] = [2 * RATE * 50e-6, 2 * RATE * 15e-6];
  let before = 0;
  let out = 0;
  return sound.map((x) => {
    out = ((1 + up) * x + (1 - up) * before - (1 - down) * out) / (1 + down);
    before = x;
    return 0.4 * out;
  });
}

function judged(sound: Float64Array) {
  const words = sound.map((value) => Math.round(32768 * value) / 32768);
  const format = { sampleRateHz: RATE, channels: 1 };
  const meter = createSongMeter(format);
  meter.push({ channels: [words], frames: words.length });
  return PRE_EMPHASIS.judge(meter.result(), format, UNKNOWN_ORIGIN);
}

describe('pre-emphasis', () => {
  it('is suspected where it was left in, and not in the sound itself', () => {
    expect(judged(released())).toEqual([]);
    expect(judged(emphasised(released()))).toMatchObject([{ code: 'pre-emphasis', severity: 'note' }]);
  });
});
