// Dip edge: how well a fade of given place, length and depth explains what happens to the sound where its level steps.
import { CovarianceFit, predictionError } from '../../dsp/linear-prediction.ts';
import { cos, log } from '../../dsp/math.ts';

/** A short memory: levels are compared, not waves foretold. At any rate. */
const ORDER = 24;
/** White noise in the model's ear: -45 dB … */
const NOISE_SHARE = 3e-5;
/**
 * … or ten times the power that the dither of 16 bits (TPDF, rounded: a quarter of a step's square) would have once the dip
 * is raised: it did not fall with the music, and must have no say in how far that fell.
 */
const DITHER = 40 * 0.25 * 2 ** -30;

/** A fade: half of it is behind `centre`; both in frames. */
export interface Fade {
  centre: number;
  length: number;
}

/** Gain that is 1 on one side of a fade and `floor` on the other: a raised cosine; `n` counts into the dip. */
export function fadeGain(n: number, length: number, floor: number): number {
  const u = length > 0 ? n / length + 0.5 : n < 0 ? 0 : 1;
  if (u <= 0) return 1;
  return u >= 1 ? floor : 1 - (1 - floor) * (0.5 - 0.5 * cos(Math.PI * u));
}

/**
 * The sound around one edge, read so that the dip lies behind: `x[0 … frames-1]`. A model of what was before the edge turns
 * it into errors; if the fade is undone rightly they are as large on either side.
 */
export class DipEdge {
  readonly x: Float64Array;
  frames = 0;
  private readonly fit = new CovarianceFit(ORDER);
  private readonly raised: Float64Array;
  private readonly error: Float64Array;
  /** Sum of the sizes of all errors before a frame. */
  private readonly sizes: Float64Array;

  constructor(most: number) {
    this.x = new Float64Array(most);
    this.raised = new Float64Array(most);
    this.error = new Float64Array(most);
    this.sizes = new Float64Array(most + 1);
  }

  /** Learns from `x[0 … end-1]` for a dip down to about `floor`; false where there is nothing to learn from. */
  learn(end: number, floor: number): boolean {
    const { fit, x } = this;
    let power = 0;
    for (let n = ORDER; n < end; n++) power += x[n]! * x[n]!;
    power /= Math.max(1, end - ORDER);
    fit.clear();
    fit.add(x, ORDER, end);
    if (power <= DITHER || !fit.solve(Math.max(NOISE_SHARE, DITHER / (power * floor * floor)))) return false;
    predictionError(fit.a, ORDER, x, ORDER, this.frames, this.error);
    for (let n = 0; n < this.frames; n++) {
      this.sizes[n + 1] = this.sizes[n]! + (n < ORDER ? 0 : Math.abs(this.error[n]!));
    }
    return true;
  }

  /**
   * Minus the log-likelihood per sample, but for a constant, of frames `from` to `to` if a fade to `floor` within did it: errors of
   * Laplace's distribution (heavy tails: onsets), their size unknown, and the Jacobian of the gain.
   */
  surprise({ centre, length }: Fade, floor: number, from: number, to: number): number {
    const { x, raised, sizes } = this;
    const { a } = this.fit;
    const start = Math.min(to, Math.max(from, ORDER, Math.floor(centre - length / 2)));
    const over = Math.min(to, Math.ceil(centre + length / 2));
    // So far the last errors reach back into the fade; from there on all of it is `floor`.
    const end = Math.min(to, over + ORDER);
    let gains = (to - over) * log(floor);
    for (let n = start - ORDER; n < end; n++) {
      const gain = fadeGain(n - centre, length, floor);
      raised[n] = x[n]! / gain;
      if (n < over && gain < 1) gains += log(gain);
    }
    let sum = sizes[start]! - sizes[from]! + (sizes[to]! - sizes[end]!) / floor;
    for (let n = start; n < end; n++) {
      let e = 0;
      for (let k = 0; k <= ORDER; k++) e += a[k]! * raised[n - k]!;
      sum += Math.abs(e);
    }
    const count = Math.max(1, to - from);
    return log(Math.max(sum / count, 1e-12)) + gains / count;
  }
}
