// Declick and decrackle redraw what is damaged at their places, close to what was there, and touch nothing else.
import { describe, expect, it } from 'vitest';
import { checkParams, type ParamRecord } from '../../../src/process/params.ts';
import type { Processor, ProcessorKind } from '../../../src/process/processor.ts';
import { DECLICK } from '../../../src/process/repair/declick.ts';
import { DECRACKLE } from '../../../src/process/repair/decrackle.ts';
import { seededRandom } from '../../../src/signal/random.ts';
import { expectSameBits, padded, processorContract, runProcessor } from '../../contracts/processor.ts';
import { musicLike } from '../../signals.ts';

const RATE = 44100;
/** Where the contract's impulse at frame 2000 is not, at any rate. */
export const PLACES = [
  { startS: 0.026, endS: 0.028, channel: 'left' },
  { startS: 0.03, endS: 0.0385, channel: 'both' },
];

processorContract(DECLICK, [{ places: PLACES }, { places: PLACES, amount: 0.5, longestMs: 2 }]);
processorContract(DECRACKLE, [{ places: [{ startS: 0.026, endS: 0.04 }], threshold: 4 }]);

function made(kind: ProcessorKind, params: ParamRecord, channels = 2): Processor {
  return kind.create(checkParams(kind.params, params, kind.id), { sampleRateHz: RATE, channels });
}

function mended(processor: Processor, sound: readonly Float64Array[]): Float64Array[] {
  const { latencyFrames } = processor;
  return runProcessor(processor, padded(sound, latencyFrames)).map((x) => x.subarray(latencyFrames));
}

const energy = (a: Float64Array, b: Float64Array): number =>
  a.reduce((sum, v, n) => sum + (v - b[n]!) ** 2, 0);
const gainDb = (damaged: Float64Array, out: Float64Array, clean: Float64Array): number =>
  10 * Math.log10(energy(damaged, clean) / energy(out, clean));

/** Adds a click of `length` samples at `at`. */
function click(x: Float64Array, at: number, length: number, height: number): void {
  for (let i = 0; i < length; i++) x[at + i]! += height * (i % 2 === 0 ? 1 : -0.6);
}

const placeOf = (at: number, length: number): ParamRecord => ({
  startS: at / RATE,
  endS: (at + length) / RATE,
  channel: 'left',
});

describe('declick', () => {
  it.each([
    [1, 0.2, 30],
    [1, 0.05, 18],
    [6, 0.3, 25],
    [20, 0.3, 15],
    [60, 0.3, 8],
  ])('redraws %i samples of height %f by at least %i dB', (length, height, least) => {
    const clean = musicLike(20000, RATE, 4);
    const damaged = clean.map((x) => x.slice());
    click(damaged[0]!, 9000, length, height);
    const declick = made(DECLICK, { places: [placeOf(9000, length)] });
    const out = mended(declick, damaged);
    expect(gainDb(damaged[0]!, out[0]!, clean[0]!)).toBeGreaterThan(least);
    expectSameBits([out[1]!], [clean[1]!]);
    expect(declick.repairs).toHaveLength(1);
    const [repair] = declick.repairs!;
    expect(repair!.channel).toBe('left');
    expect(repair!.startS * RATE).toBeGreaterThan(9000 - 8);
    expect(repair!.endS * RATE).toBeLessThan(9000 + length + 8);
  });

  it('leaves all outside its places as it is, to the bit, and everything without places', () => {
    const damaged = musicLike(20000, RATE, 5);
    click(damaged[0]!, 9000, 2, 0.3);
    click(damaged[0]!, 15000, 2, 0.3);
    const out = mended(made(DECLICK, { places: [placeOf(9000, 2)] }), damaged);
    const margin = 0.0016 * RATE;
    for (const [from, to] of [
      [0, 9000 - margin],
      [9002 + margin, 20000],
    ]) {
      expectSameBits([out[0]!.subarray(from, to)], [damaged[0]!.subarray(from, to)]);
    }
    expectSameBits(mended(made(DECLICK, {}), damaged), damaged);
  });

  it('finds no fault in clean music, even where it is told to look', () => {
    const clean = musicLike(20000, RATE, 6);
    const declick = made(DECLICK, { places: [placeOf(9000, 1), placeOf(12000, 400)] });
    expectSameBits(mended(declick, clean), clean);
    expect(declick.repairs).toEqual([]);
  });

  it('takes places in the time of the song, however late the sound comes', () => {
    const damaged = musicLike(20000, RATE, 4);
    click(damaged[0]!, 9000, 1, 0.2);
    const params = checkParams(DECLICK.params, { places: [placeOf(9000, 1)] }, 'declick');
    const on = DECLICK.create(params, { sampleRateHz: RATE, channels: 2 });
    const late = DECLICK.create(params, { sampleRateHz: RATE, channels: 2 }, -1000);
    const delayed = damaged.map((x) => padded([x], 1000)[0]!.copyWithin(1000, 0).fill(0, 0, 1000));
    expectSameBits(
      mended(late, delayed).map((x) => x.subarray(1000)),
      mended(on, damaged),
    );
    expect(late.repairs).toEqual(on.repairs);
  });

  it('mends many bit errors in one long place', () => {
    const clean = musicLike(40000, RATE, 7);
    const damaged = clean.map((x) => x.slice());
    const random = seededRandom(3);
    for (let at = 5000; at < 30000; at += 40 + Math.floor(random() * 1500)) damaged[0]![at]! -= 0.5;
    const out = mended(made(DECLICK, { places: [placeOf(4900, 26000)] }), damaged);
    expect(gainDb(damaged[0]!, out[0]!, clean[0]!)).toBeGreaterThan(35);
  });
});

describe('decrackle', () => {
  it('takes dense crackle away without harm to what is between', () => {
    const clean = musicLike(40000, RATE, 8);
    const damaged = clean.map((x) => x.slice());
    const random = seededRandom(5);
    for (let at = 5000; at < 30000; at += 200 + Math.floor(random() * 800)) {
      const height = 0.3 * (random() - 0.5);
      for (let i = 0; i < 8; i++) damaged[0]![at + i]! += height * (-0.6) ** i;
    }
    const out = mended(made(DECRACKLE, { places: [placeOf(4900, 26000)] }), damaged);
    expect(gainDb(damaged[0]!, out[0]!, clean[0]!)).toBeGreaterThan(12);
  });
});
