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

  /** Takes one value and gives the mean of the last `length`; before the first they are 0. */
  next(value: number): number {
    const { ring, at } = this;
    this.sum += value - ring[at]!;
    ring[at] = value;
    this.at = at + 1 === ring.length ? 0 : at + 1;
    return Math.ceil(this.sum * this.share);
  }

  /** Replaces each of x[0 … count-1] by the mean of the last `length` up to it. */
  process(x: Float64Array, count: number): void {
    for (let n = 0; n < count; n++) x[n] = this.next(x[n]!);
  }

  reset(): void {
    this.ring.fill(0);
    this.at = 0;
    this.sum = 0;
  }
}

/** One, in the whole numbers that gain reductions are counted in. */
export const WHOLE = 2 ** 36;
