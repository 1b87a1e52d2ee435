// Jolt kinds: what a jolt is taken for, what the difference of the channels adds, and how many guesses are told.
import { describe, expect, it } from 'vitest';
import { guesses, heardTogether, kindOf, withDifference } from '../../../src/inspect/heard/jolt-kinds.ts';
import type { Jolt } from '../../../src/inspect/heard/jolts.ts';
import { DIFFERENCE } from '../../../src/inspect/heard/prediction.ts';

/** A blip of two samples in the left channel unless told otherwise. */
function jolt(own: Partial<Jolt>): Jolt {
  return {
    channel: 0,
    frame: 1000,
    start: 0,
    length: 2,
    amplitude: 0.1,
    extent: 25,
    ratio: 40,
    isolation: 10,
    clipped: false,
    left: 3,
    balance: 1,
    levelRatio: 1,
    level: 0.1,
    edge: 'none',
    ...own,
  };
}

const BREAK = { length: 0, extent: 24 };

describe('a jolt', () => {
  it('that goes on is an attack, but where the sound dies with it it was broken off', () => {
    expect(kindOf(jolt({ extent: 60 }))).toBe('attack');
    expect(kindOf(jolt({ extent: 60, balance: 0.3, levelRatio: 0.1 }))).toBe('edge');
  });

  it('of both channels keeps what the weaker one has', () => {
    const [heard] = heardTogether([jolt({}), jolt({ channel: 1, isolation: 9, ...BREAK })], 2);
    expect(heard).toMatchObject({ kind: 'blip', twin: 'break', channel: 'both' });
  });
});

describe('the difference of the channels', () => {
  const heardWith = (...jolts: Jolt[]) => withDifference(heardTogether(jolts, 2), jolts);

  it('tells what neither channel shows, and names none', () => {
    const [heard] = heardWith(jolt({ channel: DIFFERENCE }));
    expect(heard).toMatchObject({ kind: 'blip', channel: null });
  });

  it('takes the name of the channel that stirs', () => {
    const heard = heardWith(
      jolt({ channel: 1, extent: 60, isolation: 1 }),
      jolt({ channel: DIFFERENCE, frame: 1003 }),
    );
    expect(heard).toHaveLength(1);
    expect(heard[0]).toMatchObject({ kind: 'blip', channel: 'right' });
  });

  it('adds nothing to what a channel shows as clearly, nor attacks of its own', () => {
    expect(heardWith(jolt({}), jolt({ channel: DIFFERENCE, isolation: 15 }))[0]!.jolt.channel).toBe(0);
    expect(heardWith(jolt({ channel: DIFFERENCE, extent: 60 }))).toEqual([]);
  });
});

describe('guesses', () => {
  it('are few: the strongest, and fewer still of those that only hint', () => {
    const jolts = Array.from({ length: 60 }, (_, k) => jolt({ frame: 1000 * k, isolation: 1 + k }));
    const told = guesses(heardTogether(jolts, 2), (one) => one.jolt.isolation < 20);
    const isolations = told.map((one) => one.jolt.isolation);
    expect(isolations).toEqual([49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 16, 17, 18, 19]);
  });
});
