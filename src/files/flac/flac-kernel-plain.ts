// Plain FLAC kernel: the innermost loops of FLAC in TypeScript, the measure for their WASM twin.
import { BitCursor } from '../bit-cursor.ts';
import { crc16 } from './flac-crc.ts';
import { md5 } from './md5-plain.ts';
import type { FlacKernel } from './flac-kernel.ts';

export const PLAIN_FLAC_KERNEL: FlacKernel = {
  allocateBytes: (length) => new Uint8Array(length),
  allocatePlane: (length) => new Int32Array(length),
  allocateReals: (length) => new Float64Array(length),
  readRice,
  restore,
  undoDifference,
  scale,
  interleave,
  md5,
  crc16,
  compareStereo,
  autocorrelate,
  sumDifferences,
  predict,
  sumParts,
  writeRice,
};

type Plane = Int32Array | Float64Array;

/** As in the contract; also takes a `Float64Array`, for the 33-bit differences of 32-bit stereo. */
export function readRice(
  bytes: Uint8Array,
  bit: number,
  limit: number,
  plane: Plane,
  from: number,
  to: number,
  parameter: number,
): number {
  const step = 2 ** parameter;
  let at = bit;
  for (let i = from; i < to; i++) {
    let quotient = 0;
    let window = 0;
    for (;;) {
      if (at > limit) return -1;
      const p = at >>> 3;
      const shift = at & 7;
      window =
        (((bytes[p]! << 24) | (bytes[p + 1]! << 16) | (bytes[p + 2]! << 8) | bytes[p + 3]!) << shift) |
        (bytes[p + 4]! >>> (8 - shift));
      if (window !== 0) break;
      quotient += 32;
      at += 32;
    }
    const zeros = Math.clz32(window);
    const used = zeros + 1 + parameter;
    quotient += zeros;
    let low = 0;
    if (used <= 32) {
      if (parameter > 0) low = ((window << zeros) << 1) >>> (32 - parameter);
    } else {
      low = new BitCursor(bytes, at + zeros + 1).read(parameter);
    }
    at += used;
    const value = quotient * step + low;
    plane[i] = value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }
  return at <= limit ? at : -1;
}

/** Doubles hold every sum: 33-bit samples × 15-bit weights × 32 terms stay below 2^53. */
export function restore(
  plane: Plane,
  frames: number,
  coefficients: Int32Array,
  order: number,
  shift: number,
): void {
  const scale = 1 / 2 ** shift;
  const weights = Float64Array.from(coefficients.subarray(0, order));
  for (let i = order; i < frames; i++) {
    let sum = 0;
    for (let j = 0; j < order; j++) sum += weights[j]! * plane[i - 1 - j]!;
    plane[i] = plane[i]! + Math.floor(sum * scale);
  }
}

/** Also takes a `Float64Array`, for 33-bit differences, of which only the last bit is taken as an integer. */
export function undoDifference(
  first: Int32Array,
  difference: Plane,
  frames: number,
  fromLeft: boolean,
): void {
  for (let i = 0; i < frames; i++) {
    const side = difference[i]!;
    // mid lost the last bit of the sum, which the difference has too
    const left = fromLeft ? first[i]! : (2 * first[i]! + (side & 1) + side) / 2;
    first[i] = left;
    difference[i] = left - side;
  }
}

function scale(
  plane: Int32Array,
  from: number,
  count: number,
  factor: number,
  out: Float64Array,
  outAt: number,
): void {
  for (let i = 0; i < count; i++) out[outAt + i] = plane[from + i]! * factor;
}

export function interleave(
  planes: readonly Int32Array[],
  from: number,
  to: number,
  sampleBytes: number,
  packed: Uint8Array,
): void {
  const stride = planes.length * sampleBytes;
  planes.forEach((plane, c) => {
    let at = c * sampleBytes;
    for (let i = from; i < to; i++, at += stride) {
      const value = plane[i]!;
      packed[at] = value;
      if (sampleBytes > 1) packed[at + 1] = value >> 8;
      if (sampleBytes > 2) packed[at + 2] = value >> 16;
      if (sampleBytes > 3) packed[at + 3] = value >> 24;
    }
  });
}

function compareStereo(
  left: Int32Array,
  right: Int32Array,
  mid: Int32Array,
  side: Int32Array,
  frames: number,
  sums: Float64Array,
): void {
  let sumLeft = 0;
  let sumRight = 0;
  let sumMid = 0;
  let sumSide = 0;
  let bitsLeft = 0;
  let bitsRight = 0;
  let bitsMid = 0;
  let bitsSide = 0;
  for (let i = 0; i < frames; i++) {
    const l = left[i]!;
    const r = right[i]!;
    const m = (l + r) >> 1;
    const s = l - r;
    mid[i] = m;
    side[i] = s;
    bitsLeft |= l;
    bitsRight |= r;
    bitsMid |= m;
    bitsSide |= s;
    if (i < 2) continue;
    sumLeft += Math.abs(l - 2 * left[i - 1]! + left[i - 2]!);
    sumRight += Math.abs(r - 2 * right[i - 1]! + right[i - 2]!);
    sumMid += Math.abs(m - 2 * mid[i - 1]! + mid[i - 2]!);
    sumSide += Math.abs(s - 2 * side[i - 1]! + side[i - 2]!);
  }
  sums.set([sumLeft, sumRight, sumMid, sumSide, bitsLeft, bitsRight, bitsMid, bitsSide]);
}

/** Four lags a pass, each in its own local: the loads are shared and no addition waits for another. */
function autocorrelate(
  plane: Int32Array,
  window: Float64Array,
  frames: number,
  lags: number,
  reals: Float64Array,
  windowed: Float64Array,
  correlation: Float64Array,
): void {
  for (let i = 0; i < frames; i++) {
    const value = plane[i]!;
    reals[i] = value;
    windowed[i] = value * window[i]!;
  }
  windowed.fill(0, frames, frames + 32);
  for (let lag = 0; lag < lags; lag += 4) {
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    let x = windowed[lag]!;
    let y = windowed[lag + 1]!;
    let z = windowed[lag + 2]!;
    for (let i = 0; i < frames; i++) {
      const now = windowed[i]!;
      const next = windowed[i + lag + 3]!;
      a += now * x;
      b += now * y;
      c += now * z;
      d += now * next;
      x = y;
      y = z;
      z = next;
    }
    correlation[lag] = a;
    correlation[lag + 1] = b;
    correlation[lag + 2] = c;
    correlation[lag + 3] = d;
  }
}

function sumDifferences(plane: Int32Array, frames: number, sums: Float64Array): void {
  sums.fill(0, 0, 5);
  for (let i = 4; i < frames; i++) {
    const zeroth = plane[i]!;
    const first = zeroth - plane[i - 1]!;
    const before = plane[i - 1]! - plane[i - 2]!;
    const earlier = plane[i - 2]! - plane[i - 3]!;
    const second = first - before;
    const third = second - (before - earlier);
    const fourth = third - (before - earlier - (earlier - (plane[i - 3]! - plane[i - 4]!)));
    sums[0]! += Math.abs(zeroth);
    sums[1]! += Math.abs(first);
    sums[2]! += Math.abs(second);
    sums[3]! += Math.abs(third);
    sums[4]! += Math.abs(fourth);
  }
}

function predict(
  reals: Float64Array,
  frames: number,
  coefficients: Int32Array,
  order: number,
  shift: number,
  residual: Int32Array,
): number {
  const scale = 1 / 2 ** shift;
  const weights = Float64Array.from(coefficients.subarray(0, order));
  let largest = 0;
  for (let i = order; i < frames; i++) {
    let sum = 0;
    for (let j = 0; j < order; j++) sum += weights[j]! * reals[i - 1 - j]!;
    const error = reals[i]! - Math.floor(sum * scale);
    residual[i] = error;
    largest = Math.max(largest, Math.abs(error));
  }
  return largest;
}

function sumParts(
  residual: Int32Array,
  frames: number,
  order: number,
  parts: number,
  sums: Float64Array,
): void {
  const partFrames = frames / parts;
  let i = order;
  for (let part = 0; part < parts; part++) {
    const end = (part + 1) * partFrames;
    let sum = 0;
    for (; i < end; i++) sum += Math.abs(residual[i]!);
    sums[part] = sum;
  }
}

/** The bytes ahead are zero, so the zeros of the unary part need only be stepped over. */
function writeRice(
  bytes: Uint8Array,
  bit: number,
  residual: Int32Array,
  from: number,
  to: number,
  parameter: number,
): number {
  const cursor = new BitCursor(bytes, bit);
  const stop = 1 << parameter;
  for (let i = from; i < to; i++) {
    const value = residual[i]!;
    const folded = (value << 1) ^ (value >> 31);
    cursor.bit += folded >>> parameter;
    cursor.write(stop | (folded & (stop - 1)), parameter + 1);
  }
  return cursor.bit;
}
