// Pair cascade: second-order sections over two channels at once, in place, for any cutting into blocks.
import type { Coefficients } from './biquad.ts';
import { cascadeForm, cascadeLength, CASCADE_STATE } from './cascade-plain.ts';
import { kernel } from './kernel.ts';

/** Frames a call: few enough to stay in the cache. */
const STRETCH_FRAMES = 2048;
/** Memory under this is no sound any more; left alone it would decay into denormals, which are slow. */
const NEGLIGIBLE = 1e-100;

/** Both lanes have their own sections; where there is no second channel, silence takes its place. */
export class PairCascade {
  private readonly loops = kernel();
  private readonly form: Float64Array;
  private readonly state: Float64Array;
  private readonly silence = new Float64Array(STRETCH_FRAMES);
  /** Frames since the last look for negligible memory. */
  private age = 0;

  constructor(left: readonly Coefficients[], right: readonly Coefficients[]) {
    this.form = cascadeForm(left, right);
    this.state = new Float64Array(CASCADE_STATE * cascadeLength(this.form));
  }

  process(left: Float64Array, right: Float64Array | null, frames: number): void {
    for (let start = 0; start < frames; ) {
      const end = Math.min(frames, start + STRETCH_FRAMES - this.age);
      const other = right === null ? this.silence : stretch(right, start, end);
      this.loops.cascade(this.form, this.state, stretch(left, start, end), other, end - start);
      if (right === null) this.silence.fill(0, 0, end - start);
      this.age += end - start;
      start = end;
      if (this.age === STRETCH_FRAMES) this.tidy();
    }
  }

  /** Back to newborn. */
  reset(): void {
    this.state.fill(0);
    this.age = 0;
  }

  private tidy(): void {
    const { state } = this;
    for (let i = 0; i < state.length; i++) if (Math.abs(state[i]!) < NEGLIGIBLE) state[i] = 0;
    this.age = 0;
  }
}

function stretch(samples: Float64Array, start: number, end: number): Float64Array {
  return start === 0 && end === samples.length ? samples : samples.subarray(start, end);
}
