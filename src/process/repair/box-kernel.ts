// Box kernel: running means one after the other, as a filter for thinning a sound out and filling it in again.
import { cos } from '../../dsp/math.ts';

/** Four boxes of `thin` samples, one after the other: nulls wherever the low rate would fold. Sum 1. */
export function boxes(thin: number): Float64Array {
  let kernel = new Float64Array([1]);
  for (let times = 0; times < 4; times++) {
    const longer = new Float64Array(kernel.length + thin - 1);
    for (let i = 0; i < kernel.length; i++) {
      for (let k = 0; k < thin; k++) longer[i + k]! += kernel[i]! / thin;
    }
    kernel = longer;
  }
  return kernel;
}

/** Gain of a symmetric kernel at `turns` cycles a sample. */
export function droopOf(kernel: Float64Array, turns: number): number {
  const middle = (kernel.length - 1) / 2;
  let sum = 0;
  for (let k = 0; k < kernel.length; k++) sum += kernel[k]! * cos(2 * Math.PI * turns * (k - middle));
  return sum;
}
