// Scattered redraw: draws samples here and there anew so that an error filter is least surprised.

/**
 * Least-squares interpolation by an autoregressive model (Janssen, Veldhuis and Vries, IEEE TASSP 34(2), 1986) of samples at
 * any places: the matrix has entries only where two of them are within the filter's order, and its factor too (an envelope,
 * George and Liu, Computer Solution of Large Sparse Positive Definite Systems, 1981, chapter 4).
 */
export class ScatteredRedraw {
  /** Of the last solve: what the samples are too high by. */
  readonly correction: Float64Array;
  private readonly side: number;
  private readonly lags: Float64Array;
  private readonly factor: Float64Array;
  private readonly firsts: Int32Array;

  /** Up to `most` samples, error filters up to `order`. */
  constructor(order: number, most: number) {
    this.side = order + 1;
    this.lags = new Float64Array(this.side);
    this.correction = new Float64Array(most);
    this.factor = new Float64Array(most * this.side);
    this.firsts = new Int32Array(most);
  }

  /**
   * `error` is what the filter `a` (1 … a[order]) made of the sound, up to `order` behind the last of the samples `at`
   * (ascending, `count` of them). Sample i is drawn towards what is `pull[i]` below it with `weight[i]`, in units of the
   * squared error.
   */
  solve(
    a: Float64Array,
    order: number,
    error: Float64Array,
    at: Int32Array,
    count: number,
    weight: Float64Array,
    pull: Float64Array,
  ): void {
    this.correlate(a, order);
    this.factorise(order, at, count, weight);
    const { correction, factor, firsts, side } = this;
    for (let i = 0; i < count; i++) {
      let sum = weight[i]! * pull[i]!;
      for (let k = 0; k <= order; k++) sum += a[k]! * error[at[i]! + k]!;
      for (let j = firsts[i]!; j < i; j++) sum -= factor[i * side + i - j]! * correction[j]!;
      correction[i] = sum / factor[i * side]!;
    }
    for (let i = count - 1; i >= 0; i--) {
      const value = correction[i]! / factor[i * side]!;
      correction[i] = value;
      for (let j = firsts[i]!; j < i; j++) correction[j]! -= factor[i * side + i - j]! * value;
    }
  }

  private correlate(a: Float64Array, order: number): void {
    for (let lag = 0; lag <= order; lag++) {
      let sum = 0;
      for (let k = 0; k + lag <= order; k++) sum += a[k]! * a[k + lag]!;
      this.lags[lag] = sum;
    }
  }

  /** Cholesky within the envelope: factor[i · side + d] is row i's entry d to the left of the diagonal. */
  private factorise(order: number, at: Int32Array, count: number, weight: Float64Array): void {
    const { lags, factor, firsts, side } = this;
    let first = 0;
    for (let i = 0; i < count; i++) {
      while (at[i]! - at[first]! > order) first++;
      firsts[i] = first;
      const row = i * side + i;
      for (let j = first; j <= i; j++) {
        let sum = lags[at[i]! - at[j]!]! + (i === j ? weight[i]! : 0);
        const other = j * side + j;
        for (let k = Math.max(first, firsts[j]!); k < j; k++) sum -= factor[row - k]! * factor[other - k]!;
        // A Gram matrix of shifted copies of `a`, whose first value is 1: no pivot is far below 1 but by rounding.
        factor[row - j] = i === j ? Math.sqrt(Math.max(sum, 0.01)) : sum / factor[j * side]!;
      }
    }
  }
}
