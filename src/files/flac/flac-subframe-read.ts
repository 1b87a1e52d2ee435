// FLAC subframe: one channel of one frame, from its bits to its samples (RFC 9639, section 9.2).
import type { BitCursor } from '../bit-cursor.ts';

/** Fixed predictors of order 0 to 4 are linear predictors with these weights and no shift. */
export const FIXED_WEIGHTS: readonly (readonly number[])[] = [[], [1], [2, -1], [3, -3, 1], [4, -6, 4, -1]];

/** Longest linear predictor. */
export const MAX_ORDER = 32;

/** The two inner loops of decoding; `P` is wider than 32 bits only for the difference of 32-bit channels. */
export interface SubframeLoops<P> {
  readRice(...of: [Uint8Array, number, number, P, number, number, number]): number;
  restore(...of: [P, number, Int32Array, number, number]): void;
}

/**
 * Decodes a subframe of `bits`-bit samples at the cursor into `plane[0 … frames-1]`. False when the bits say something
 * impossible or run past bit `limit`. `coefficients` is scratch for 32 values.
 */
export function readSubframe<P extends Int32Array | Float64Array>(
  cursor: BitCursor,
  limit: number,
  loops: SubframeLoops<P>,
  plane: P,
  frames: number,
  bits: number,
  coefficients: Int32Array,
): boolean {
  if (cursor.read(1) !== 0) return false;
  const type = cursor.read(6);
  const wasted = cursor.read(1) === 0 ? 0 : cursor.readUnary(limit) + 1;
  const depth = bits - wasted;
  if (depth < 1) return false;
  const predictor = { cursor, limit, loops, plane, frames, depth, coefficients };
  if (!readSamples(predictor, type) || cursor.bit > limit) return false;
  if (wasted > 0) for (let i = 0; i < frames; i++) plane[i] = plane[i]! * 2 ** wasted;
  return true;
}

interface Subframe<P> {
  readonly cursor: BitCursor;
  readonly limit: number;
  readonly loops: SubframeLoops<P>;
  readonly plane: P;
  readonly frames: number;
  readonly depth: number;
  readonly coefficients: Int32Array;
}

function readSamples<P extends Int32Array | Float64Array>(subframe: Subframe<P>, type: number): boolean {
  const { cursor, plane, frames, depth, coefficients } = subframe;
  if (type === 0) {
    plane.fill(cursor.readSigned(depth), 0, frames);
    return true;
  }
  if (type === 1) return readPlainSamples(subframe, frames);
  if (type >= 8 && type <= 12) {
    coefficients.set(FIXED_WEIGHTS[type - 8]!);
    return readPlainSamples(subframe, type - 8) && readPredicted(subframe, type - 8, 0);
  }
  if (type < 32) return false;
  const order = type - 31;
  if (!readPlainSamples(subframe, order)) return false;
  const precision = cursor.read(4) + 1;
  const shift = cursor.readSigned(5);
  if (precision === 16 || shift < 0) return false;
  for (let j = 0; j < order; j++) coefficients[j] = cursor.readSigned(precision);
  return readPredicted(subframe, order, shift);
}

/** Verbatim samples and the first samples of a predictor. */
function readPlainSamples<P extends Int32Array | Float64Array>(
  subframe: Subframe<P>,
  count: number,
): boolean {
  const { cursor, limit, plane, frames, depth } = subframe;
  if (count > frames || cursor.bit + count * depth > limit) {
    cursor.bit = count > frames ? cursor.bit : limit + 1;
    return false;
  }
  for (let i = 0; i < count; i++) plane[i] = cursor.readSigned(depth);
  return true;
}

function readPredicted<P extends Int32Array | Float64Array>(
  subframe: Subframe<P>,
  order: number,
  shift: number,
): boolean {
  if (!readResiduals(subframe, order)) return false;
  const { loops, plane, frames, coefficients } = subframe;
  if (order > 0) loops.restore(plane, frames, coefficients, order, shift);
  return true;
}

/** Partitioned Rice codes with 4- or 5-bit parameters; the largest parameter marks a partition of plain numbers. */
function readResiduals<P extends Int32Array | Float64Array>(subframe: Subframe<P>, order: number): boolean {
  const { cursor, limit, loops, plane, frames } = subframe;
  const method = cursor.read(2);
  const parts = 2 ** cursor.read(4);
  const partFrames = frames / parts;
  if (method > 1 || !Number.isInteger(partFrames) || partFrames < order) return false;
  const parameterBits = 4 + method;
  const escape = 2 ** parameterBits - 1;
  let from = order;
  for (let part = 1; part <= parts; part++) {
    const to = part * partFrames;
    const parameter = cursor.read(parameterBits);
    if (parameter === escape) {
      readEscaped(subframe, from, to);
    } else {
      const next = loops.readRice(cursor.bytes, cursor.bit, limit, plane, from, to, parameter);
      cursor.bit = next < 0 ? limit + 1 : next;
    }
    if (cursor.bit > limit) return false;
    from = to;
  }
  return true;
}

function readEscaped<P extends Int32Array | Float64Array>(
  subframe: Subframe<P>,
  from: number,
  to: number,
): void {
  const { cursor, limit, plane } = subframe;
  const bits = cursor.read(5);
  if (cursor.bit + bits * (to - from) > limit) cursor.bit = limit + 1;
  else for (let i = from; i < to; i++) plane[i] = bits === 0 ? 0 : cursor.readSigned(bits);
}
