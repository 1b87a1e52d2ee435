// Delta and bypass: what one move changes is what the chain changes with it less what it changes without it.
import { describe, expect, it } from 'vitest';
import { processorById } from '../../src/process/catalogue.ts';
import { createChain, processSource, type ChainStep } from '../../src/process/chain.ts';
import { createDelta } from '../../src/process/delta.ts';
import type { Processor } from '../../src/process/processor.ts';
import { collect, sourceOf } from '../../src/signal/stream.ts';
import { expectSameBits, runProcessor } from '../contracts/processor.ts';
import { musicLike } from '../signals.ts';

const FORMAT = { sampleRateHz: 44100, channels: 2 };
const STEPS: readonly ChainStep[] = [
  { kind: processorById('eq'), params: { bands: [{ type: 'bell', hz: 300, gainDb: -4, q: 1 }] } },
  { kind: processorById('compressor'), params: { thresholdDb: -30, ratio: 3 } },
  { kind: processorById('gain'), params: { gainDb: 9 } },
  { kind: processorById('limiter'), params: { ceilingDbtp: -12 } },
];

const sound = musicLike(30_000, 44100, 5);
const through = (processor: Processor): Promise<Float64Array[]> =>
  collect(processSource(sourceOf(sound, 44100), processor));

describe('a bypassed step', () => {
  it('is as if it were not there', async () => {
    const bypassed = STEPS.map((step, i) => (i === 1 ? { ...step, bypassed: true } : step));
    const shorter = STEPS.filter((_, i) => i !== 1);
    expectSameBits(await through(createChain(bypassed, FORMAT)), await through(createChain(shorter, FORMAT)));
  });
});

describe('the delta of a move', () => {
  it.each([0, 1, 3])('is the chain with step %i less the chain without it', async (index) => {
    const whole = await through(createChain(STEPS, FORMAT));
    const without = await through(
      createChain(
        STEPS.filter((_, i) => i !== index),
        FORMAT,
      ),
    );
    const wanted = whole.map((x, c) => x.map((v, n) => v - without[c]![n]!));
    expect(Math.max(...wanted[0]!.map(Math.abs))).toBeGreaterThan(1e-3);
    expectSameBits(await through(createDelta(STEPS, index, FORMAT)), wanted);
  });

  it('is silence where the move does nothing', async () => {
    const idle = STEPS.map((step, i) => (i === 2 ? { ...step, params: { gainDb: 0 } } : step));
    for (const x of await through(createDelta(idle, 2, FORMAT))) expect(x.every((v) => v === 0)).toBe(true);
  });

  it('is the same for any cutting into blocks, and newborn after a reset', () => {
    const delta = createDelta(STEPS, 1, FORMAT);
    const whole = runProcessor(delta, sound, [30_000]);
    for (const sizes of [[128], [997, 1, 4096, 5000]]) {
      delta.reset();
      expectSameBits(runProcessor(delta, sound, sizes), whole);
    }
  });
});
