// Burst repair: redraws a few samples so that linear prediction is least surprised; tells what surprise is left.

/** Least-squares interpolation by an autoregressive model (Janssen, Veldhuis and Vries, 1986) of short stretches. */
export class BurstRepair {
  /** Of the last solve: what the samples were too high by, and the largest of it. */
  readonly correction: Float64Array;
  largest = 0;
  private readonly order: number;
  private readonly side: number;
  private readonly factor: Float64Array;
  private readonly lags: Float64Array;

  /** Up to `most` samples at a time, models up to `order`. */
  constructor(order: number, most: number) {
    this.order = order;
    this.side = most;
    this.factor = new Float64Array(most * most);
    this.correction = new Float64Array(most);
    this.lags = new Float64Array(most);
  }

  /**
   * `error` is what the filter `a` (1, a[1] … a[order]) made of the sound; redrawing samples start … start + length - 1
   * changes it up to `order` samples behind them. Returns the largest |error| left from `start` over at least `extent`.
   */
  solve(a: Float64Array, error: Float64Array, start: number, length: number, extent: number): number {
    this.correlate(a, length);
    this.factorise(length);
    this.project(a, error, start, length);
    this.substitute(length);
    return this.remainder(a, error, start, length, Math.max(extent, length + this.order));
  }

  private correlate(a: Float64Array, length: number): void {
    for (let lag = 0; lag < length; lag++) {
      let sum = 0;
      for (let k = 0; k + lag <= this.order; k++) sum += a[k]! * a[k + lag]!;
      this.lags[lag] = sum;
    }
  }

  /** Cholesky of the Toeplitz matrix of the lags, lower triangle. */
  private factorise(length: number): void {
    const { factor, side, lags } = this;
    for (let i = 0; i < length; i++) {
      for (let j = 0; j <= i; j++) {
        let sum = lags[i - j]!;
        for (let k = 0; k < j; k++) sum -= factor[i * side + k]! * factor[j * side + k]!;
        // The matrix is a Gram matrix of shifted copies of `a`, whose first value is 1: no pivot is below 1 but by rounding.
        factor[i * side + j] = i === j ? Math.sqrt(Math.max(sum, 0.5)) : sum / factor[j * side + j]!;
      }
    }
  }

  private project(a: Float64Array, error: Float64Array, start: number, length: number): void {
    for (let i = 0; i < length; i++) {
      let sum = 0;
      for (let k = 0; k <= this.order; k++) sum += a[k]! * error[start + i + k]!;
      this.correction[i] = sum;
    }
  }

  private substitute(length: number): void {
    const { factor, side, correction } = this;
    for (let i = 0; i < length; i++) {
      let sum = correction[i]!;
      for (let k = 0; k < i; k++) sum -= factor[i * side + k]! * correction[k]!;
      correction[i] = sum / factor[i * side + i]!;
    }
    this.largest = 0;
    for (let i = length - 1; i >= 0; i--) {
      let sum = correction[i]!;
      for (let k = i + 1; k < length; k++) sum -= factor[k * side + i]! * correction[k]!;
      correction[i] = sum / factor[i * side + i]!;
      this.largest = Math.max(this.largest, Math.abs(correction[i]!));
    }
  }

  private remainder(
    a: Float64Array,
    error: Float64Array,
    start: number,
    length: number,
    rows: number,
  ): number {
    let most = 0;
    for (let n = 0; n < rows; n++) {
      let left = error[start + n]!;
      const first = Math.max(0, n - this.order);
      for (let i = first; i < length && i <= n; i++) left -= a[n - i]! * this.correction[i]!;
      most = Math.max(most, Math.abs(left));
    }
    return most;
  }
}
