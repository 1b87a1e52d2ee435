import { describe, expect, it } from 'vitest';
import { DelayLine, SlidingMaximum, SlidingMinimum } from '../../src/dsp/lookahead.ts';
import { seededRandom } from '../../src/signal/random.ts';

describe('sliding extremes', () => {
  it.each([1, 2, 3, 64, 129])('equal a look at every window of %i', (length) => {
    const random = seededRandom(length);
    // Steps of a tenth, so that equal neighbours occur.
    const x = Float64Array.from({ length: 1000 }, () => Math.round(10 * random()) / 10);
    const highest = x.slice();
    const lowest = x.slice();
    new SlidingMaximum(length).process(highest, 1000);
    const minimum = new SlidingMinimum(length);
    for (let n = 0; n < 1000; n++) lowest[n] = minimum.next(x[n]!);
    for (let n = 0; n < 1000; n++) {
      const window = x.subarray(Math.max(0, n - length + 1), n + 1);
      expect(highest[n]).toBe(Math.max(...window));
      expect(lowest[n]).toBe(Math.min(...window));
    }
  });

  it('starts anew after reset', () => {
    const maximum = new SlidingMaximum(8);
    maximum.next(5);
    maximum.reset();
    expect(maximum.next(1)).toBe(1);
  });
});

describe('DelayLine', () => {
  it.each([0, 1, 5, 300])('delays by %i frames whatever the blocks', (delay) => {
    const x = Float64Array.from({ length: 700 }, (_, n) => n + 1);
    const y = x.slice();
    const line = new DelayLine(delay);
    for (let n = 0; n < 700; n += 90) {
      const part = y.subarray(n, n + 90);
      line.process(part, part.length);
    }
    for (let n = 0; n < 700; n++) expect(y[n]).toBe(n < delay ? 0 : x[n - delay]);
    line.reset();
    const z = x.slice();
    line.process(z, 700);
    expect(z).toEqual(y);
  });
});
