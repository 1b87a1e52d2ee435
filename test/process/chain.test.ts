// A chain leaves out what does nothing and gives back a source of the same length, aligned to the sample.
import { describe, expect, it } from 'vitest';
import { processorById } from '../../src/process/catalogue.ts';
import { createChain, processSource, type ChainStep } from '../../src/process/chain.ts';
import { collect, sourceOf, type Source } from '../../src/signal/stream.ts';
import { expectSameBits } from '../contracts/processor.ts';
import { musicLike } from '../signals.ts';

const FORMAT = { sampleRateHz: 44100, channels: 2 };
const step = (id: string, params: ChainStep['params'] = {}): ChainStep => ({
  kind: processorById(id),
  params,
});

async function pulled(source: Source, sizes: readonly number[]): Promise<Float64Array[]> {
  const parts: Float64Array[][] = [];
  for (let turn = 0; ; turn++) {
    const block = await source.pull(sizes[turn % sizes.length]!);
    if (block === null) break;
    expect(block.frames).toBeGreaterThan(0);
    parts.push(block.channels.map((x) => x.slice(0, block.frames)));
  }
  return FORMAT.channels === 2
    ? [0, 1].map((c) => Float64Array.from(parts.flatMap((part) => [...part[c]!])))
    : [];
}

describe('a chain', () => {
  it('of neutral steps passes samples untouched, without delay', async () => {
    const neutral = [
      step('gain'),
      step('eq'),
      step('compressor', { ratio: 1 }),
      step('limiter', { state: 'off' }),
    ];
    const chain = createChain(neutral, FORMAT);
    expect(chain.latencyFrames).toBe(0);
    const sound = musicLike(5000, 44100, 1).map((x) => x.map((v) => 9 * v));
    expectSameBits(await collect(processSource(sourceOf(sound, 44100), chain)), sound);
  });

  it('adds up latencies and tails', () => {
    const steps = [step('compressor'), step('eq', { bands: [{ hz: 100, gainDb: 3 }] }), step('limiter')];
    const alone = steps.map(({ kind, params }) => createChain([{ kind, params }], FORMAT));
    const chain = createChain(steps, FORMAT);
    expect(chain.latencyFrames).toBe(alone.reduce((sum, one) => sum + one.latencyFrames, 0));
    expect(chain.tailFrames).toBe(alone.reduce((sum, one) => sum + one.tailFrames, 0));
  });

  it('checks the parameters of every step', () => {
    expect(() => createChain([step('gain', { gainDb: 1000 })], FORMAT)).toThrowError(
      expect.objectContaining({
        code: 'bad-parameter',
        facts: expect.objectContaining({ where: 'gain.gainDb' }),
      }),
    );
  });
});

describe('a source through a chain', () => {
  const steps = [
    step('gain', { gainDb: -6 }),
    step('compressor', { thresholdDb: 0, ratio: 2 }),
    step('limiter'),
  ];

  it.each([1, 10, 500, 1999, 6000])(
    'of %i frames keeps its length and every sample its place',
    async (frames) => {
      const sound = musicLike(frames, 44100, 2);
      const source = processSource(sourceOf(sound, 44100), createChain(steps, FORMAT));
      expect(source.frames).toBe(frames);
      const half = 10 ** (-6 / 20);
      const out = await collect(source);
      // Nothing here reaches a threshold: the sound leaves 6 dB softer, but for the rounding of a gain.
      out.forEach((x, c) => {
        expect(x.length).toBe(frames);
        x.forEach((v, n) => expect(Math.abs(v - half * sound[c]![n]!)).toBeLessThan(1e-12));
      });
    },
  );

  it('is the same however it is pulled', async () => {
    const loud = musicLike(7000, 44100, 2).map((x) => x.map((v) => 6 * v));
    const through = (): Source => processSource(sourceOf(loud, 44100), createChain(steps, FORMAT));
    const whole = await pulled(through(), [100000]);
    for (const sizes of [[1000], [64, 1, 4097], [131072]])
      expectSameBits(await pulled(through(), sizes), whole);
  });

  it('closes the source it came from', async () => {
    let closed = 0;
    const source = { ...sourceOf(musicLike(10, 44100, 2), 44100), close: async () => void closed++ };
    await processSource(source, createChain(steps, FORMAT)).close();
    expect(closed).toBe(1);
  });
});
