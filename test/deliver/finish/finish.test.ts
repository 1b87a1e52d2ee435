// Finish: the same samples for any size of blocks, whole steps of the word length, and never above the ceiling.
import { describe, expect, it } from 'vitest';
import type { Finish } from '../../../src/deliver/finish/written-files.ts';
import { fanOut } from '../../../src/deliver/finish/fan-out.ts';
import { finish } from '../../../src/deliver/finish/finish.ts';
import { moveOf } from '../../../src/master/decider.ts';
import { listen } from '../../../src/master/listen.ts';
import { renderMoves } from '../../../src/master/render.ts';
import type { Move } from '../../../src/master/plan.ts';
import { collect, sourceOf, type Source } from '../../../src/signal/stream.ts';
import { musicLike, noise } from '../../signals.ts';

const CD: Finish = { sampleRateHz: 44100, bits: 16, dither: 'shaped' };
const MASTER: Finish = { sampleRateHz: null, bits: 24, dither: 'tpdf' };
const OPTIONS = { ceilingDbtp: -1, seed: 7 };

const move = (id: string, kind: string, params: Move['params']): Move =>
  moveOf({ id, stage: 'own', kind, params, because: [], confidence: 1 });
const MOVES = [
  move('tone', 'eq', { bands: [{ type: 'bell', hz: 300, gainDb: -2, q: 1 }] }),
  move('glue', 'compressor', { thresholdDb: -30, ratio: 1.5 }),
  move('level', 'gain', { gainDb: 8 }),
  move('limiter', 'limiter', { ceilingDbtp: -1 }),
];

/** The whole way after the decision, with the mix arriving in pieces of `most` frames. */
async function wayOf(sound: readonly Float64Array[], rateHz: number, form: Finish, most: number) {
  const whole = sourceOf(sound, rateHz);
  const mix: Source = { ...whole, pull: (maxFrames) => whole.pull(Math.min(most, maxFrames)) };
  const done = finish(renderMoves(mix, MOVES), form, OPTIONS);
  const inPieces: Source = { ...done, pull: (maxFrames) => done.pull(Math.min(most, maxFrames)) };
  return collect(inPieces);
}

describe('the way from mix to file', () => {
  it.each([
    ['24 bit at 44.1 kHz', 44100, MASTER],
    ['16 bit at 44.1 kHz', 44100, CD],
    ['16 bit from 48 kHz', 48000, CD],
  ] as const)('%s: the same bits for blocks of 1, 128 and 4096', async (_, rateHz, form) => {
    const sound = musicLike(rateHz / 2, rateHz, 2);
    const large = await wayOf(sound, rateHz, form, 4096);
    for (const most of [1, 128]) expect(await wayOf(sound, rateHz, form, most)).toEqual(large);
  });
});

describe('finish', () => {
  it('gives whole steps of the word length', async () => {
    for (const form of [MASTER, CD]) {
      const sound = await collect(finish(sourceOf(musicLike(8000, 48000), 48000), form, OPTIONS));
      const scale = 2 ** (form.bits - 1);
      expect(sound.flatMap((samples) => [...samples]).every((value) => Number.isInteger(value * scale))).toBe(
        true,
      );
    }
  });

  it('holds the ceiling after a rate conversion that creates overs', async () => {
    const hot = [noise(0.89, 48000, 3), noise(0.89, 48000, 4)];
    const free = await collect(finish(sourceOf(hot, 48000), CD, { ...OPTIONS, ceilingDbtp: null }));
    const held = await collect(finish(sourceOf(hot, 48000), CD, OPTIONS));
    const peakOf = async (sound: Float64Array[]) =>
      (await listen(sourceOf(sound, 44100), { quick: true })).measurements.peak.truePeakDbtp!;
    expect(await peakOf(free)).toBeGreaterThan(-0.5);
    expect(await peakOf(held)).toBeLessThanOrEqual(-1 + 0.05);
    expect(held[0]!.length).toBe(44100);
  });
});

describe('dither, once', () => {
  const OPEN = { ceilingDbtp: null, seed: 7 };
  const AT_16: Finish = { sampleRateHz: null, bits: 16, dither: 'tpdf' };
  const sound = musicLike(8000, 44100);
  const shortened = (form: Finish) => finish(sourceOf(sound, 44100), form, OPEN);
  const fader = (gainDb: number) => [move('fader', 'gain', { gainDb })];

  it('tells how much of the sound it dithered, and with what', async () => {
    const once = shortened({ ...AT_16, dither: 'shaped' });
    await collect(once);
    // Its very first sample is 0, which is exact.
    expect(once.account()).toEqual({ bits: 16, shape: 'shaped', samples: 16000, dithered: 15998 });
    const fine = shortened({ ...MASTER, dither: 'shaped' });
    await collect(fine);
    expect(fine.account().shape).toBe('tpdf');
  });

  it.each([16, 24] as const)(
    '16 bits unchanged at %i bits: passed to the bit, dithered nowhere',
    async (bits) => {
      const first = await collect(shortened(AT_16));
      // From a file, which nobody has told to be shortened; and on from the very source that was.
      for (const source of [sourceOf(first, 44100), shortened(AT_16)]) {
        const again = finish(source, { ...AT_16, bits }, OPEN);
        expect(await collect(again)).toEqual(first);
        expect(again.account()).toMatchObject({ bits, dithered: 0 });
      }
    },
  );

  it('of a chain that does nothing passes to the bit as well', async () => {
    const first = await collect(shortened(AT_16));
    const idle = [...fader(0), move('limiter', 'limiter', { ceilingDbtp: 0 })];
    const again = finish(renderMoves(shortened(AT_16), idle), MASTER, OPEN);
    expect(await collect(again)).toEqual(first);
  });

  it('is refused a second time where the sound was changed in between', async () => {
    const twice: Source[] = [
      finish(renderMoves(shortened(AT_16), fader(-1)), AT_16, OPEN),
      finish(renderMoves(shortened(AT_16), fader(-1.3)), MASTER, OPEN),
      finish(shortened(MASTER), AT_16, OPEN),
      finish(shortened(MASTER), { ...MASTER, sampleRateHz: 48000 }, OPEN),
      ...fanOut(shortened(MASTER), 1).branches.map((branch) => finish(branch, AT_16, OPEN)),
    ];
    for (const source of twice) {
      await expect(collect(source)).rejects.toMatchObject({
        code: 'dithered-twice',
        facts: expect.anything(),
      });
    }
  });

  it('of a file that was shortened elsewhere is told, not refused', async () => {
    const file = sourceOf(await collect(shortened(AT_16)), 44100);
    const louder = finish(renderMoves(file, fader(-1)), AT_16, OPEN);
    await collect(louder);
    expect(louder.account().dithered).toBeGreaterThan(15000);
  });
});
