// FFT: the real discrete Fourier transform, forward and inverse, in float64.
import { stageLength } from './fft-plain.ts';
import type { FftPlan } from './kernel-contract.ts';
import { kernel } from './kernel.ts';
import { cos, sin } from './math.ts';

/** Holds no scratch of its own: the same transform may serve any number of callers. */
export interface RealFft {
  /** Samples; a power of two from 2 to 2²⁰. There are size/2 + 1 bins. */
  readonly size: number;
  /** re + i·im of bin k = Σ x[n] e^(-2πikn/size), not scaled. im of the first and last bin is 0. */
  forward(x: Float64Array, re: Float64Array, im: Float64Array): void;
  /** The same of x under a periodic Hann window, and the powers `scale` · |X|²: re, im and powers in `rows`, one after another. */
  forwardHann(scale: number, x: Float64Array, rows: Float64Array): void;
  /** The exact inverse: scaled by 1/size. im of the first and last bin is ignored. */
  inverse(re: Float64Array, im: Float64Array, x: Float64Array): void;
}

/** Real FFT of `size` samples. */
export function createRealFft(size: number): RealFft {
  const plan = fftPlan(size);
  const loops = kernel();
  return {
    size,
    forward: (x, re, im) => loops.forward(plan, x, re, im),
    forwardHann: (scale, x, rows) => loops.hannSpectrum(plan, scale, x, rows),
    inverse: (re, im, x) => loops.inverse(plan, re, im, x),
  };
}

/** One plan a size, made once. */
const plans = new Map<number, FftPlan>();

/** The twiddles for `size`, a power of two from 2 on. */
export function fftPlan(size: number): FftPlan {
  let plan = plans.get(size);
  if (plan === undefined) {
    plan = { size, table: fftTable(size) };
    plans.set(size, plan);
  }
  return plan;
}

function fftTable(size: number): Float64Array {
  const half = size / 2;
  const last = Math.floor(half / 2) + 1;
  const table = new Float64Array(stageLength(half) + 2 * last);
  let at = 0;
  const add = (turns: number) => {
    table[at++] = cos(2 * Math.PI * turns);
    table[at++] = -sin(2 * Math.PI * turns);
  };
  for (let length = half; length % 4 === 0; length /= 4) {
    for (let p = 0; p < length / 4; p++) {
      for (let k = 1; k <= 3; k++) add((p * k) / length);
    }
  }
  for (let k = 0; k < last; k++) add(k / size);
  return table;
}
