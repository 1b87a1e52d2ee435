// Band ear: the power of one band in every hop, of two channels or of their middle and sides.
import type { Coefficients } from '../../dsp/biquad.ts';
import { HEAR_RESULT, HEAR_STATE } from '../../dsp/hear-plain.ts';
import { kernel } from '../../dsp/kernel.ts';

/** Most frames that an ear listens to at a time: few enough to stay in the cache. */
export const LONGEST_HEARD = 2048;

/** Powers under this are silence; left alone they would decay into denormals, which are slow. */
const NEGLIGIBLE = 1e-100;

/** `power`, or 0 where it is next to nothing. */
export function audible(power: number): number {
  return power < NEGLIGIBLE ? 0 : power;
}

/** Hears a stretch ahead, then tells it hop by hop; hops are counted from newborn. */
export class BandEar {
  /** Mean squares of the hop told last. */
  left = 0;
  right = 0;
  private readonly loops = kernel();
  private readonly section: Float64Array;
  private readonly state = new Float64Array(HEAR_STATE);
  private readonly results: Float64Array;
  private readonly hop: number;
  private told = 0;

  constructor({ b0, b1, b2, a1, a2 }: Coefficients, hop: number) {
    this.hop = hop;
    this.section = Float64Array.of(b0, b1, b2, a1, a2);
    this.results = new Float64Array(HEAR_RESULT * (Math.ceil(LONGEST_HEARD / hop) + 1));
  }

  /** At most LONGEST_HEARD frames, `at` frames into a hop; changes nothing. */
  listen(left: Float64Array, right: Float64Array, frames: number, at: number): void {
    this.loops.hear(this.section, this.state, left, right, frames, this.hop, at, this.results);
    this.told = 0;
  }

  /** The next whole hop of the stretch into `left` and `right`. */
  next(): void {
    const from = HEAR_RESULT * this.told++;
    this.left = this.results[from]! / this.hop;
    this.right = this.results[from + 1]! / this.hop;
  }

  /** Back to newborn. */
  reset(): void {
    this.state.fill(0);
    this.told = 0;
  }
}
