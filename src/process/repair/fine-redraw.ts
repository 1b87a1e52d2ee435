// Fine redraw: draws known stretches once more by a model with a long memory.
import { CovarianceFit, predictionError } from '../../dsp/linear-prediction.ts';
import type { StretchRedraw } from '../../dsp/stretch-redraw.ts';
import { NOISE_SHARE } from './foretold-sound.ts';

/** The second redrawing learns from the first: Janssen, Veldhuis and Vries' iteration (1986, section III). */
const TURNS = 2;

export class FineRedraw {
  private readonly fit: CovarianceFit;
  private readonly redraw: StretchRedraw;
  private readonly error: Float64Array;

  constructor(order: number, redraw: StretchRedraw, window: number) {
    this.fit = new CovarianceFit(order);
    this.redraw = redraw;
    this.error = new Float64Array(window);
  }

  /** Redraws `count` stretches of `x[0 … frames-1]`; those too near its ends stay. */
  run(x: Float64Array, frames: number, starts: Int32Array, lengths: Int32Array, count: number): void {
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
        if (redraw.solve(fit.a, order, error, start, length))
          redraw.apply(fit.a, order, x, error, start, length);
      }
    }
  }
}
