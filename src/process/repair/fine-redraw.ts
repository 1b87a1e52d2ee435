// Fine redraw: draws known stretches once more by a model with a long memory.
import { CovarianceFit, predictionError } from '../../dsp/linear-prediction.ts';
import type { StretchRedraw } from '../../dsp/stretch-redraw.ts';
import { NOISE_SHARE } from './foretold-sound.ts';
import type { SurpriseScale } from './surprise-scale.ts';

/** The second redrawing learns from the first: Janssen, Veldhuis and Vries' iteration (1986, section III). */
const TURNS = 2;
/** The usual error counts so many times: models are fitted to what they foretell. Tried on 13 crackling pieces. */
const CAUTION = 8;
/** Nothing was added: -240 dB. */
const SILENT = 1e-24;

export class FineRedraw {
  private readonly fit: CovarianceFit;
  private readonly redraw: StretchRedraw;
  private readonly error: Float64Array;

  constructor(order: number, redraw: StretchRedraw, window: number) {
    this.fit = new CovarianceFit(order);
    this.redraw = redraw;
    this.error = new Float64Array(window);
  }

  /**
   * Redraws `count` stretches of `x[0 … frames-1]`; those too near its ends stay. Given the sound as it `came` (from `first`
   * on) and the `scale` of its usual errors, only as much is taken from it in the end as stands out of those.
   */
  run(
    x: Float64Array,
    frames: number,
    starts: Int32Array,
    lengths: Int32Array,
    count: number,
    came: Float64Array | null,
    first: number,
    scale: SurpriseScale,
  ): void {
    const { fit, redraw, error } = this;
    const { order } = fit;
    if (count === 0) return;
    for (let turn = 0; turn < TURNS; turn++) {
      fit.clear();
      fit.add(x, order, frames);
      if (!fit.solve(NOISE_SHARE)) return;
      predictionError(fit.a, order, x, order, frames, error);
      for (let k = 0; k < count; k++) {
        const start = starts[k]!;
        const length = lengths[k]!;
        if (start < order || start + length + order > frames) continue;
        if (!redraw.solve(fit.a, order, error, start, length)) continue;
        const again = came !== null && turn === TURNS - 1;
        if (again && !this.solveCautiously(x, came, first, start, length, scale.at(start))) continue;
        redraw.apply(fit.a, order, x, error, start, length);
      }
    }
  }

  /** Puts back what came, and takes as much from it as is likely, being as large as the last solve says. */
  private solveCautiously(
    x: Float64Array,
    came: Float64Array,
    first: number,
    start: number,
    length: number,
    usual: number,
  ): boolean {
    const { fit, redraw, error } = this;
    const { a, order } = fit;
    let power = 0;
    for (let n = start; n < start + length; n++) {
      const back = came[first + n]! - x[n]!;
      power += (back + redraw.correction[n - start]!) ** 2;
      x[n] = came[first + n]!;
      for (let k = 0; k <= order; k++) error[n + k]! += a[k]! * back;
    }
    power /= length;
    return power > SILENT && redraw.solve(a, order, error, start, length, (CAUTION * usual * usual) / power);
  }
}
