// The processor contract: one suite that every kind of processor passes, with its own sample parameters.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkParams,
  type Param,
  type ParamRecord,
  type ParamTable,
  type ParamValue,
} from '../../src/process/params.ts';
import type { Processor, ProcessorKind } from '../../src/process/processor.ts';
import type { Block } from '../../src/signal/signal.ts';
import { BOXED_BYTES_A_FRAME } from '../../bench/boxed-bytes.mjs';
import { bytesHeld, type BytesHeld } from '../memory.ts';
import { musicLike, noise } from '../signals.ts';

const RATES_HZ = [44100, 48000, 96000, 192000];
const MIXED_SIZES = [997, 1, 128, 3, 4096, 16];

/** What ends after latency and tail is under this share of what went in (-160 dB: IIR tails end by decay). */
const TAIL_END = 1e-8;
/** Highest tail that the tests wait for; longer ones belong to extreme parameters and are only bounded. */
const LONGEST_TAIL = 400000;

/** `channels` through `processor`, in blocks of the sizes given in turn; the input is left alone. */
export function runProcessor(
  processor: Processor,
  channels: readonly Float64Array[],
  sizes: readonly number[] = [4096],
): Float64Array[] {
  const out = channels.map((samples) => samples.slice());
  const frames = out[0]!.length;
  for (let at = 0, turn = 0; at < frames; turn++) {
    const end = Math.min(frames, at + sizes[turn % sizes.length]!);
    processor.process({ channels: out.map((samples) => samples.subarray(at, end)), frames: end - at });
    at = end;
  }
  return out;
}

/** `channels` with `frames` of silence after them. */
export function padded(channels: readonly Float64Array[], frames: number): Float64Array[] {
  return channels.map((samples) => {
    const longer = new Float64Array(samples.length + frames);
    longer.set(samples);
    return longer;
  });
}

export function processorContract(kind: ProcessorKind, samples: readonly ParamRecord[]): void {
  const all = samples.map((params) => checkParams(kind.params, params, kind.id));
  const make = (params: ParamRecord, sampleRateHz = 44100, channels = 2): Processor =>
    kind.create(params, { sampleRateHz, channels });
  const loud = (frames: number, rate = 44100): Float64Array[] =>
    musicLike(frames, rate, 3).map((x) => x.map((v) => 4 * v));

  describe(`${kind.id} keeps the processor contract`, () => {
    it.each(RATES_HZ)('gives the same bits for any cutting into blocks, at %i Hz', (rate) => {
      for (const params of all) {
        for (const sound of [loud(9000, rate), loud(9000, rate).slice(0, 1)]) {
          const format = { sampleRateHz: rate, channels: sound.length };
          const whole = runProcessor(kind.create(params, format), sound, [9000]);
          for (const sizes of [[1], [128], [4096], MIXED_SIZES]) {
            expectSameBits(runProcessor(kind.create(params, format), sound, sizes), whole);
          }
        }
      }
    });

    it('is newborn after reset', () => {
      for (const params of all) {
        const processor = make(params);
        const first = runProcessor(processor, loud(7000));
        runProcessor(processor, [noise(8, 3001, 5), noise(8, 3001, 6)]);
        processor.reset();
        expectSameBits(runProcessor(processor, loud(7000)), first);
      }
    });

    it.each(RATES_HZ)('delays by its latency and by no more, at %i Hz', (rate) => {
      for (const params of all) {
        const processor = make(params, rate);
        const at = 2000;
        const answer = (height: number, before = 0): Float64Array => {
          processor.reset();
          const impulse = new Float64Array(at + processor.latencyFrames + 4000);
          impulse[at] = height;
          impulse[at - 500] = before;
          return runProcessor(processor, [impulse, impulse])[0]!;
        };
        const out = answer(0.01);
        const place = at + processor.latencyFrames;
        if (processor.preRingFrames) {
          const filters = isTwice(out, answer(0.005)) && isSum(answer(0.01, 0.02), out, answer(0, 0.02));
          if (filters) expectRingAround(out, place, processor.preRingFrames);
          else expectMostAt(out, place, processor.preRingFrames);
        } else expect(firstAbove(out, processor) - at).toBe(processor.latencyFrames);
      }
    });

    it('is silent once latency and tail are over', () => {
      for (const params of all) {
        const processor = make(params);
        expect(processor.tailFrames).toBeGreaterThanOrEqual(0);
        const rest = processor.latencyFrames + processor.tailFrames;
        if (rest > LONGEST_TAIL) continue;
        const out = runProcessor(processor, padded(loud(6000), rest + 500));
        const end = out.flatMap((x) => [...x.subarray(6000 + rest)]);
        expect(Math.max(...end.map(Math.abs))).toBeLessThan(TAIL_END);
      }
    });

    it.each([...awkwardSounds(6000)])('stays finite on %s', (_, sound) => {
      for (const params of all) {
        for (const channels of [1, 2]) {
          const out = runProcessor(make(params, 48000, channels), sound.slice(0, channels));
          expect(out.every((x) => x.every(Number.isFinite))).toBe(true);
        }
      }
    });

    it('keeps silence silent', () => {
      for (const params of all) {
        const out = runProcessor(make(params), [new Float64Array(5000), new Float64Array(5000)]);
        expect(out.every((x) => x.every((v) => v === 0))).toBe(true);
      }
    });

    it('does nothing but delay at no strength, to the last bit', () => {
      for (const params of all) {
        const neutral = checkParams(kind.params, kind.atStrength(params, 0), kind.id);
        expect(kind.isNeutral(neutral)).toBe(true);
        const quiet = musicLike(6000, 44100, 8);
        const processor = make(neutral);
        const out = runProcessor(processor, padded(quiet, processor.latencyFrames));
        expectSameBits(
          out.map((x) => x.subarray(processor.latencyFrames)),
          quiet,
        );
      }
    });

    it('is as given at full strength, and allowed at any', () => {
      for (const params of all) {
        expect(kind.atStrength(params, 1)).toEqual(params);
        for (const share of [0.1, 0.5, 0.9])
          checkParams(kind.params, kind.atStrength(params, share), kind.id);
      }
    });

    it('keeps its parameters through JSON', () => {
      for (const params of all) {
        const back = checkParams(kind.params, JSON.parse(JSON.stringify(params)) as ParamRecord, kind.id);
        expect(back).toEqual(params);
        expectSameBits(runProcessor(make(back), loud(3000)), runProcessor(make(params), loud(3000)));
      }
    });

    it('allocates nothing in process', () => {
      for (const params of all) {
        const { heap, samples } = bytesAllocated(make(params), loud(256));
        expect(samples).toBeLessThanOrEqual(0);
        expect(heap / CALLS).toBeLessThan(BOXED_BYTES_A_CALL);
      }
    });

    it('copes with any parameters inside their ranges', () => {
      fc.assert(
        fc.property(
          anyParams(kind.params),
          fc.constantFrom(...RATES_HZ),
          fc.constantFrom(1, 2),
          (given, rate, channels) => {
            const params = checkParams(kind.params, given, kind.id);
            const sound = loud(1500, rate).slice(0, channels);
            const format = { sampleRateHz: rate, channels };
            const whole = runProcessor(kind.create(params, format), sound);
            expect(whole.every((x) => x.every(Number.isFinite))).toBe(true);
            expectSameBits(runProcessor(kind.create(params, format), sound, MIXED_SIZES), whole);
            if (kind.responseDb) expect(kind.responseDb(params, 1000, rate)).not.toBeNaN();
          },
        ),
        { seed: 20, numRuns: 40 },
      );
    });
  });
}

/** What a transform of long kernels leaves before a sound by rounding, beside an impulse of 0.01. */
const ROUNDING = 1e-16;

/** Where sound begins. A processor that tells of its pre-ring works by transforms, whose rounding is no sound. */
function firstAbove(out: Float64Array, { preRingFrames }: Processor): number {
  const floor = preRingFrames === undefined ? 0 : ROUNDING;
  return out.findIndex((v) => Math.abs(v) > floor);
}

function isTwice(out: Float64Array, half: Float64Array): boolean {
  return out.every((v, n) => Math.abs(v - 2 * half[n]!) <= ROUNDING);
}

/** Not so where an earlier sound decides what is done to a later one. */
function isSum(both: Float64Array, one: Float64Array, other: Float64Array): boolean {
  return both.every((v, n) => Math.abs(v - one[n]! - other[n]!) <= ROUNDING);
}

/** What bends the wave is no filter: its answer is largest at the impulse's place, and may ring unevenly around it. */
function expectMostAt(out: Float64Array, place: number, preRingFrames: number): void {
  expect(out.every((v, n) => n === place || Math.abs(v) < Math.abs(out[place]!))).toBe(true);
  expect(out.findIndex((v) => Math.abs(v) > ROUNDING)).toBeGreaterThanOrEqual(place - preRingFrames);
}

/**
 * Linear phase, or a phase turned by one angle: as much on both sides of the sample that an impulse at its place gives, or the
 * same upside down, and nothing before the pre-ring.
 */
function expectRingAround(out: Float64Array, place: number, preRingFrames: number): void {
  const apart = Math.min(3000, preRingFrames);
  for (let d = 1; d < apart; d++) {
    expect(Math.abs(Math.abs(out[place - d]!) - Math.abs(out[place + d]!))).toBeLessThan(ROUNDING);
  }
  expect(out.findIndex((v) => Math.abs(v) > ROUNDING)).toBeGreaterThanOrEqual(place - preRingFrames);
}

/** Of 256 frames. The samples of a Float64Array are counted apart, where not a byte is allowed. */
const BOXED_BYTES_A_CALL = BOXED_BYTES_A_FRAME * 256;
const CALLS = 400;
/**
 * Until compiled, code boxes numbers, and a machine with more to do than cores may leave the compiler waiting for seconds: so
 * attempts end by time, not by number. What allocates does so every time.
 */
const MOST_ATTEMPTS_MS = 60_000;

const UNKNOWN_BYTES: BytesHeld = { heap: Number.POSITIVE_INFINITY, samples: Number.POSITIVE_INFINITY };

const isLittle = ({ heap, samples }: BytesHeld): boolean => samples <= 0 && heap < CALLS * BOXED_BYTES_A_CALL;

function bytesAllocated(processor: Processor, sound: Float64Array[]): BytesHeld {
  const block: Block = { channels: sound.map((x) => x.slice()), frames: 256 };
  const lent = [...block.channels];
  const call = (): void => {
    for (let c = 0; c < lent.length; c++) lent[c]!.set(sound[c]!);
    processor.process(block);
  };
  for (let k = 0; k < 2 * CALLS; k++) call();
  const attempt = (): BytesHeld => {
    const before = bytesHeld();
    for (let k = 0; k < CALLS; k++) call();
    const after = bytesHeld();
    return { heap: after.heap - before.heap, samples: after.samples - before.samples };
  };
  let last = UNKNOWN_BYTES;
  let least = UNKNOWN_BYTES;
  const until = performance.now() + MOST_ATTEMPTS_MS;
  while (!isLittle(least) && performance.now() < until) {
    const now = attempt();
    // A collection in between makes a difference negative, or small by chance: only two attempts in a row tell something.
    const told = now.heap < 0 ? UNKNOWN_BYTES : now;
    const both = { heap: Math.max(last.heap, told.heap), samples: Math.max(last.samples, told.samples) };
    if (both.heap < least.heap) least = both;
    last = told;
  }
  expect(block.channels.every((x, c) => x === lent[c])).toBe(true);
  return least;
}

function* awkwardSounds(frames: number): Generator<[string, Float64Array[]]> {
  const of = (value: (n: number) => number): Float64Array[] => {
    const samples = Float64Array.from({ length: frames }, (_, n) => value(n));
    return [samples, samples.map((v) => -0.7 * v)];
  };
  yield ['silence', of(() => 0)];
  yield ['a full-scale square', of((n) => (Math.floor(n / 50) % 2 === 0 ? 1 : -1))];
  yield ['DC', of(() => 0.5)];
  yield ['denormals', of((n) => (n % 2 === 0 ? 5e-324 : -1e-310))];
  yield ['+20 dBFS', [noise(10, frames, 1), noise(10, frames, 2)]];
  yield ['one sample then nothing', of((n) => (n === 0 ? 1 : 0))];
  yield ['alternating full scale', of((n) => (n % 2 === 0 ? 1 : -1))];
}

export function expectSameBits(got: readonly Float64Array[], wanted: readonly Float64Array[]): void {
  expect(got.length).toBe(wanted.length);
  for (let c = 0; c < wanted.length; c++) {
    const a = got[c]!;
    const b = wanted[c]!;
    expect(a.length).toBe(b.length);
    const at = a.findIndex((v, n) => v !== b[n]);
    if (at >= 0) expect.fail(`channel ${c} differs at ${at}: ${a[at]} and ${b[at]}`);
  }
}

function anyParams(table: ParamTable): fc.Arbitrary<ParamRecord> {
  return fc.record(Object.fromEntries(Object.entries(table).map(([name, param]) => [name, anyValue(param)])));
}

function anyValue(param: Param): fc.Arbitrary<ParamValue> {
  switch (param.type) {
    case 'number':
      return fc.double({ min: param.min, max: param.max, noNaN: true });
    case 'choice':
      return fc.constantFrom(...param.choices);
    case 'list':
      return fc.array(anyParams(param.of), { maxLength: Math.min(4, param.maxLength) });
  }
}
