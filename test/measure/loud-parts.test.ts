// Loud parts: middle and sides in third octaves where it is loud, known from sounds that are made of known parts.
import { describe, expect, it } from 'vitest';
import { createLoudPartsMeter } from '../../src/measure/loud-parts.ts';
import { measure, meterContract } from '../contracts/meter.ts';
import { noise } from '../signals.ts';

const RATE = 44100;

meterContract('loud parts', createLoudPartsMeter, { seconds: 4 });

function heard(channels: readonly Float64Array[]) {
  const result = measure(createLoudPartsMeter, channels, RATE);
  if (result === null) throw new Error('silence');
  return result;
}

const at = (result: ReturnType<typeof heard>, hz: number): number => result.bandsHz.indexOf(hz);

describe('middle and sides', () => {
  const first = noise(0.2, 4 * RATE, 1);
  const second = noise(0.2, 4 * RATE, 2);

  it('equal channels have no sides, opposite ones no middle', () => {
    const equal = heard([first, first]);
    expect(equal.sideDb!.every((level) => level === null)).toBe(true);
    const opposite = heard([first, first.map((x) => -x)]);
    const band = at(opposite, 1000);
    expect(opposite.midDb[band]).toBe(null);
    expect(opposite.sideDb![band]).toBeCloseTo(equal.midDb[band]!, 6);
  });

  it('unrelated channels have as much of the one as of the other, 3 dB under each channel', () => {
    const both = heard([first, second]);
    const alone = heard([first]);
    const band = at(both, 4000);
    expect(both.midDb[band]! - both.sideDb![band]!).toBeCloseTo(0, 0);
    expect(alone.midDb[band]! - both.midDb[band]!).toBeCloseTo(3, 0);
    expect(alone.sideDb).toBe(null);
  });

  it('quiet parts do not count, and say what a band falls to', () => {
    const quiet = noise(0.002, 8 * RATE, 3);
    quiet.set(first.subarray(0, 4 * RATE));
    const result = heard([quiet]);
    const whole = heard([first]);
    const band = at(result, 1000);
    expect(Math.abs(result.midDb[band]! - whole.midDb[band]!)).toBeLessThan(0.6);
    expect(result.midDb[band]! - result.floorDb[band]!).toBeGreaterThan(35);
  });
});

describe('movement', () => {
  it('steady noise hardly moves; noise that goes up and down moves by so much', () => {
    const steady = heard([noise(0.2, 8 * RATE, 4)]);
    const period = 2 * RATE;
    const moving = heard([noise(0.2, 8 * RATE, 4).map((x, n) => x * (n % period < period / 2 ? 1 : 0.5))]);
    const middle = (result: ReturnType<typeof heard>): number => result.movement[2]!.spreadDb!;
    expect(middle(steady)).toBeLessThan(0.5);
    expect(middle(moving)).toBeGreaterThan(2.3);
    expect(middle(moving)).toBeLessThan(3.4);
  });
});
