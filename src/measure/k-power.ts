// K-power: K-weights every channel and sums its squares, step by step, in one tight loop a pair.
import type { Coefficients } from '../dsp/biquad.ts';

/** Filter memory under this is no sound any more; left alone it would decay into denormals, which are slow. */
const NEGLIGIBLE = 1e-100;
const STATES = 4;

/**
 * Runs the two K-weighting sections in direct form II transposed. The second has the numerator 1, -2, 1, so it costs two
 * multiplications. The filter memory is tidied at the end of a step: call it for the same steps however the sound was cut.
 */
export class KPower {
  /** Σ y² of each channel over the last step, y being the K-weighted sound. */
  readonly energies: Float64Array;
  /** Σ y_left·y_right over the last step; 0 for other than two channels. */
  crossEnergy = 0;
  private readonly shelf: Coefficients;
  private readonly highPass: Coefficients;
  private readonly state: Float64Array;

  /** `sections` are those of `kWeighting`. */
  constructor(sections: readonly Coefficients[], channels: number) {
    this.shelf = sections[0]!;
    this.highPass = sections[1]!;
    this.energies = new Float64Array(channels);
    this.state = new Float64Array(STATES * channels);
  }

  /** Takes frames `start` (inclusive) to `end` (exclusive) as one step. */
  step(channels: readonly Float64Array[], start: number, end: number): void {
    const count = this.energies.length;
    if (count === 2) this.stepPair(channels[0]!, channels[1]!, start, end);
    else for (let c = 0; c < count; c++) this.stepOne(channels[c]!, c, start, end);
    this.tidy();
  }

  private stepOne(samples: Float64Array, channel: number, start: number, end: number): void {
    const { b0, b1, b2, a1, a2 } = this.shelf;
    const { a1: c1, a2: c2 } = this.highPass;
    const { state } = this;
    const at = channel * STATES;
    let s1 = state[at]!;
    let s2 = state[at + 1]!;
    let h1 = state[at + 2]!;
    let h2 = state[at + 3]!;
    let energy = 0;
    for (let n = start; n < end; n++) {
      const x = samples[n]!;
      const u = b0 * x + s1;
      s1 = b1 * x - a1 * u + s2;
      s2 = b2 * x - a2 * u;
      const y = u + h1;
      h1 = h2 - c1 * y - (u + u);
      h2 = u - c2 * y;
      energy += y * y;
    }
    state[at] = s1;
    state[at + 1] = s2;
    state[at + 2] = h1;
    state[at + 3] = h2;
    this.energies[channel] = energy;
  }

  /** The same for two channels at once: a recursion alone waits for itself and leaves half of the machine idle. */
  private stepPair(left: Float64Array, right: Float64Array, start: number, end: number): void {
    const { b0, b1, b2, a1, a2 } = this.shelf;
    const { a1: c1, a2: c2 } = this.highPass;
    const { state } = this;
    let s1 = state[0]!;
    let s2 = state[1]!;
    let h1 = state[2]!;
    let h2 = state[3]!;
    let t1 = state[4]!;
    let t2 = state[5]!;
    let k1 = state[6]!;
    let k2 = state[7]!;
    let leftEnergy = 0;
    let rightEnergy = 0;
    let crossEnergy = 0;
    for (let n = start; n < end; n++) {
      const x = left[n]!;
      const w = right[n]!;
      const u = b0 * x + s1;
      const v = b0 * w + t1;
      s1 = b1 * x - a1 * u + s2;
      t1 = b1 * w - a1 * v + t2;
      s2 = b2 * x - a2 * u;
      t2 = b2 * w - a2 * v;
      const y = u + h1;
      const z = v + k1;
      h1 = h2 - c1 * y - (u + u);
      k1 = k2 - c1 * z - (v + v);
      h2 = u - c2 * y;
      k2 = v - c2 * z;
      leftEnergy += y * y;
      rightEnergy += z * z;
      crossEnergy += y * z;
    }
    state[0] = s1;
    state[1] = s2;
    state[2] = h1;
    state[3] = h2;
    state[4] = t1;
    state[5] = t2;
    state[6] = k1;
    state[7] = k2;
    this.energies[0] = leftEnergy;
    this.energies[1] = rightEnergy;
    this.crossEnergy = crossEnergy;
  }

  private tidy(): void {
    const { state } = this;
    for (let i = 0; i < state.length; i++) {
      if (Math.abs(state[i]!) < NEGLIGIBLE) state[i] = 0;
    }
  }
}
