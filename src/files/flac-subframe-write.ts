// FLAC subframe writer: one channel of one frame in the fewest bits we find (RFC 9639, section 9.2).
import { designPredictor, MAX_SUBSET_ORDER, taperedWindow, type Predictor } from './flac-predictor.ts';
import { finestParts, MAX_PARTS, planRice, type RicePlan } from './flac-rice.ts';
import { FIXED_WEIGHTS, MAX_ORDER } from './flac-subframe-read.ts';
import type { BitCursor } from './bit-cursor.ts';
import type { FlacKernel } from './flac-kernel.ts';

/** Below this a linear predictor's weights cost more than they save. */
const FEWEST_FRAMES_FOR_LINEAR = 64;

/** Residuals must be above -2^31 (RFC 9639, section 9.2.7.3). */
const LARGEST_RESIDUAL = 2 ** 31 - 1;

export interface SubframeWriter {
  /**
   * Appends `plane[0 … frames-1]`, integers of `bits` bits whose lowest `wasted` bits are zero. The plane is left
   * shifted down by `wasted`.
   */
  write(cursor: BitCursor, plane: Int32Array, frames: number, bits: number, wasted: number): void;
}

/** Bytes of kernel memory that a writer for blocks of `blockFrames` takes. */
export const subframeWriterBytes = (blockFrames: number): number => blockFrames * 28 + 2048;

type Plan =
  | { readonly kind: 'constant' }
  | { readonly kind: 'verbatim' }
  | { readonly kind: 'fixed' | 'linear'; readonly predictor: Predictor; readonly rice: RicePlan };

export function createSubframeWriter(kernel: FlacKernel, blockFrames: number): SubframeWriter {
  const window = kernel.allocateReals(blockFrames);
  const reals = kernel.allocateReals(blockFrames);
  const windowed = kernel.allocateReals(blockFrames + 32);
  const correlation = kernel.allocateReals(MAX_ORDER);
  const residual = kernel.allocatePlane(blockFrames);
  const coefficients = kernel.allocatePlane(MAX_ORDER);
  const sums = kernel.allocateReals(MAX_PARTS);
  let windowFrames = 0;

  const correlate = (plane: Int32Array, frames: number): void => {
    if (frames !== windowFrames) taperedWindow(frames, window);
    windowFrames = frames;
    kernel.autocorrelate(plane, window, frames, MAX_SUBSET_ORDER + 1, reals, windowed, correlation);
  };

  /** The Rice plan with the predictor whose weights lie in `coefficients`; null when it predicts wildly. */
  const tryPredictor = (frames: number, order: number, shift: number): RicePlan | null => {
    const largest = kernel.predict(reals, frames, coefficients, order, shift, residual);
    if (largest > LARGEST_RESIDUAL) return null;
    const parts = finestParts(frames, order);
    kernel.sumParts(residual, frames, order, parts, sums);
    return planRice(sums, frames, order, parts);
  };

  const planLinear = (frames: number, bits: number): Plan | null => {
    const predictor = designPredictor(correlation, frames, bits, MAX_SUBSET_ORDER, coefficients);
    const rice = predictor && tryPredictor(frames, predictor.order, predictor.shift);
    return rice ? { kind: 'linear', predictor: predictor!, rice } : null;
  };

  /** The best of the fixed predictors; its residuals are made last, so that they are the ones to be written. */
  const planFixed = (frames: number): Plan => {
    let best: { order: number; rice: RicePlan } | null = null;
    const orders = Math.min(FIXED_WEIGHTS.length, frames);
    const tryOrder = (order: number): RicePlan | null => {
      coefficients.set(FIXED_WEIGHTS[order]!);
      return tryPredictor(frames, order, 0);
    };
    for (let order = 0; order < orders; order++) {
      const rice = tryOrder(order);
      if (rice !== null && (best === null || order * 16 + rice.bits < best.order * 16 + best.rice.bits)) {
        best = { order, rice };
      }
    }
    if (best === null) return { kind: 'verbatim' };
    tryOrder(best.order);
    return { kind: 'fixed', predictor: { order: best.order, precision: 0, shift: 0 }, rice: best.rice };
  };

  const plan = (plane: Int32Array, frames: number, bits: number): Plan => {
    if (isConstant(plane, frames)) return { kind: 'constant' };
    correlate(plane, frames);
    const linear = frames < FEWEST_FRAMES_FOR_LINEAR ? null : planLinear(frames, bits);
    const found = linear ?? planFixed(frames);
    if (found.kind === 'fixed' || found.kind === 'linear') {
      const { order, precision } = found.predictor;
      if (found.rice.bits + order * (bits + precision) < frames * bits) return found;
    }
    return { kind: 'verbatim' };
  };

  const writePredicted = (
    cursor: BitCursor,
    frames: number,
    chosen: Extract<Plan, { predictor: Predictor }>,
  ): void => {
    const { predictor, rice } = chosen;
    if (chosen.kind === 'linear') {
      cursor.write(predictor.precision - 1, 4);
      cursor.write(predictor.shift, 5);
      for (let j = 0; j < predictor.order; j++) cursor.write(coefficients[j]!, predictor.precision);
    }
    cursor.write(rice.parameterBits - 4, 2);
    cursor.write(rice.partitionOrder, 4);
    const partFrames = frames >> rice.partitionOrder;
    rice.parameters.forEach((parameter, part) => {
      const from = part === 0 ? predictor.order : part * partFrames;
      cursor.write(parameter, rice.parameterBits);
      cursor.bit = kernel.writeRice(
        cursor.bytes,
        cursor.bit,
        residual,
        from,
        (part + 1) * partFrames,
        parameter,
      );
    });
  };

  return {
    write(cursor, plane, frames, bits, wasted) {
      if (wasted > 0) for (let i = 0; i < frames; i++) plane[i] = plane[i]! >> wasted;
      const depth = bits - wasted;
      const chosen = plan(plane, frames, depth);
      cursor.write(typeCode(chosen), 7);
      cursor.write(wasted > 0 ? 1 : 0, 1);
      if (wasted > 0) cursor.write(1, wasted);
      const plain =
        chosen.kind === 'constant' ? 1 : chosen.kind === 'verbatim' ? frames : chosen.predictor.order;
      for (let i = 0; i < plain; i++) cursor.write(plane[i]!, depth);
      if (chosen.kind === 'fixed' || chosen.kind === 'linear') writePredicted(cursor, frames, chosen);
    },
  };
}

/** The pad bit and six bits of type. */
function typeCode(chosen: Plan): number {
  if (chosen.kind === 'constant') return 0;
  if (chosen.kind === 'verbatim') return 1;
  return chosen.predictor.order + (chosen.kind === 'fixed' ? 8 : 31);
}

function isConstant(plane: Int32Array, frames: number): boolean {
  for (let i = 1; i < frames; i++) if (plane[i] !== plane[0]) return false;
  return true;
}
