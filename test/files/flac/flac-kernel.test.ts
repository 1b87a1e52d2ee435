// FLAC kernel: the WASM loops are what runs, and they give the same bits as the plain ones.
import { describe, expect, it } from 'vitest';
import { createFlacKernel } from '../../../src/files/flac/flac-kernel-choice.ts';
import { PLAIN_FLAC_KERNEL } from '../../../src/files/flac/flac-kernel-plain.ts';
import { createWasmFlacKernel } from '../../../src/files/flac/flac-kernel-wasm.ts';
import type { FlacKernel } from '../../../src/files/flac/flac-kernel.ts';
import { seededRandom } from '../../../src/signal/random.ts';

const FRAMES = 1003;

function arrays(kernel: FlacKernel) {
  const plane = (): Int32Array => kernel.allocatePlane(FRAMES);
  return {
    bytes: kernel.allocateBytes(16384),
    planes: [plane(), plane(), plane(), plane()] as [Int32Array, Int32Array, Int32Array, Int32Array],
    coefficients: kernel.allocatePlane(32),
    window: kernel.allocateReals(FRAMES),
    reals: kernel.allocateReals(FRAMES),
    windowed: kernel.allocateReals(FRAMES + 32),
    sums: kernel.allocateReals(64),
  };
}

/** The same work on both kernels; `work` gives back what has to agree. */
function expectTwins(work: (kernel: FlacKernel, on: ReturnType<typeof arrays>) => unknown): void {
  const wasm = createWasmFlacKernel(1 << 18);
  const found = work(wasm, arrays(wasm));
  const wanted = work(PLAIN_FLAC_KERNEL, arrays(PLAIN_FLAC_KERNEL));
  expect(found).toEqual(wanted);
}

function fillNoise(plane: Int32Array, bits: number, seed: number): void {
  const random = seededRandom(seed, bits);
  for (let i = 0; i < plane.length; i++) plane[i] = Math.floor((random() - 0.5) * 2 ** bits);
}

describe('the FLAC kernels', () => {
  it('run compiled in this engine', () => {
    expect(createFlacKernel(65536)).not.toBe(PLAIN_FLAC_KERNEL);
  });

  it('code and read residuals of every parameter alike', () => {
    for (let parameter = 0; parameter <= 30; parameter++) {
      expectTwins((kernel, { bytes, planes: [residual, back] }) => {
        fillNoise(residual, Math.min(31, parameter + 2), 1);
        residual[7] = parameter > 10 ? 0 : 300 << parameter;
        const end = kernel.writeRice(bytes, 13, residual, 3, FRAMES, parameter);
        const read = kernel.readRice(bytes, 13, end, back, 3, FRAMES, parameter);
        expect(read).toBe(end);
        expect(back.subarray(3)).toEqual(residual.subarray(3));
        const short = kernel.readRice(bytes, 13, end - 1, back, 3, FRAMES, parameter);
        expect(short).toBe(-1);
        return [end, [...bytes]];
      });
    }
  });

  it('end a run of zeros at the limit', () => {
    expectTwins((kernel, { bytes, planes: [plane] }) => kernel.readRice(bytes, 5, 9000, plane, 0, FRAMES, 4));
  });

  it('predict and restore alike, every order, and undo one another', () => {
    for (let order = 0; order <= 32; order++) {
      expectTwins((kernel, { planes: [plane, residual], coefficients, window, reals, windowed, sums }) => {
        fillNoise(plane, 24, order);
        fillNoise(coefficients, 11, order);
        window.fill(0.5);
        kernel.autocorrelate(plane, window, FRAMES, 5, reals, windowed, sums);
        residual.set(plane.subarray(0, order));
        const largest = kernel.predict(reals, FRAMES, coefficients, order, 9, residual);
        const coded = [...residual];
        kernel.restore(residual, FRAMES, coefficients, order, 9);
        expect(residual).toEqual(plane);
        return [largest, coded];
      });
    }
  });

  it('scale alike, from anywhere to anywhere', () => {
    for (const [from, count, to] of [
      [0, 1000, 0],
      [3, 997, 1],
      [5, 1, 2],
      [0, 0, 0],
    ] as const) {
      expectTwins((kernel, { planes: [plane], reals }) => {
        fillNoise(plane, 32, 9);
        reals.fill(0);
        kernel.scale(plane, from, count, 2 ** -31, reals, to);
        return [...reals.subarray(0, to + count)];
      });
    }
  });

  it('compare, join, correlate, sum, pack and check alike', () => {
    for (const bits of [4, 16, 24]) {
      expectTwins((kernel, { bytes, planes, window, reals, windowed, sums }) => {
        const [left, right, mid, side] = planes;
        planes.forEach((plane, i) => fillNoise(plane, bits, i + 5));
        window.forEach((_, i) => (window[i] = i / FRAMES));
        const packed = [1, 2, 3, 4].map((sampleBytes) => {
          kernel.interleave([left, right], 1, FRAMES, sampleBytes, bytes.subarray(0, 8100));
          return [...bytes.subarray(0, (FRAMES - 1) * 2 * sampleBytes)];
        });
        const state = kernel.allocatePlane(4);
        kernel.md5(state, bytes, 64, 64 + 64 * 99);
        packed.push([...state]);
        const crcs = [0, 1, 9, 5000].map((to) => kernel.crc16(bytes, 0, to));
        kernel.compareStereo(left, right, mid, side, FRAMES, sums);
        const compared = [...sums.subarray(0, 8)];
        const made = [...mid, ...side];
        kernel.undoDifference(mid, side, FRAMES, false);
        expect([mid, side]).toEqual([left, right]);
        kernel.autocorrelate(left, window, FRAMES, 13, reals, windowed, sums);
        const correlation = [...sums.subarray(0, 13)];
        const differences = [FRAMES, FRAMES - 2, 4, 1].map((frames) => {
          kernel.sumDifferences(left, frames, sums);
          return [...sums.subarray(0, 5)];
        });
        kernel.sumParts(left, FRAMES, 3, 17, sums);
        return [differences, packed, crcs, compared, made, correlation, [...sums.subarray(0, 17)]];
      });
    }
  });

  it('sum differences as they are defined', () => {
    const plane = Int32Array.from([3, -1, 4, 1, -5, 9, 2, -6, 5, 3, 5]);
    const sums = new Float64Array(5);
    PLAIN_FLAC_KERNEL.sumDifferences(plane, plane.length, sums);
    let differences = [...plane];
    for (let order = 0; order <= 4; order++) {
      expect(sums[order]).toBe(differences.slice(4 - order).reduce((sum, value) => sum + Math.abs(value), 0));
      differences = differences.slice(1).map((value, i) => value - differences[i]!);
    }
  });
});
