// WASM FLAC kernel: the compiled twin of the plain kernel, working in a memory of its own.
import { decodeHex } from '../../dsp/hex.ts';
import { FLAC_KERNEL_HEX } from './flac-kernel-bytes.ts';
import { PLAIN_FLAC_KERNEL } from './flac-kernel-plain.ts';
import type { FlacKernel } from './flac-kernel.ts';

const PAGE_BYTES = 65536;
/** Below lie the module's own constants. */
const FIRST_FREE_BYTE = 8192;

/** A kernel whose arrays add up to at most `bytes`. Throws where WebAssembly or its SIMD is missing. */
export function createWasmFlacKernel(bytes: number): FlacKernel {
  const pages = Math.ceil((FIRST_FREE_BYTE + bytes) / PAGE_BYTES) + 1;
  const memory = new WebAssembly.Memory({ initial: pages });
  const instance = new WebAssembly.Instance(compiled(), { env: { memory } });
  const loops = instance.exports as unknown as FlacLoops;
  loops.prepare();
  let free = FIRST_FREE_BYTE;
  const take = (length: number): number => {
    const at = free;
    free = (free + length + 15) & ~15;
    return at;
  };
  return {
    allocateBytes: (length) => new Uint8Array(memory.buffer, take(length), length),
    allocatePlane: (length) => new Int32Array(memory.buffer, take(length * 4), length),
    allocateReals: (length) => new Float64Array(memory.buffer, take(length * 8), length),
    readRice: (stream, bit, limit, plane, from, to, parameter) =>
      loops.readRice(stream.byteOffset, bit, limit, plane.byteOffset, from, to, parameter),
    restore: (plane, frames, coefficients, order, shift) =>
      loops.restore(plane.byteOffset, frames, coefficients.byteOffset, order, shift),
    undoDifference: (first, difference, frames, fromLeft) =>
      loops.undoDifference(first.byteOffset, difference.byteOffset, frames, fromLeft ? 1 : 0),
    scale: (plane, from, count, factor, out, outAt) =>
      loops.scale(plane.byteOffset + 4 * from, count, factor, out.byteOffset + 8 * outAt),
    interleave(planes, from, to, sampleBytes, packed) {
      if (planes.length > 2) return PLAIN_FLAC_KERNEL.interleave(planes, from, to, sampleBytes, packed);
      const first = planes[0]!.byteOffset;
      const second = planes.length === 2 ? planes[1]!.byteOffset : 0;
      loops.interleave(first, second, from, to, sampleBytes, packed.byteOffset);
    },
    md5: (state, stream, from, to) =>
      loops.md5(state.byteOffset, stream.byteOffset + from, stream.byteOffset + to),
    crc16: (stream, from, to) => loops.crc16(stream.byteOffset + from, stream.byteOffset + to),
    compareStereo: (left, right, mid, side, frames, sums) =>
      loops.compareStereo(
        left.byteOffset,
        right.byteOffset,
        mid.byteOffset,
        side.byteOffset,
        frames,
        sums.byteOffset,
      ),
    autocorrelate: (plane, window, frames, lags, reals, windowed, correlation) =>
      loops.autocorrelate(
        plane.byteOffset,
        window.byteOffset,
        frames,
        lags,
        reals.byteOffset,
        windowed.byteOffset,
        correlation.byteOffset,
      ),
    sumDifferences: (plane, frames, sums) => loops.sumDifferences(plane.byteOffset, frames, sums.byteOffset),
    predict: (reals, frames, coefficients, order, shift, residual) =>
      loops.predict(reals.byteOffset, frames, coefficients.byteOffset, order, shift, residual.byteOffset),
    sumParts: (residual, frames, order, parts, sums) =>
      loops.sumParts(residual.byteOffset, frames, order, parts, sums.byteOffset),
    writeRice: (stream, bit, residual, from, to, parameter) =>
      loops.writeRice(stream.byteOffset, bit, residual.byteOffset, from, to, parameter),
  };
}

/** What kernel/flac.ts exports: arrays are byte addresses. */
interface FlacLoops {
  readRice(...of: readonly number[]): number;
  restore(...of: readonly number[]): void;
  undoDifference(...of: readonly number[]): void;
  scale(...of: readonly number[]): void;
  interleave(...of: readonly number[]): void;
  md5(...of: readonly number[]): void;
  crc16(...of: readonly number[]): number;
  prepare(): void;
  compareStereo(...of: readonly number[]): void;
  autocorrelate(...of: readonly number[]): void;
  sumDifferences(...of: readonly number[]): void;
  predict(...of: readonly number[]): number;
  sumParts(...of: readonly number[]): void;
  writeRice(...of: readonly number[]): number;
}

let moduleOnce: WebAssembly.Module | null = null;

/** Compiled on first use and kept: a constant, not a state. */
function compiled(): WebAssembly.Module {
  moduleOnce ??= new WebAssembly.Module(decodeHex(FLAC_KERNEL_HEX));
  return moduleOnce;
}
