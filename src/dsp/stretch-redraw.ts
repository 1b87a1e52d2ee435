// Stretch redraw: draws a stretch of samples anew so that an error filter is least surprised, from both of its sides.
import { ToeplitzSolver } from './toeplitz.ts';

/**
 * Least-squares interpolation by an autoregressive model (Janssen, Veldhuis and Vries, IEEE TASSP 34(2), 1986, eq. 13) of
 * one stretch: the matrix is Toeplitz, so a stretch of n samples costs n² and not n³.
 */
export class StretchRedraw {
  /** Of the last solve: what the samples are too high by. */
  readonly correction: Float64Array;
  private readonly solver: ToeplitzSolver;
  private readonly lags: Float64Array;
  private readonly right: Float64Array;

  /** Stretches of up to `most` samples, error filters up to `order`. */
  constructor(order: number, most: number) {
    this.solver = new ToeplitzSolver(most);
    this.correction = this.solver.solution;
    this.lags = new Float64Array(order + 1);
    this.right = new Float64Array(most);
  }

  /**
   * `error` is what the filter `a` (1 … a[order]) made of the sound up to `order` behind the stretch. `doubt` is the power of
   * the usual error over that of what was added to the sound: above 0 the correction is the likeliest one if both are normal,
   * not all that the filter would like (Godsill and Rayner 1998, section 5.2). False: unsolved.
   */
  solve(
    a: Float64Array,
    order: number,
    error: Float64Array,
    start: number,
    length: number,
    doubt: number = 0,
  ): boolean {
    const { lags, right } = this;
    for (let lag = 0; lag <= order; lag++) {
      let sum = 0;
      for (let k = 0; k + lag <= order; k++) sum += a[k]! * a[k + lag]!;
      lags[lag] = sum;
    }
    lags[0]! += doubt;
    for (let i = 0; i < length; i++) {
      let sum = 0;
      for (let k = 0; k <= order; k++) sum += a[k]! * error[start + i + k]!;
      right[i] = sum;
    }
    return this.solver.solve(lags, order + 1, right, length);
  }

  /** By how much the last solve lowers the energy of the error. */
  relief(length: number): number {
    let sum = 0;
    for (let i = 0; i < length; i++) sum += this.correction[i]! * this.right[i]!;
    return sum;
  }

  /** Takes the correction from `x`, and what it changes from `error`. */
  apply(
    a: Float64Array,
    order: number,
    x: Float64Array,
    error: Float64Array,
    start: number,
    length: number,
  ): void {
    const { correction } = this;
    for (let i = 0; i < length; i++) {
      const c = correction[i]!;
      x[start + i]! -= c;
      for (let k = 0; k <= order; k++) error[start + i + k]! -= a[k]! * c;
    }
  }
}
