// Dropout repair fills short holes close to what was there, leaves long ones, and touches nothing else.
import { describe, expect, it } from 'vitest';
import { checkParams, type ParamRecord } from '../../../src/process/params.ts';
import type { Processor } from '../../../src/process/processor.ts';
import { DROPOUTS } from '../../../src/process/repair/dropout-repair.ts';
import { expectSameBits, padded, processorContract, runProcessor } from '../../contracts/processor.ts';
import { musicLike } from '../../signals.ts';

const RATE = 44100;
const AT = 22000;

processorContract(DROPOUTS, [
  { places: [{ startS: 0.026, endS: 0.038, channel: 'both' }], longestMs: 12 },
  { places: [{ startS: 0.028, endS: 0.03, channel: 'left' }], amount: 0.5, longestMs: 5 },
]);

function made(params: ParamRecord): Processor {
  return DROPOUTS.create(checkParams(DROPOUTS.params, params, 'dropouts'), {
    sampleRateHz: RATE,
    channels: 2,
  });
}

function mended(processor: Processor, sound: readonly Float64Array[]): Float64Array[] {
  const { latencyFrames } = processor;
  return runProcessor(processor, padded(sound, latencyFrames)).map((x) => x.subarray(latencyFrames));
}

const place = (ms: number): ParamRecord => ({
  startS: AT / RATE,
  endS: AT / RATE + ms / 1000,
  channel: 'left',
});
const energy = (a: Float64Array, b: Float64Array): number =>
  a.reduce((sum, v, n) => sum + (v - b[n]!) ** 2, 0);

function holed(ms: number): { clean: Float64Array[]; damaged: Float64Array[] } {
  const clean = musicLike(44100, RATE, 9);
  const damaged = clean.map((x) => x.slice());
  damaged[0]!.fill(0, AT, AT + Math.round((ms / 1000) * RATE));
  return { clean, damaged };
}

describe('dropouts', () => {
  it.each([
    [0.2, 15],
    [2, 20],
    [10, 15],
    [40, 10],
    [150, 3],
  ])('of %f ms come back, at least %i dB closer to what was there', (ms, least) => {
    const { clean, damaged } = holed(ms);
    const processor = made({ places: [place(ms)] });
    const out = mended(processor, damaged);
    const gain = 10 * Math.log10(energy(damaged[0]!, clean[0]!) / energy(out[0]!, clean[0]!));
    expect(gain).toBeGreaterThan(least);
    expectSameBits([out[1]!], [clean[1]!]);
    const end = AT + Math.round((ms / 1000) * RATE);
    expectSameBits([out[0]!.subarray(0, AT)], [damaged[0]!.subarray(0, AT)]);
    expectSameBits([out[0]!.subarray(end)], [damaged[0]!.subarray(end)]);
    expect(processor.repairs).toHaveLength(1);
    expect(processor.repairs![0]!.frames).toBe(end - AT);
  });

  it('stay where they are too long, or where no place is given', () => {
    const { damaged } = holed(300);
    const processor = made({ places: [place(300)] });
    expectSameBits(mended(processor, damaged), damaged);
    expect(processor.repairs).toEqual([]);
    expectSameBits(mended(made({}), holed(5).damaged), holed(5).damaged);
  });

  it('are not seen in sound that goes on', () => {
    const clean = musicLike(44100, RATE, 10);
    expectSameBits(mended(made({ places: [place(30)] }), clean), clean);
  });

  it('are filled no louder than what is around', () => {
    const { damaged } = holed(40);
    const out = mended(made({ places: [place(40)] }), damaged)[0]!;
    const peak = (from: number, to: number): number => Math.max(...out.subarray(from, to).map(Math.abs));
    const end = AT + 0.04 * RATE;
    expect(peak(AT, end)).toBeLessThan(1.13 * Math.max(peak(AT - 1764, AT), peak(end, end + 1764)));
  });
});
