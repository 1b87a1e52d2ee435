// Kernel: SIMD is there, is decoded rightly, can be done without, and gives the same bits as its plain twin.
import { describe, expect, it, vi } from 'vitest';
import { decodeHex } from '../../src/dsp/hex.ts';
import type { Coefficients } from '../../src/dsp/biquad.ts';
import { cascadeForm, CASCADE_STATE } from '../../src/dsp/cascade-plain.ts';
import { crossingForm } from '../../src/dsp/crossing-plain.ts';
import { linkwitzRiley } from '../../src/dsp/crossover.ts';
import { fftPlan } from '../../src/dsp/fft.ts';
import { peakBank } from '../../src/dsp/interpolate.ts';
import { KERNEL_HEX } from '../../src/dsp/kernel-bytes.ts';
import type { Kernel, PhaseBank, SpectrumFilter } from '../../src/dsp/kernel-contract.ts';
import { kernel } from '../../src/dsp/kernel.ts';
import { HEAR_RESULT, HEAR_STATE } from '../../src/dsp/hear-plain.ts';
import { weighSections, WEIGH_STATE, WEIGH_SUMS } from '../../src/dsp/weigh-plain.ts';
import { PLAIN_KERNEL } from '../../src/dsp/kernel-plain.ts';
import { createSimdKernel } from '../../src/dsp/kernel-simd.ts';
import { HEARD_FROM, workLength } from '../../src/dsp/peak-plain.ts';
import { REQUANTISE_FORM, REQUANTISE_LANES, REQUANTISE_STATE } from '../../src/dsp/requantise-plain.ts';
import { seededRandom } from '../../src/signal/random.ts';

const simd = createSimdKernel()!;

function noise(frames: number, seed: number): Float64Array {
  const random = seededRandom(seed);
  return Float64Array.from({ length: frames }, () => 2 * random() - 1);
}

/** Low-passed noise with silences: what the peak bound was made for. */
function music(frames: number, seed: number): Float64Array {
  const x = noise(frames, seed);
  for (let n = 1; n < frames; n++) x[n] = (n >> 9) % 3 === 0 ? 0 : 0.1 * x[n]! + 0.9 * x[n - 1]!;
  return x;
}

describe('the SIMD kernel', () => {
  it('is what this engine runs', () => {
    expect(kernel().name).toBe('simd');
  });

  it('is done without where an engine has no WebAssembly, or refuses the module', () => {
    vi.stubGlobal('WebAssembly', undefined);
    expect(createSimdKernel()).toBeNull();
    const refuse = {
      Module: class {
        constructor() {
          throw new Error('no SIMD');
        }
      },
    };
    vi.stubGlobal('WebAssembly', refuse);
    expect(createSimdKernel()).toBeNull();
    vi.unstubAllGlobals();
    expect(createSimdKernel()!.name).toBe('simd');
  });

  it('is decoded from its text byte for byte', () => {
    expect([...decodeHex('00ff10a9')]).toEqual([0, 255, 16, 169]);
    expect(decodeHex('').length).toBe(0);
    expect([...decodeHex(KERNEL_HEX).subarray(0, 4)]).toEqual([0, 0x61, 0x73, 0x6d]);
    expect(decodeHex(KERNEL_HEX).length).toBe(KERNEL_HEX.length / 2);
  });
});

describe('SIMD and plain kernels give the same bits', () => {
  it.each([2, 4, 8, 16, 32, 512, 1024, 4096])('forward and inverse FFT of %i', (size) => {
    const plan = fftPlan(size);
    const x = noise(size, size);
    const bins = size / 2 + 1;
    const [re, im, re2, im2] = [0, 1, 2, 3].map(() => new Float64Array(bins)) as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    const y = new Float64Array(size);
    const y2 = new Float64Array(size);
    PLAIN_KERNEL.forward(plan, x, re, im);
    simd.forward(plan, x, re2, im2);
    expect(re2).toEqual(re);
    expect(im2).toEqual(im);
    PLAIN_KERNEL.inverse(plan, re, im, y);
    simd.inverse(plan, re, im, y2);
    expect(y2).toEqual(y);
  });

  it.each([4, 8, 64, 2048])('Hann-windowed spectrum of %i', (size) => {
    const x = noise(size, size);
    const rows = new Float64Array(3 * (size / 2 + 1));
    const rows2 = rows.slice();
    PLAIN_KERNEL.hannSpectrum(fftPlan(size), 0.3, x, rows);
    simd.hannSpectrum(fftPlan(size), 0.3, x, rows2);
    expect(rows2).toEqual(rows);
  });

  it.each([
    [256, 256],
    [256, 512],
    [1024, 128],
  ])('spectrum filter %i to %i', (sizeIn, sizeOut) => {
    const a = fftPlan(sizeIn).table;
    const b = fftPlan(sizeOut).table;
    const shared = Math.min(sizeIn, sizeOut) / 2 + 1;
    const table = new Float64Array(a.length + b.length + shared);
    table.set(a);
    table.set(b, a.length);
    table.set(noise(shared, 5), a.length + b.length);
    const filter: SpectrumFilter = { sizeIn, sizeOut, table, outAt: a.length, gainsAt: a.length + b.length };
    const x = noise(sizeIn, 6);
    const y = new Float64Array(sizeOut);
    const y2 = new Float64Array(sizeOut);
    PLAIN_KERNEL.filterSpectrum(filter, x, y);
    simd.filterSpectrum(filter, x, y2);
    expect(y2).toEqual(y);
  });

  it.each([0, 1, 3, 5])('crossing by %i crossovers', (splits) => {
    const form = crossingForm(
      [60, 200, 900, 4000, 11000].slice(0, splits).map((hz) => linkwitzRiley(hz, 44100)),
    );
    const tell = (loops: Kernel): Float64Array[] => {
      const state = new Float64Array(form.memory);
      const outs = Array.from({ length: 2 * splits + 2 }, () => new Float64Array(301));
      for (const seed of [1, 2])
        loops.crossing(form, state, noise(301, seed), noise(301, seed + 2), 301, outs);
      return [state, ...outs];
    };
    expect(tell(simd)).toEqual(tell(PLAIN_KERNEL));
  });

  it.each([256, 512])('filter bank of %i', (size) => {
    const plan = fftPlan(size).table;
    const table = new Float64Array(plan.length + 3 * (size / 2 + 1));
    table.set(plan);
    table.set(noise(3 * (size / 2 + 1), 5), plan.length);
    const bank = { size, count: 3, table, gainsAt: plan.length };
    const x = noise(size, 6);
    const [outs, outs2] = [0, 1].map(() => Array.from({ length: 3 }, () => new Float64Array(100)));
    PLAIN_KERNEL.filterBank(bank, x, 17, outs!);
    simd.filterBank(bank, x, 17, outs2!);
    expect(outs2).toEqual(outs);
  });

  it.each([1, 15, 16, 17, 128, 3000])('peak, peaks and envelope of %i frames', (frames) => {
    for (const make of [noise, music]) {
      const work = new Float64Array(workLength(frames));
      work.set(make(HEARD_FROM + frames, 7).subarray(0, work.length));
      for (const above of [0, 0.1, 0.5, 1.2]) {
        const newest = work.subarray(HEARD_FROM, HEARD_FROM + frames);
        expect(simd.peak(peakBank(), work, newest, frames, above)).toBe(
          PLAIN_KERNEL.peak(peakBank(), work, newest, frames, above),
        );
        const ends = Float64Array.from([0.1, 0.1, 0.45, 1], (share) => Math.floor(share * frames));
        const tops = new Float64Array(4).fill(0.01);
        const tops2 = tops.slice();
        PLAIN_KERNEL.peaks(peakBank(), work, newest, frames, above, ends, tops, 4);
        simd.peaks(peakBank(), work, newest, frames, above, ends, tops2, 4);
        expect(tops2).toEqual(tops);
        const y = new Float64Array(frames);
        const y2 = new Float64Array(frames);
        PLAIN_KERNEL.envelope(peakBank(), work, frames, above, y);
        simd.envelope(peakBank(), work, frames, above, y2);
        expect(y2).toEqual(y);
      }
    }
  });

  it.each([
    [147, 320, 0],
    [44101, 44100, 64],
  ])('polyphase %i / %i, %i rows', (phases, step, rows) => {
    const taps = 12;
    const table = noise((rows === 0 ? phases : rows + 3) * taps, 8);
    const bank: PhaseBank = { taps, phases, step, rows, table };
    const outputs = 500;
    const x = noise(Math.ceil((outputs * step) / phases) + taps + 2, 9);
    const y = new Float64Array(outputs);
    const y2 = new Float64Array(outputs);
    PLAIN_KERNEL.polyphase(bank, x, y, outputs, phases - 1);
    simd.polyphase(bank, x, y2, outputs, phases - 1);
    expect(y2).toEqual(y);
  });

  it.each([1, 3, 4, 130])('correlation of %i frames', (frames) => {
    const h = noise(33, 10);
    const x = noise(frames + 32, 11);
    const y = new Float64Array(frames);
    const y2 = new Float64Array(frames);
    PLAIN_KERNEL.correlate(h, x, y, frames);
    simd.correlate(h, x, y2, frames);
    expect(y2).toEqual(y);
  });

  it.each([1, 7, 8, 256, 1001])('doubling and halving the rate of %i frames', (frames) => {
    for (const taps of [2, 8, 38, 76]) {
      const half = noise(taps / 2, 3);
      const h = Float64Array.from([...half, ...[...half].reverse()]);
      const x = noise(2 * (frames + taps), 4);
      const run = (kernel: typeof simd): Float64Array[] => {
        const doubled = new Float64Array(2 * frames);
        const halved = [new Float64Array(frames), new Float64Array(frames)];
        kernel.doubleRate(h, x, doubled, frames);
        kernel.halveRate(h, x, halved[0]!, frames, false);
        kernel.halveRate(h, x, halved[1]!, frames, true);
        return [doubled, ...halved];
      };
      expect(run(simd)).toEqual(run(PLAIN_KERNEL));
    }
  });

  it('a curve in pieces, and beyond them', () => {
    const form = noise(4 * 50 + 8, 5);
    form.set([0.3, -0.2, 0.1, 0.4, 70, 25, 0.01, 2], 200);
    const x = noise(3000, 6);
    const y = x.slice();
    PLAIN_KERNEL.bend(form, x, 3000);
    simd.bend(form, y, 3000);
    expect(y).toEqual(x);
  });

  it.each([1, 17, 5000])('requantising %i frames: loud, clipped, exact and silent', (frames) => {
    const form = new Float64Array(REQUANTISE_FORM);
    form.set(noise(9, 13), 1);
    form[0] = 128;
    form.set([60, 2], 10);
    const sound = (seed: number): Float64Array =>
      noise(frames, seed).map(
        (v, n) => [0.5 * v, 3 * v, Math.round(64 * v) / 128, 0, 1e-6 * v][((n + 90 * seed) >> 8) % 5]!,
      );
    const run = (kernel: typeof simd): Float64Array[] => {
      const state = new Float64Array(REQUANTISE_STATE);
      state.set([7, -5, 3, 1, 0, 0, 11, 2, -9, 1], REQUANTISE_LANES);
      const [left, right] = [sound(14), sound(15)];
      kernel.requantise(form, state, left, right, frames >> 1);
      kernel.requantise(
        form,
        state,
        left.subarray(frames >> 1),
        right.subarray(frames >> 1),
        frames - (frames >> 1),
      );
      return [left, right, state];
    };
    const plain = run(PLAIN_KERNEL);
    expect(run(simd)).toEqual(plain);
    expect(plain[0]!.every((v) => Number.isInteger(128 * v) && Math.abs(v) <= 1)).toBe(true);
  });

  it.each([1, 15, 16, 1000])('hearing %i frames in hops, cut anywhere', (frames) => {
    const cut = Float64Array.of(0.99, -1.98, 0.99, -1.97, 0.975);
    const left = music(frames, 16);
    // The filter's states run down to where they are set to 0.
    const right = noise(frames, 17).map((v, n) => (n < 8 ? 1e-198 * v : 0));
    const run = (kernel: typeof simd, first: number): Float64Array[] => {
      const state = new Float64Array(HEAR_STATE);
      const out = new Float64Array(HEAR_RESULT * (frames + 1));
      const whole = HEAR_RESULT * Math.floor(first / 16);
      kernel.hear(cut, state, left, right, first, 16, 0, out);
      const rest = [left.subarray(first), right.subarray(first)] as const;
      kernel.hear(cut, state, ...rest, frames - first, 16, first % 16, out.subarray(whole));
      return [state, out];
    };
    const plain = run(PLAIN_KERNEL, frames);
    for (const first of [0, frames >> 1, frames]) {
      expect(run(simd, first)).toEqual(plain);
      expect(run(PLAIN_KERNEL, first)).toEqual(plain);
    }
  });

  it.each([1, 2, 3, 500])('cascades of any length over %i frames, in one call or in two', (frames) => {
    for (const count of [0, 1, 2, 3, 4, 5, 7, 8, 11]) {
      const section = (i: number): Coefficients => ({
        b0: 1.1 - 0.01 * i,
        b1: -1.7,
        b2: 0.74,
        a1: -1.6 - 0.02 * i,
        a2: 0.7 + 0.02 * i,
      });
      const sections = Array.from({ length: count }, (_, i) => section(i));
      const form = cascadeForm(sections, sections.slice(1).reverse());
      const run = (kernel: typeof simd, cut: number): Float64Array[] => {
        const state = new Float64Array(CASCADE_STATE * count);
        const [left, right] = [noise(frames, 20), noise(frames, 21)];
        kernel.cascade(form, state, left, right, cut);
        kernel.cascade(form, state, left.subarray(cut), right.subarray(cut), frames - cut);
        return [state, left, right];
      };
      const plain = run(PLAIN_KERNEL, frames);
      for (const cut of [0, frames >> 1, frames]) expect(run(simd, cut)).toEqual(plain);
    }
  });

  it.each([2, 441, 1000])('weighing %i frames, in one call or in several', (frames) => {
    const sections = weighSections(-1.73, 0.76, -1.66, 0.71, -1.989, 0.9892);
    const left = noise(frames, 18);
    const right = noise(frames, 19);
    const half = frames >> 1;
    const together = (kernel: typeof simd): [Float64Array, Float64Array] => {
      const state = new Float64Array(WEIGH_STATE);
      const sums = new Float64Array(2 * WEIGH_SUMS);
      kernel.weigh(sections, state, left, right, Float64Array.of(half, frames), 2, sums);
      return [state, sums];
    };
    const apart = (kernel: typeof simd): [Float64Array, Float64Array] => {
      const state = new Float64Array(WEIGH_STATE);
      const sums = new Float64Array(2 * WEIGH_SUMS);
      const rest = sums.subarray(WEIGH_SUMS);
      kernel.weigh(sections, state, left, right, Float64Array.of(half), 1, sums);
      kernel.weigh(
        sections,
        state,
        left.subarray(half),
        right.subarray(half),
        Float64Array.of(frames - half),
        1,
        rest,
      );
      return [state, sums];
    };
    const plain = together(PLAIN_KERNEL);
    for (const result of [together(simd), apart(simd), apart(PLAIN_KERNEL)]) expect(result).toEqual(plain);
    expect(plain[1].filter((sum) => sum === 0)).toHaveLength(0);
  });

  it.each([2, 441, 3000])('gauging %i frames is weighing and looking for peaks', (frames) => {
    const sections = weighSections(-1.73, 0.76, -1.66, 0.71, -1.989, 0.9892);
    const sounds = [20, 21].map((seed) => music(HEARD_FROM + frames, seed));
    const histories = sounds.map((x) => x.subarray(0, HEARD_FROM)) as [Float64Array, Float64Array];
    const [left, right] = sounds.map((x) => x.subarray(HEARD_FROM)) as [Float64Array, Float64Array];
    const ends = Float64Array.of(frames >> 1, frames);
    const heard = (
      act: (state: Float64Array, sums: Float64Array, tops: [Float64Array, Float64Array]) => void,
    ) => {
      const tops: [Float64Array, Float64Array] = [new Float64Array(2), new Float64Array(2)];
      const [state, sums] = [new Float64Array(WEIGH_STATE), new Float64Array(2 * WEIGH_SUMS)];
      act(state, sums, tops);
      return [state, sums, ...tops];
    };
    for (const other of [right, left]) {
      const apart = heard((state, sums, tops) => {
        PLAIN_KERNEL.weigh(sections, state, left, other, ends, 2, sums);
        PLAIN_KERNEL.peaks(peakBank(), histories[0], left, frames, 0, ends, tops[0], 2);
        if (other !== left) PLAIN_KERNEL.peaks(peakBank(), histories[1], right, frames, 0, ends, tops[1], 2);
      });
      for (const kernel of [simd, PLAIN_KERNEL]) {
        const sound = { histories, left, right: other };
        const together = heard((state, sums, tops) => {
          const peaks = { edges: ends, tops, count: 2 };
          kernel.gauge(sections, state, peakBank(), sound, ends, 2, sums, peaks);
        });
        expect(together).toEqual(apart);
      }
    }
  });

  it('weighing fades out to silence instead of denormals', () => {
    const sections = weighSections(-1.73, 0.76, -1.66, 0.71, -1.989, 0.9892);
    for (const kernel of [simd, PLAIN_KERNEL]) {
      const state = new Float64Array(WEIGH_STATE).fill(1e-101);
      const silence = new Float64Array(4);
      kernel.weigh(sections, state, silence, silence, Float64Array.of(4), 1, new Float64Array(WEIGH_SUMS));
      expect(Array.from(state, (value) => value + 0)).toEqual(Array.from(state, () => 0));
    }
  });

  it('however many tables come and go', () => {
    // 40 tables of 1 MB pass the arena's limit of 16 MB more than twice; every one must still be found whole.
    const x = noise(64, 12);
    const tables = Array.from({ length: 40 }, (_, i) => noise(131072, i).fill(i + 1, 0, 8));
    for (let round = 0; round < 2; round++) {
      tables.forEach((table, i) => {
        const bank: PhaseBank = { taps: 8, phases: 1, step: 1, rows: 0, table };
        const y = new Float64Array(1);
        simd.polyphase(bank, x, y, 1, 0);
        const sum = x.subarray(0, 8).reduce((total, v) => total + v * (i + 1), 0);
        expect(y[0]).toBeCloseTo(sum, 12);
      });
    }
  });
});
