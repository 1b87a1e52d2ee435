// Running mean: the mean of the last values, exact for ever, since it sums whole numbers.

/**
 * Values are whole numbers up to 2^36 and at most 2^16 of them, so every sum is below 2^52 and exact in float64: nothing
 * drifts, and zeros in give zero out again. The mean is rounded up to a whole number (or to one more).
 */
export class RunningMean {
  private readonly ring: Float64Array;
  private readonly share: number;
  private at = 0;
  private sum = 0;

  constructor(length: number) {
    this.ring = new Float64Array(length);
    this.share = 1 / length;
  }

  /** Replaces each of x[0 … count-1] by the mean of the last `length` up to it; before the first they are 0. */
  process(x: Float64Array, count: number): void {
    const { ring, share } = this;
    let { at, sum } = this;
    for (let n = 0; n < count; n++) {
      const value = x[n]!;
      sum += value - ring[at]!;
      ring[at] = value;
      if (++at === ring.length) at = 0;
      x[n] = Math.ceil(sum * share);
    }
    this.at = at;
    this.sum = sum;
  }

  reset(): void {
    this.ring.fill(0);
    this.at = 0;
    this.sum = 0;
  }
}

/** One, in the whole numbers that gain reductions are counted in. */
export const WHOLE = 2 ** 36;
