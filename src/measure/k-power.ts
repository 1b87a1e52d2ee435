// K-power: K-weights every channel and sums its squares, step by step, in one tight loop.
import type { Coefficients } from '../dsp/biquad.ts';

/** Filter memory under this is no sound any more; left alone it would decay into denormals, which are slow. */
const NEGLIGIBLE = 1e-100;
const STATES = 4;

/**
 * Both K-weighting sections in direct form II transposed, a channel at a time: the loop's twelve numbers just fit the
 * machine's registers, which two channels at once would overflow (measured: 1.3x slower), and so would the shelf's b0,
 * which is therefore taken out of the loop. The second section has the numerator 1, -2, 1. The filter memory is tidied
 * at the end of a step, so the steps must be the same however the sound was cut.
 */
export class KPower {
  /** Σ y² of each channel over the last step, y being the K-weighted sound. */
  readonly energies: Float64Array;
  /** Σ y_left·y_right over the last step; 0 for other than two channels. */
  crossEnergy = 0;
  private readonly shelf: Coefficients;
  private readonly highPass: Coefficients;
  private readonly state: Float64Array;
  private readonly weighted: readonly Float64Array[];

  /** `sections` are those of `kWeighting`; no step is longer than `longestStep`. */
  constructor(sections: readonly Coefficients[], channels: number, longestStep: number) {
    this.shelf = sections[0]!;
    this.highPass = sections[1]!;
    this.energies = new Float64Array(channels);
    this.state = new Float64Array(STATES * channels);
    this.weighted = Array.from({ length: channels }, () => new Float64Array(longestStep));
  }

  /** Takes frames `start` (inclusive) to `end` (exclusive) as one step. */
  step(channels: readonly Float64Array[], start: number, end: number): void {
    const gain = this.shelf.b0 * this.shelf.b0;
    for (let c = 0; c < this.energies.length; c++) {
      this.energies[c] = gain * this.filter(channels[c]!, c, start, end);
    }
    if (this.energies.length === 2) {
      this.crossEnergy = gain * sumProducts(this.weighted[0]!, this.weighted[1]!, end - start);
    }
    this.tidy();
  }

  /** Leaves the K-weighted sound, over b0, in `weighted` and tells its energy. */
  private filter(samples: Float64Array, channel: number, start: number, end: number): number {
    const b1 = this.shelf.b1 / this.shelf.b0;
    const b2 = this.shelf.b2 / this.shelf.b0;
    const { a1, a2 } = this.shelf;
    const { a1: c1, a2: c2 } = this.highPass;
    const { state } = this;
    const weighted = this.weighted[channel]!;
    const at = channel * STATES;
    let s1 = state[at]!;
    let s2 = state[at + 1]!;
    let h1 = state[at + 2]!;
    let h2 = state[at + 3]!;
    let energy = 0;
    for (let n = start, i = 0; n < end; n++, i++) {
      const x = samples[n]!;
      const u = x + s1;
      s1 = b1 * x + s2 - a1 * u;
      s2 = b2 * x - a2 * u;
      const y = u + h1;
      h1 = h2 - (u + u) - c1 * y;
      h2 = u - c2 * y;
      energy += y * y;
      weighted[i] = y;
    }
    state[at] = s1;
    state[at + 1] = s2;
    state[at + 2] = h1;
    state[at + 3] = h2;
    return energy;
  }

  private tidy(): void {
    const { state } = this;
    for (let i = 0; i < state.length; i++) {
      if (Math.abs(state[i]!) < NEGLIGIBLE) state[i] = 0;
    }
  }
}

/** Σ a·b; even and odd apart, which halves the wait for the additions. */
export function sumProducts(a: Float64Array, b: Float64Array, length: number): number {
  let even = 0;
  let odd = 0;
  let n = 0;
  for (; n + 1 < length; n += 2) {
    even += a[n]! * b[n]!;
    odd += a[n + 1]! * b[n + 1]!;
  }
  if (n < length) even += a[n]! * b[n]!;
  return even + odd;
}
