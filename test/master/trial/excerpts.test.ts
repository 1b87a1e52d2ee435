// Excerpts: where they lie in the song, with their lead, and that rendering keeps every frame in its place.
import { describe, expect, it } from 'vitest';
import { moveOf } from '../../../src/master/decider.ts';
import { excerptAfter, gatherExcerpts, middleOf, soundOf } from '../../../src/master/trial/excerpts.ts';
import { sourceOf } from '../../../src/signal/stream.ts';

const RATE = 1000;
/** Frame n is n / 2^20, on the right negative. */
const LEFT = Float64Array.from({ length: 40 * RATE }, (_, n) => n / 2 ** 20);
const RIGHT = LEFT.map((value) => -value);
const gathered = (...spans: { startS: number; endS: number }[]) =>
  gatherExcerpts(sourceOf([LEFT, RIGHT], RATE), spans);
const frameOf = (value: number) => Math.round(value * 2 ** 20);

describe('gatherExcerpts', () => {
  it('keeps stretches with a second before them, as far as there is one', async () => {
    const [first, second] = await gathered({ startS: 0.4, endS: 2 }, { startS: 20, endS: 35 });
    expect([first!.firstFrame, first!.leadFrames]).toEqual([0, 400]);
    expect([second!.firstFrame, second!.leadFrames]).toEqual([19000, 1000]);
    const [left, right] = soundOf(second!);
    expect([frameOf(left![0]!), frameOf(-right![0]!), left!.length]).toEqual([20000, 20000, 15000]);
  });

  it('leaves off what lies behind the end', async () => {
    expect(await gathered({ startS: 50, endS: 60 })).toEqual([]);
    const [cut] = await gathered({ startS: 35, endS: 60 });
    expect(soundOf(cut!)[0]).toHaveLength(5000);
  });
});

describe('middleOf', () => {
  it('takes the middle with its lead, and leaves short ones alone', async () => {
    const [whole] = await gathered({ startS: 20, endS: 35 });
    const middle = middleOf(whole!, 10);
    expect(middle).toMatchObject({ startS: 22.5, endS: 32.5, firstFrame: 21500, leadFrames: 1000 });
    expect(frameOf(soundOf(middle)[0]![0]!)).toBe(22500);
    expect(soundOf(middle)[1]).toHaveLength(10000);
    expect(middleOf(whole!, 15)).toBe(whole);
  });
});

it('renders every frame where it was, and not at all without moves', async () => {
  const [whole] = await gathered({ startS: 2, endS: 4 });
  expect(excerptAfter(whole!, [])).toBe(whole);
  const because = { because: [], confidence: 1, stage: 'own' } as const;
  const louder = moveOf({ ...because, id: 'a', kind: 'gain', params: { gainDb: 6.020599913279624 } });
  const late = moveOf({ ...because, id: 'b', kind: 'limiter', params: { ceilingDbtp: 0 } });
  const [left] = soundOf(excerptAfter(whole!, [louder, late]));
  expect(left!.length).toBe(2000);
  left!.forEach((value, n) => expect(Math.abs(value - (2 * (2000 + n)) / 2 ** 20)).toBeLessThan(1e-9));
});
