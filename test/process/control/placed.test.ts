// Placed: heard at its places and nowhere else, to the bit, wherever in the song the sound begins.
import { describe, expect, it } from 'vitest';
import { loadEveryProcessor, processorById } from '../../../src/process/catalogue.ts';
import { createChain, processSource, type ChainStep } from '../../../src/process/chain.ts';
import { placed, type PlacedSpan } from '../../../src/process/control/placed.ts';
import { createDelta } from '../../../src/process/delta.ts';
import { COMPRESSOR } from '../../../src/process/dynamics/compressor.ts';
import type { ParamRecord } from '../../../src/process/params.ts';
import type { Processor, ProcessorKind } from '../../../src/process/processor.ts';
import { collect, sourceOf } from '../../../src/signal/stream.ts';
import { expectSameBits, padded, processorContract, runProcessor } from '../../contracts/processor.ts';
import { musicLike } from '../../signals.ts';

const RATE = 44100;
const FORMAT = { sampleRateHz: RATE, channels: 2 };
const FADE = Math.round(0.06 * RATE);
const SPANS: readonly PlacedSpan[] = [
  { startS: 0.5, endS: 0.8 },
  { startS: 0.2, endS: 0.3 },
  { startS: 0.78, endS: 0.9 },
];

/** The same kind, heard at the places alone. */
function placedKind(kind: ProcessorKind, spans: readonly PlacedSpan[]): ProcessorKind {
  return {
    ...kind,
    id: `placed-${kind.id}`,
    create: (params, format, first = 0) => placed(kind.create(params, format, first), spans, format, first),
  };
}

processorContract(placedKind(COMPRESSOR, [{ startS: 0.03, endS: 0.09 }]), [
  { thresholdDb: -30, ratio: 3, lookAheadMs: 2 },
]);

const music = musicLike(RATE, RATE, 5);
const step = (id: string, params: ParamRecord, spans?: readonly PlacedSpan[]): ChainStep => ({
  kind: processorById(id),
  params,
  ...(spans ? { spans } : {}),
});
const GAIN = step('gain', { gainDb: -6 }, SPANS);
const SLOW = step('compressor', { thresholdDb: -30, ratio: 4, lookAheadMs: 3 });
const heard = (chain: Processor, sound = music): Promise<Float64Array[]> =>
  collect(processSource(sourceOf(sound, RATE), chain));
const through = (steps: readonly ChainStep[]): Promise<Float64Array[]> => heard(createChain(steps, FORMAT));
const frames = (seconds: number): number => Math.round(seconds * RATE);

describe('a placed move', () => {
  it('leaves every bit outside its places, is all of the move within, and steps smoothly in between', async () => {
    const out = await through([GAIN]);
    const whole = await through([step('gain', { gainDb: -6 })]);
    const [x, y, z] = [music[0]!, out[0]!, whole[0]!];
    for (const [start, end] of [
      [0.2, 0.3],
      [0.5, 0.9],
    ] as const) {
      const [from, to] = [frames(start), frames(end)];
      const fade = Math.min(FADE, Math.floor((to - from) / 2));
      expect(y.subarray(from + fade, to - fade)).toEqual(z.subarray(from + fade, to - fade));
      const share = (n: number): number => (y[n]! - x[n]!) / (z[n]! - x[n]!);
      expect(share(from + Math.round(fade / 2))).toBeCloseTo(0.5, 2);
      expect(share(to - Math.round(fade / 2))).toBeCloseTo(0.5, 2);
    }
    for (const [start, end] of [
      [0, 0.2],
      [0.3, 0.5],
      [0.9, 1],
    ] as const)
      expect(y.subarray(frames(start), frames(end))).toEqual(x.subarray(frames(start), frames(end)));
  });

  it('has its places in the time of the song behind moves that delay, and with a delay of its own', async () => {
    const late = { ...SLOW, spans: SPANS };
    const [before, after, wet] = [
      await through([SLOW]),
      await through([SLOW, late]),
      await through([SLOW, SLOW]),
    ];
    const out = after[0]!;
    expect(out.subarray(0, frames(0.2))).toEqual(before[0]!.subarray(0, frames(0.2)));
    expect(out.subarray(frames(0.3), frames(0.5))).toEqual(before[0]!.subarray(frames(0.3), frames(0.5)));
    const inside = [frames(0.5) + FADE, frames(0.9) - FADE] as const;
    expect(out.subarray(...inside)).toEqual(wet[0]!.subarray(...inside));
  });

  it('stands in its place when the song is taken up in the middle', async () => {
    const first = frames(0.25);
    const chain = createChain([SLOW, GAIN], FORMAT, first);
    const rest = await heard(
      chain,
      music.map((x) => x.subarray(first)),
    );
    const plain = await heard(
      createChain([SLOW], FORMAT, first),
      music.map((x) => x.subarray(first)),
    );
    const at = (seconds: number): number => frames(seconds) - first;
    const same = [at(0.3), at(0.5)] as const;
    expect(rest[0]!.subarray(...same)).toEqual(plain[0]!.subarray(...same));
    const lower = [at(0.6), at(0.8)] as const;
    expect(rest[0]!.subarray(...lower)).not.toEqual(plain[0]!.subarray(...lower));
    expectSameBits(
      await heard(
        createDelta([SLOW, GAIN], 1, FORMAT, first),
        music.map((x) => x.subarray(first)),
      ),
      rest.map((x, c) => x.map((v, n) => v - plain[c]![n]!)),
    );
  });

  it('is there from the first frame of the song', async () => {
    const out = await through([{ ...GAIN, spans: [{ startS: 0, endS: 0.5 }] }]);
    const whole = await through([step('gain', { gainDb: -6 })]);
    expect(out[0]!.subarray(0, frames(0.4))).toEqual(whole[0]!.subarray(0, frames(0.4)));
  });

  it.each([
    ['shorter than two fades', { startS: 0.4, endS: 0.41 }],
    ['of one frame', { startS: 0.4, endS: 0.4 + 1 / RATE }],
    ['of nothing', { startS: 0.4, endS: 0.4 }],
    ['behind the end', { startS: 5, endS: 6 }],
    ['before the start', { startS: -2, endS: 0 }],
  ])('copes with a place %s', async (_, span) => {
    const out = await through([{ ...GAIN, spans: [span] }]);
    const changed = out[0]!.map((v, n) => (v === music[0]![n]! ? 0 : 1));
    expect(out[0]!.every(Number.isFinite)).toBe(true);
    const [start, end] = [frames(span.startS), frames(span.endS)];
    expect(changed.every((is, n) => is === 0 || (n >= start && n < end))).toBe(true);
  });

  it('tells of no reduction where it is not heard', () => {
    const spans = [{ startS: 0.5, endS: 0.8 }];
    const chain = createChain([step('limiter', { ceilingDbtp: -20 }, spans)], FORMAT);
    runProcessor(chain, music);
    const trace = Array.from(chain.gainReductionDb ?? []);
    expect(trace.length).toBeGreaterThan(90);
    expect(trace.slice(0, 50).every((db) => db === 0)).toBe(true);
    expect(Math.min(...trace.slice(50, 80))).toBeLessThan(-3);
    expect(trace.slice(80).every((db) => db === 0)).toBe(true);
  });

  it('tells of what was mended only where it is heard', async () => {
    await loadEveryProcessor();
    const broken = music.map((x) =>
      x.map((v, n) => (n === frames(0.4) || n === frames(0.65) ? 0.9 : 0.2 * v)),
    );
    const places = [0.4, 0.65].map((s) => ({ startS: s - 0.001, endS: s + 0.001 }));
    const chain = createChain([step('declick', { places }, [{ startS: 0.5, endS: 0.8 }])], FORMAT);
    const out = runProcessor(chain, padded(broken, 9000));
    expect(out[0]!.every(Number.isFinite)).toBe(true);
    const told = (chain.repairs ?? []).map(({ startS }) => startS);
    expect(told.length).toBeGreaterThan(0);
    expect(told.every((s) => s > 0.5 && s < 0.8)).toBe(true);
  });
});
