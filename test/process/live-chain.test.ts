// Live chain: hand-overs without a click, without a jump in time, to the bit what each chain gives before and after.
import { describe, expect, it } from 'vitest';
import { processorById } from '../../src/process/catalogue.ts';
import { createChain, type ChainStep } from '../../src/process/chain.ts';
import { LiveChain } from '../../src/process/live-chain.ts';
import { delayedTo } from '../../src/process/control/plain-delay.ts';
import type { Processor } from '../../src/process/processor.ts';
import { expectSameBits, runProcessor } from '../contracts/processor.ts';
import { musicLike } from '../signals.ts';

const RATE = 44100;
const FORMAT = { sampleRateHz: RATE, channels: 2 };
const MOST = 4000;
const FRAMES = 60_000;
const step = (id: string, params: ChainStep['params']): ChainStep => ({ kind: processorById(id), params });
const SOFT = [step('gain', { gainDb: -6 })];
const HARD = [step('gain', { gainDb: 6 }), step('limiter', { ceilingDbtp: -6 })];
const made =
  (steps: readonly ChainStep[]) =>
  (firstFrame: number): Processor =>
    createChain(steps, FORMAT, firstFrame);
const inStep = (steps: readonly ChainStep[]): Processor => delayedTo(MOST, made(steps)(0), 2);
const music = musicLike(FRAMES, RATE, 6);

/** Runs `live` over `channels` from frame `from` to `to`, in place. */
function run(live: LiveChain, channels: Float64Array[], from: number, to: number, size: number): void {
  for (let at = from; at < to; at += size) {
    const end = Math.min(to, at + size);
    live.process({ channels: channels.map((x) => x.subarray(at, end)), frames: end - at });
  }
}

/** HARD is asked for at frame 20 000 of the song. */
function handedOver(size: number): { out: Float64Array[]; live: LiveChain } {
  const live = new LiveChain(made(SOFT), MOST, FORMAT);
  const out = music.map((x) => x.slice());
  run(live, out, 0, 20_000, size);
  live.turnTo(made(HARD));
  run(live, out, 20_000, FRAMES, size);
  return { out, live };
}

describe('a live chain', () => {
  it('is its chain, delayed by the longest latency allowed', () => {
    const live = new LiveChain(made(HARD), MOST, FORMAT);
    expect(live.latencyFrames).toBe(MOST);
    expectSameBits(runProcessor(live, music), runProcessor(inStep(HARD), music));
  });

  it('hands over: the old one to the bit, then the new one as if it had always played', () => {
    const { out, live } = handedOver(997);
    const soft = runProcessor(inStep(SOFT), music);
    const fresh = music.map((x) => x.map((v, n) => (n < 20_000 ? 0 : v)));
    const hard = runProcessor(inStep(HARD), fresh);
    const begun = 20_000 + MOST + Math.round(0.25 * RATE);
    const over = begun + Math.round(0.03 * RATE);
    expectSameBits(
      out.map((x) => x.subarray(0, begun)),
      soft.map((x) => x.subarray(0, begun)),
    );
    expectSameBits(
      out.map((x) => x.subarray(over)),
      hard.map((x) => x.subarray(over)),
    );
    expect(live.settled).toBe(true);
    expect(out[0]!.subarray(over)).not.toEqual(soft[0]!.subarray(over));
  });

  it('does so without a click: a tone stays free of what a step would bring', () => {
    const live = new LiveChain(made([]), MOST, FORMAT);
    const tone = Float64Array.from(
      { length: FRAMES },
      (_, n) => 0.5 * Math.sin((2 * Math.PI * 100 * n) / RATE),
    );
    const out = [tone.slice(), tone.slice()];
    run(live, out, 0, 20_000, 512);
    live.turnTo(made([step('gain', { gainDb: -12 })]));
    run(live, out, 20_000, FRAMES, 512);
    const bend = (x: Float64Array): number =>
      x.reduce(
        (most, v, n) => (n < MOST + 2 ? 0 : Math.max(most, Math.abs(v - 2 * x[n - 1]! + x[n - 2]!))),
        0,
      );
    expect(bend(out[0]!)).toBeLessThan(1.3 * bend(tone));
  });

  it('gives the same bits for any cutting into blocks', () => {
    const whole = handedOver(FRAMES).out;
    for (const size of [1, 128, 4096]) expectSameBits(handedOver(size).out, whole);
  });

  it('takes only the last of several wishes, after the hand-over under way', () => {
    const live = new LiveChain(made(SOFT), MOST, FORMAT);
    const out = music.map((x) => x.slice());
    live.turnTo(made([step('gain', { gainDb: 1 })]));
    live.turnTo(made([step('gain', { gainDb: 2 })]));
    live.turnTo(made([step('gain', { gainDb: 3 })]));
    run(live, out, 0, FRAMES, 1024);
    expect(live.settled).toBe(true);
    const last = runProcessor(inStep([step('gain', { gainDb: 3 })]), music);
    expect(out[0]!.at(-1)).toBe(last[0]!.at(-1));
  });

  it('tells each chain where in the song it begins, so that placed moves stand where they should', () => {
    const place = { startS: 0.9, endS: 1.1 };
    const there = (gainDb: number): ChainStep[] => [{ ...step('gain', { gainDb }), spans: [place] }];
    const first = 10_000;
    const live = new LiveChain(made([]), MOST, FORMAT, first);
    const out = music.map((x) => x.slice(first));
    live.turnTo(made(there(6)));
    live.turnTo(made(there(-6))); // waits until the other has arrived
    run(live, out, 0, FRAMES - first, 997);
    const wanted = runProcessor(inStep(there(-6)), music).map((x) => x.subarray(first + 30_000));
    expectSameBits(
      out.map((x) => x.subarray(30_000)),
      wanted,
    );
    live.reset();
    const again = music.map((x) => x.slice(first));
    run(live, again, 0, FRAMES - first, 997);
    expectSameBits(
      again.map((x) => x.subarray(30_000)),
      wanted,
    );
  });

  it('refuses a chain that is slower than what was allowed', () => {
    expect(() => new LiveChain(made(HARD), 10, FORMAT)).toThrow(RangeError);
  });
});
