// Shaped dither: a pair of channels to a word length, the noise moved to where the ear hears it least.
import type { Kernel } from '../../dsp/kernel-contract.ts';
import { kernel } from '../../dsp/kernel.ts';
import {
  LANE_WORDS,
  REQUANTISE_FORM,
  REQUANTISE_LANES,
  REQUANTISE_STATE,
  SHAPER_TAPS,
} from '../../dsp/requantise-plain.ts';
import type { DitherHold } from './dither-hold.ts';

/** Frames handed to the kernel at once: small enough to stay in the cache. */
const STRETCH = 4096;

/** Two channels, or one and silence beside it; see dsp/requantise-plain. */
export class ShapedDither {
  private readonly loops: Kernel = kernel();
  private readonly form = new Float64Array(REQUANTISE_FORM);
  private readonly state = new Float64Array(REQUANTISE_STATE);
  private readonly newborn = new Float64Array(REQUANTISE_STATE);
  private readonly silence = new Float64Array(STRETCH);

  /** `shaper`: up to nine taps c₁ … of the error feedback. `streams`: newborn generators of both channels, four words each. */
  constructor(bits: number, shaper: ArrayLike<number>, hold: DitherHold, streams: readonly Int32Array[]) {
    this.form[0] = 2 ** (bits - 1);
    this.form.set(shaper, 1);
    this.form.set([hold.frames, hold.stride], 1 + SHAPER_TAPS);
    streams.forEach((words, lane) => this.newborn.set(words, REQUANTISE_LANES + LANE_WORDS * lane));
    this.reset();
  }

  /** In place; `right` null where there is none. */
  process(left: Float64Array, right: Float64Array | null, frames: number): void {
    for (let at = 0; at < frames; at += STRETCH) {
      const count = Math.min(STRETCH, frames - at);
      const l = count === frames ? left : left.subarray(at, at + count);
      const r = right === null ? this.silence : count === frames ? right : right.subarray(at, at + count);
      this.loops.requantise(this.form, this.state, l, r, count);
    }
  }

  /** Samples of both channels that were dithered so far. */
  get dithered(): number {
    const last = REQUANTISE_LANES + LANE_WORDS - 1;
    return this.state[last]! + this.state[last + LANE_WORDS]!;
  }

  reset(): void {
    this.state.set(this.newborn);
  }
}
