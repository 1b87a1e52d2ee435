import { describe, expect, it } from 'vitest';
import { Follower, smoothing } from '../../src/dsp/envelope.ts';

describe('smoothing', () => {
  it('reaches 63 % of a step after its time constant', () => {
    const k = smoothing(10, 48000);
    let level = 0;
    for (let n = 0; n < 480; n++) level = 1 + k * (level - 1);
    expect(level).toBeCloseTo(1 - 1 / Math.E, 12);
    expect(smoothing(0, 48000)).toBe(0);
  });
});

describe('Follower', () => {
  it('rises with its attack and falls with its release', () => {
    const follower = new Follower(1, 100, 48000);
    for (let n = 0; n < 48; n++) follower.next(1);
    expect(follower.level).toBeCloseTo(1 - 1 / Math.E, 12);
    follower.level = 1;
    for (let n = 0; n < 4800; n++) follower.next(0);
    expect(follower.level).toBeCloseTo(1 / Math.E, 12);
  });

  it('gives the same for blocks and for single values, and starts anew after reset', () => {
    const x = Float64Array.from({ length: 300 }, (_, n) => Math.abs(Math.sin(n * n)));
    const y = x.slice();
    const follower = new Follower(0.5, 5, 44100, 0.2);
    follower.process(y, 300);
    follower.reset();
    expect(follower.level).toBe(0.2);
    x.forEach((value, n) => expect(follower.next(value)).toBe(y[n]));
  });
});
