// Declip draws cut crests anew, never below the cut, never far above, and touches nothing else.
import { describe, expect, it } from 'vitest';
import { checkParams, type ParamRecord } from '../../../src/process/params.ts';
import type { Processor } from '../../../src/process/processor.ts';
import { DECLIP } from '../../../src/process/repair/declip.ts';
import { expectSameBits, padded, processorContract, runProcessor } from '../../contracts/processor.ts';
import { musicLike } from '../../signals.ts';

const RATE = 44100;
/** What lies so near the ceiling counts as cut. */
const NEAR = 7e-5;

processorContract(DECLIP, [
  { places: [{ startS: 0.026, endS: 0.038, channel: 'both' }] },
  { places: [{ startS: 0.026, endS: 0.036, channel: 'right' }], amount: 0.5, mostDb: 3 },
]);

function made(params: ParamRecord): Processor {
  return DECLIP.create(checkParams(DECLIP.params, params, 'declip'), { sampleRateHz: RATE, channels: 2 });
}

function mended(processor: Processor, sound: readonly Float64Array[]): Float64Array[] {
  const { latencyFrames } = processor;
  return runProcessor(processor, padded(sound, latencyFrames)).map((x) => x.subarray(latencyFrames));
}

const WHOLE = { startS: 0.1, endS: 0.9, channel: 'left' };
const energy = (a: Float64Array, b: Float64Array): number =>
  a.reduce((sum, v, n) => sum + (v - b[n]!) ** 2, 0);

/** The left channel cut above `top` and below `bottom`. */
function cut(top: number, bottom: number): { clean: Float64Array[]; damaged: Float64Array[] } {
  const clean = musicLike(44100, RATE, 9).map((x) => x.map((v) => 2 * v));
  return { clean, damaged: [clean[0]!.map((v) => Math.max(bottom, Math.min(top, v))), clean[1]!.slice()] };
}

describe('declip', () => {
  it.each([
    ['on both sides alike', 0.25, -0.25],
    ['above only', 0.25, -2],
    ['below only', 2, -0.25],
    ['at two levels', 0.28, -0.22],
  ])('comes closer to what was cut %s', (_, top, bottom) => {
    const { clean, damaged } = cut(top, bottom);
    const processor = made({ places: [WHOLE] });
    const out = mended(processor, damaged);
    expect(10 * Math.log10(energy(damaged[0]!, clean[0]!) / energy(out[0]!, clean[0]!))).toBeGreaterThan(3.5);
    expectSameBits([out[1]!], [clean[1]!]);
    expect(processor.repairs!.length).toBeGreaterThan(1);
    for (let n = 0; n < 44100; n++) {
      const was = damaged[0]![n]!;
      const now = out[0]![n]!;
      if (was > bottom + NEAR && was < top - NEAR) expect(now).toBe(was);
      else expect(now * Math.sign(was)).toBeGreaterThanOrEqual(Math.abs(was));
    }
  });

  it('draws no crest higher than it may', () => {
    const { damaged } = cut(0.25, -0.25);
    const out = mended(made({ places: [WHOLE], mostDb: 1 }), damaged)[0]!;
    expect(Math.max(...out.map(Math.abs))).toBeLessThanOrEqual(0.25 * 10 ** (1 / 20) + 1e-9);
  });

  it('leaves what has no ceiling, and what is outside its places', () => {
    const { clean, damaged } = cut(0.25, -0.25);
    expectSameBits(mended(made({ places: [WHOLE] }), clean), clean);
    expectSameBits(mended(made({}), damaged), damaged);
    const out = mended(made({ places: [{ ...WHOLE, startS: 0.5 }] }), damaged)[0]!;
    const before = Math.floor(0.498 * RATE);
    expectSameBits([out.subarray(0, before)], [damaged[0]!.subarray(0, before)]);
  });
});
