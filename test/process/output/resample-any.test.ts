// Resample, any rates: exact length, nothing shifted, the same bits for any pull sizes, and a bounded store, ratio by ratio.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resample } from '../../../src/process/output/resample.ts';
import { collect, type Source, sourceOf } from '../../../src/signal/stream.ts';
import { expectSameBits } from '../../contracts/processor.ts';

const AWKWARD: [number, number][] = [
  [44100, 88200],
  [22050, 44100],
  [8000, 48000],
  [37800, 44100],
  [44100, 37800],
  [192000, 8000],
  [44056, 44100],
  [50000, 44100],
  [11025, 384000],
  [352800, 48000],
];
const COMMON = [8000, 11025, 16000, 22050, 32000, 37800, 44100, 48000, 88200, 96000, 176400, 192000, 384000];

/** A bell about `centreS`, some 25 samples of the lower rate wide: its spectrum ends long before the pass band does. */
function bell(frames: number, rateHz: number, lowHz: number, centreS: number): Float64Array {
  return Float64Array.from({ length: frames }, (_, n) => {
    const apart = ((n / rateHz - centreS) * lowHz) / 6;
    return Math.exp(-0.5 * apart * apart);
  });
}

/** Pulled in pieces of `mine` frames from a source that gives at most `its` at a time. */
async function inPieces(x: Float64Array, from: number, to: number, its: number, mine: number) {
  const whole = sourceOf([x], from);
  const source = resample({ ...whole, pull: (most) => whole.pull(Math.min(its, most)) }, to);
  const parts: number[] = [];
  for (let block = await source.pull(mine); block !== null; block = await source.pull(mine)) {
    if (block.frames === 0 || block.frames > mine) throw new Error(`${block.frames} of ${mine} frames`);
    parts.push(...block.channels[0]!.subarray(0, block.frames));
  }
  return Float64Array.from(parts);
}

/** Farthest from the same bell reckoned at the new rate. */
async function apartFromItself(from: number, to: number, frames: number): Promise<number> {
  const lowHz = Math.min(from, to);
  const centreS = frames / from / 2;
  const y = (await collect(resample(sourceOf([bell(frames, from, lowHz, centreS)], from), to)))[0]!;
  expect(y.length).toBe(Math.round((frames * to) / from));
  const wanted = bell(y.length, to, lowHz, centreS);
  return y.reduce((most, value, n) => Math.max(most, Math.abs(value - wanted[n]!)), 0);
}

describe('resample between any rates', () => {
  it.each(AWKWARD)('%i to %i Hz: as long as it was, and nothing shifted or lost', async (from, to) => {
    // -170 dB of the bell's height, which begins and ends at 10 widths: 1e-22.
    const frames = Math.ceil((150 * from) / Math.min(from, to));
    expect(await apartFromItself(from, to, frames)).toBeLessThan(10 ** (-170 / 20));
  });

  it('takes any whole rates and any lengths', async () => {
    const rate = fc.oneof(fc.constantFrom(...COMMON), fc.integer({ min: 8000, max: 384000 }));
    await fc.assert(
      fc.asyncProperty(rate, rate, fc.integer({ min: 150, max: 400 }), async (from, to, low) => {
        const frames = Math.ceil((low * from) / Math.min(from, to));
        // A sum of some hundred weights rounds some times 1e-16.
        expect(await apartFromItself(from, to, frames)).toBeLessThan(10 ** (-165 / 20));
      }),
      { numRuns: 25, seed: 5 },
    );
  });

  it('gives the same bits for any pull sizes, from the source and from itself', async () => {
    const size = fc.integer({ min: 1, max: 2000 });
    const ratio = fc.oneof(
      fc.constantFrom(...AWKWARD),
      fc.tuple(fc.integer({ min: 8000, max: 96000 }), fc.integer({ min: 8000, max: 96000 })),
    );
    await fc.assert(
      fc.asyncProperty(ratio, size, size, size, async ([from, to], frames, its, mine) => {
        const x = Float64Array.from({ length: frames }, (_, n) => ((n * 7919) % 1013) / 1013 - 0.5);
        const whole = await inPieces(x, from, to, 131072, 131072);
        expect(whole.every(Number.isFinite)).toBe(true);
        expectSameBits([await inPieces(x, from, to, its, mine)], [whole]);
      }),
      { numRuns: 20, seed: 6 },
    );
  });

  it.each([
    [44100, 48000],
    [96000, 44100],
    [47999, 44100],
    [8000, 192000],
  ])('%i to %i Hz: holds no more after five seconds than after one', async (from, to) => {
    let taken = 0;
    const block = { channels: [new Float64Array(4096).fill(0.1)], frames: 4096 };
    const endless: Source = {
      format: { sampleRateHz: from, channels: 1 },
      frames: null,
      async pull(most) {
        const frames = Math.min(most, 4096);
        taken += frames;
        return { ...block, frames };
      },
      async close() {},
    };
    const source = resample(endless, to);
    const held: number[] = [0, 0];
    for (let given = 0; given < 5 * to; ) {
      const got = await source.pull(4096);
      given += got!.frames;
      const half = given < to ? 0 : 1;
      held[half] = Math.max(held[half]!, taken - (given * from) / to);
    }
    // A block of the transform, seen at other moments: never two.
    expect(held[0]).toBeLessThan(5000);
    expect(held[1]).toBeLessThan(1.1 * held[0]!);
  });
});
