// K-power: K-weights every channel and sums its squares, step by step.
import type { Coefficients } from '../dsp/biquad.ts';
import { kernel } from '../dsp/kernel.ts';
import { WEIGH_STATE, WEIGH_SUMS } from '../dsp/weigh-plain.ts';

/** Filter memory under this is no sound any more; left alone it would decay into denormals, which are slow. */
const NEGLIGIBLE = 1e-100;

/**
 * Channels go through the kernel in pairs, an odd last one beside itself. The shelf's b0 is taken out of the loop. The
 * filter memory is tidied at the end of a step, so the steps must be the same however the sound was cut.
 */
export class KPower {
  /** Σ y² of each channel over the last step, y being the K-weighted sound. */
  readonly energies: Float64Array;
  /** Σ y_left·y_right over the last step; 0 for other than two channels. */
  crossEnergy = 0;
  /** b0², which the loop leaves out. */
  private readonly gain: number;
  /** As `weigh` takes them; never changed. */
  private readonly sections: Float64Array;
  /** One a pair. */
  private readonly states: readonly Float64Array[];
  private readonly sums = new Float64Array(WEIGH_SUMS);

  /** `sections` are those of `kWeighting`. */
  constructor([shelf, highPass]: readonly Coefficients[], channels: number) {
    const { b0, b1, b2, a1, a2 } = shelf!;
    this.gain = b0 * b0;
    this.sections = Float64Array.of(b1 / b0, b2 / b0, a1, a2, highPass!.a1, highPass!.a2);
    this.energies = new Float64Array(channels);
    this.states = Array.from({ length: Math.ceil(channels / 2) }, () => new Float64Array(WEIGH_STATE));
  }

  /** Back to newborn. */
  reset(): void {
    for (const state of this.states) state.fill(0);
    this.energies.fill(0);
    this.crossEnergy = 0;
  }

  /** Takes frames `start` (inclusive) to `end` (exclusive) as one step. */
  step(channels: readonly Float64Array[], start: number, end: number): void {
    const { energies, gain, sums, states } = this;
    const count = energies.length;
    for (let pair = 0; pair < states.length; pair++) {
      const first = 2 * pair;
      const second = Math.min(first + 1, count - 1);
      const left = channels[first]!.subarray(start, end);
      const right = channels[second]!.subarray(start, end);
      kernel().weigh(this.sections, states[pair]!, left, right, end - start, sums);
      energies[first] = gain * sums[0]!;
      energies[second] = gain * sums[1]!;
      tidy(states[pair]!);
    }
    if (count === 2) this.crossEnergy = gain * sums[2]!;
  }
}

function tidy(state: Float64Array): void {
  for (let i = 0; i < state.length; i++) {
    if (Math.abs(state[i]!) < NEGLIGIBLE) state[i] = 0;
  }
}
