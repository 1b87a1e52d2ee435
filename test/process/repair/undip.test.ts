// Undip turns up what fell in level for a moment, by as much as it fell, and touches nothing else.
import { describe, expect, it } from 'vitest';
import { checkParams, type ParamRecord } from '../../../src/process/params.ts';
import type { Processor } from '../../../src/process/processor.ts';
import { UNDIP } from '../../../src/process/repair/undip.ts';
import { expectSameBits, padded, processorContract, runProcessor } from '../../contracts/processor.ts';
import { musicLike } from '../../signals.ts';

const RATE = 44100;
const START = 22000;
const END = START + 3500;
const FADE = 220;

processorContract(UNDIP, [
  { places: [{ startS: 0.08, endS: 0.1, channel: 'both' }], longestMs: 40 },
  { places: [{ startS: 0.075, endS: 0.095, channel: 'left' }], amount: 0.5, longestMs: 30, mostDb: 20 },
]);

function made(params: ParamRecord): Processor {
  return UNDIP.create(checkParams(UNDIP.params, params, 'undip'), { sampleRateHz: RATE, channels: 2 });
}

function mended(processor: Processor, sound: readonly Float64Array[]): Float64Array[] {
  const { latencyFrames } = processor;
  return runProcessor(processor, padded(sound, latencyFrames)).map((x) => x.subarray(latencyFrames));
}

const PLACE = { startS: START / RATE, endS: END / RATE, channel: 'left' };
const energy = (a: Float64Array, b: Float64Array): number =>
  a.reduce((sum, v, n) => sum + (v - b[n]!) ** 2, 0);

/** The left channel falls by `db` within raised cosines that are centred on START and END. */
function dipped(db: number): { clean: Float64Array[]; damaged: Float64Array[] } {
  const clean = musicLike(44100, RATE, 9);
  const floor = 10 ** (-db / 20);
  const fade = (n: number): number =>
    0.5 - 0.5 * Math.cos(Math.PI * Math.min(1, Math.max(0, n / FADE + 0.5)));
  const gain = (n: number): number => 1 - (1 - floor) * Math.min(fade(n - START), fade(END - n));
  return { clean, damaged: [clean[0]!.map((v, n) => v * gain(n)), clean[1]!.slice()] };
}

describe('undip', () => {
  it.each([
    [8, 8],
    [15, 14],
    [30, 16],
  ])('turns a fall of %i dB up again: at least %i dB closer to what was there', (db, least) => {
    const { clean, damaged } = dipped(db);
    const processor = made({ places: [PLACE] });
    const out = mended(processor, damaged);
    const gain = 10 * Math.log10(energy(damaged[0]!, clean[0]!) / energy(out[0]!, clean[0]!));
    expect(gain).toBeGreaterThan(least);
    expectSameBits([out[1]!], [clean[1]!]);
    const margin = Math.ceil(0.012 * RATE) + 1;
    expectSameBits([out[0]!.subarray(0, START - margin)], [clean[0]!.subarray(0, START - margin)]);
    expectSameBits([out[0]!.subarray(END + margin)], [clean[0]!.subarray(END + margin)]);
    expect(processor.repairs).toHaveLength(1);
    expect(processor.repairs![0]!.startS).toBeCloseTo(PLACE.startS, 1);
  });

  it('leaves what did not fall, what is too long, too deep, or in no place', () => {
    const { clean, damaged } = dipped(15);
    expectSameBits(mended(made({ places: [PLACE] }), clean), clean);
    expectSameBits(mended(made({ places: [PLACE], longestMs: 50 }), damaged), damaged);
    expectSameBits(mended(made({}), damaged), damaged);
    const deep = dipped(60).damaged;
    const out = mended(made({ places: [PLACE], mostDb: 12 }), deep)[0]!;
    for (let n = 0; n < out.length; n++)
      expect(Math.abs(out[n]!)).toBeLessThanOrEqual(4 * Math.abs(deep[0]![n]!) + 1e-15);
  });
});
