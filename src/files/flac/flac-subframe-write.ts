// FLAC subframe writer: one channel of one frame in the fewest bits we find (RFC 9639, section 9.2).
import { designPredictor, MAX_SUBSET_ORDER, taperedWindow, type Predictor } from './flac-predictor.ts';
import { finestParts, MAX_PARTS, planRice, type RicePlan } from './flac-rice.ts';
import { FIXED_WEIGHTS, MAX_ORDER } from './flac-subframe-read.ts';
import type { BitCursor } from '../bit-cursor.ts';
import type { FlacKernel } from './flac-kernel.ts';

/** Below this a linear predictor's weights cost more than they save. */
const FEWEST_FRAMES_FOR_LINEAR = 64;

/** With more weights than these, fixed predictors are not tried. */
const FEW_WEIGHTS = 4;

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
export const subframeWriterBytes = (blockFrames: number): number => blockFrames * 32 + 2048;

interface Predicted {
  readonly kind: 'fixed' | 'linear';
  readonly predictor: Predictor;
  readonly rice: RicePlan;
}
type Plan = { readonly kind: 'constant' | 'verbatim' } | Predicted;

const isPredicted = (plan: Plan): plan is Predicted => plan.kind === 'fixed' || plan.kind === 'linear';

/** Weights of a predictor and what it leaves. */
interface Trial {
  readonly coefficients: Int32Array;
  readonly residual: Int32Array;
}

const createTrial = (kernel: FlacKernel, blockFrames: number): Trial => ({
  coefficients: kernel.allocatePlane(MAX_ORDER),
  residual: kernel.allocatePlane(blockFrames),
});

export function createSubframeWriter(kernel: FlacKernel, blockFrames: number): SubframeWriter {
  const window = kernel.allocateReals(blockFrames);
  const reals = kernel.allocateReals(blockFrames);
  const windowed = kernel.allocateReals(blockFrames + 32);
  const correlation = kernel.allocateReals(MAX_ORDER);
  const linear = createTrial(kernel, blockFrames);
  const fixed = createTrial(kernel, blockFrames);
  const sums = kernel.allocateReals(MAX_PARTS);
  let windowFrames = 0;

  const correlate = (plane: Int32Array, frames: number): void => {
    if (frames !== windowFrames) taperedWindow(frames, window);
    windowFrames = frames;
    kernel.autocorrelate(plane, window, frames, MAX_SUBSET_ORDER + 1, reals, windowed, correlation);
  };

  /** The Rice plan with the predictor whose weights lie in `trial`; null when it predicts wildly. */
  const tryPredictor = (trial: Trial, frames: number, order: number, shift: number): RicePlan | null => {
    const { coefficients, residual } = trial;
    const largest = kernel.predict(reals, frames, coefficients, order, shift, residual);
    if (largest > LARGEST_RESIDUAL) return null;
    const parts = finestParts(frames, order);
    kernel.sumParts(residual, frames, order, parts, sums);
    return planRice(sums, frames, order, parts);
  };

  const planLinear = (frames: number, bits: number): Predicted | null => {
    const predictor = designPredictor(correlation, frames, bits, MAX_SUBSET_ORDER, linear.coefficients);
    const rice = predictor && tryPredictor(linear, frames, predictor.order, predictor.shift);
    return rice ? { kind: 'linear', predictor: predictor!, rice } : null;
  };

  /** The fixed predictor that leaves the smallest residuals. */
  const planFixed = (plane: Int32Array, frames: number): Plan => {
    kernel.sumDifferences(plane, frames, sums);
    let order = 0;
    for (let next = 1; next < Math.min(FIXED_WEIGHTS.length, frames); next++) {
      if (sums[next]! < sums[order]!) order = next;
    }
    fixed.coefficients.set(FIXED_WEIGHTS[order]!);
    const rice = tryPredictor(fixed, frames, order, 0);
    return rice === null
      ? { kind: 'verbatim' }
      : { kind: 'fixed', predictor: { order, precision: 0, shift: 0 }, rice };
  };

  /** Quiet or dull blocks want few weights, and then the fixed ones, which cost nothing, are often as good. */
  const planPredicted = (plane: Int32Array, frames: number, bits: number): Plan => {
    const best = frames < FEWEST_FRAMES_FOR_LINEAR ? null : planLinear(frames, bits);
    if (best !== null && best.predictor.order > FEW_WEIGHTS) return best;
    const plain = planFixed(plane, frames);
    return best === null || totalBits(plain, bits) <= totalBits(best, bits) ? plain : best;
  };

  const plan = (plane: Int32Array, frames: number, bits: number): Plan => {
    if (isConstant(plane, frames)) return { kind: 'constant' };
    correlate(plane, frames);
    const found = planPredicted(plane, frames, bits);
    return totalBits(found, bits) < frames * bits ? found : { kind: 'verbatim' };
  };

  const writePredicted = (cursor: BitCursor, frames: number, chosen: Predicted): void => {
    const { predictor, rice } = chosen;
    const { coefficients, residual } = chosen.kind === 'linear' ? linear : fixed;
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
      const plain = isPredicted(chosen) ? chosen.predictor.order : chosen.kind === 'constant' ? 1 : frames;
      for (let i = 0; i < plain; i++) cursor.write(plane[i]!, depth);
      if (isPredicted(chosen)) writePredicted(cursor, frames, chosen);
    },
  };
}

/** Expected length of a predicted subframe; nothing else competes. */
function totalBits(plan: Plan, bits: number): number {
  if (!isPredicted(plan)) return Number.POSITIVE_INFINITY;
  const { order, precision } = plan.predictor;
  return plan.rice.bits + order * (bits + precision) + (plan.kind === 'linear' ? 9 : 0);
}

/** The pad bit and six bits of type. */
function typeCode(chosen: Plan): number {
  if (!isPredicted(chosen)) return chosen.kind === 'constant' ? 0 : 1;
  return chosen.predictor.order + (chosen.kind === 'fixed' ? 8 : 31);
}

function isConstant(plane: Int32Array, frames: number): boolean {
  for (let i = 1; i < frames; i++) if (plane[i] !== plane[0]) return false;
  return true;
}
