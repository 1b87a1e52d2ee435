// Foretold sound: a stretch of sound with the model that foretells it, and what came otherwise.
import { CovarianceFit, predictionError } from '../../dsp/linear-prediction.ts';
import type { StretchRedraw } from '../../dsp/stretch-redraw.ts';

/** White noise in the model's ear: -100 dB. */
export const NOISE_SHARE = 1e-10;
/** Samples without a clear error that an impulse may have within. */
const LONGEST_LULL = 12;

/** Indices are into `x`; `from` and `limit` bound what may be redrawn. */
export class ForetoldSound {
  readonly x: Float64Array;
  readonly error: Float64Array;
  /** Matched filter's output: as large as the error where there is nothing but that. */
  readonly matched: Float64Array;
  readonly redraw: StretchRedraw;
  readonly order: number;
  frames = 0;
  from = 0;
  limit = 0;
  private readonly fit: CovarianceFit;
  private readonly left: Float64Array;
  private norm = 1;

  constructor(order: number, redraw: StretchRedraw, window: number) {
    this.order = order;
    this.redraw = redraw;
    this.fit = new CovarianceFit(order);
    this.x = new Float64Array(window);
    this.error = new Float64Array(window);
    this.matched = new Float64Array(window);
    this.left = new Float64Array(window);
  }

  /** Takes `sound[first … last-1]`; the model will reach `order` back and leave as much behind. */
  show(sound: Float64Array, first: number, last: number, from: number, limit: number): void {
    for (let n = first; n < last; n++) this.x[n - first] = sound[n]!;
    this.frames = last - first;
    this.from = Math.max(from - first, this.order);
    this.limit = Math.min(limit - first, this.frames - 2 * this.order);
  }

  /** Fits the model to all, or to all but what may be redrawn. False where there is nothing to foretell. */
  learn(blind: boolean): boolean {
    const { fit, x, frames, order } = this;
    fit.clear();
    fit.add(x, order, blind ? this.from : frames);
    if (blind) fit.add(x, this.limit + order, frames);
    if (!fit.solve(NOISE_SHARE)) return false;
    predictionError(fit.a, order, x, order, frames, this.error);
    let sum = 0;
    for (let k = 0; k <= order; k++) sum += fit.a[k]! * fit.a[k]!;
    this.norm = 1 / Math.sqrt(sum);
    return true;
  }

  match(from: number, to: number): void {
    const { error, matched, norm, order } = this;
    const { a } = this.fit;
    for (let n = from; n < to; n++) {
      let sum = 0;
      for (let k = 0; k <= order; k++) sum += a[k]! * error[n + k]!;
      matched[n] = sum * norm;
    }
  }

  solve(start: number, length: number): boolean {
    return this.redraw.solve(this.fit.a, this.order, this.error, start, length);
  }

  /** Makes the correction of the last `solve`. */
  apply(start: number, length: number): void {
    this.redraw.apply(this.fit.a, this.order, this.x, this.error, start, length);
  }

  /** Where the clear errors that hang together with `at` begin (step -1: foretold forwards) or end (1: backwards). */
  edge(at: number, step: number, clear: number): number {
    const end = step < 0 ? this.from : this.limit - 1;
    let reached = at - step * Math.min(LONGEST_LULL, step < 0 ? this.limit - 1 - at : at - this.from);
    let any = false;
    for (let n = reached; step * (end - n) >= 0; n += step) {
      if (step * (n - (any ? reached : at)) > LONGEST_LULL) break;
      if (Math.abs(step < 0 ? this.error[n]! : this.errorBackwards(n)) < clear) continue;
      reached = n;
      any = true;
    }
    return any ? reached : at;
  }

  private errorBackwards(n: number): number {
    const { x, order } = this;
    const { a } = this.fit;
    let sum = 0;
    for (let k = 0; k <= order; k++) sum += a[k]! * x[n + k]!;
    return sum;
  }

  /**
   * After the last `solve`: which sample beside the stretch the largest error left points at; -1 if all in it and the next
   * `rows` are within `allowed`.
   */
  worstLeft(start: number, length: number, rows: number, allowed: number): number {
    const { left, order } = this;
    const first = Math.max(this.from, start - rows);
    const end = Math.min(start + length + rows, this.frames - order);
    this.computeLeft(start, length, first, end + order);
    let most = 0;
    for (let n = start; n < end; n++) most = Math.max(most, Math.abs(left[n]!));
    if (most <= allowed) return -1;
    let worst = start > this.from ? start - 1 : start + length;
    let largest = 0;
    for (let n = first; n < Math.min(end, this.limit); n++) {
      const size = n >= start && n < start + length ? 0 : this.matchedLeft(n);
      if (size <= largest) continue;
      largest = size;
      worst = n;
    }
    return worst;
  }

  private computeLeft(start: number, length: number, first: number, end: number): void {
    const { error, left, order } = this;
    const { a } = this.fit;
    const { correction } = this.redraw;
    for (let n = first; n < end; n++) {
      let e = error[n]!;
      const last = Math.min(length - 1, n - start);
      for (let i = Math.max(0, n - order - start); i <= last; i++) e -= a[n - start - i]! * correction[i]!;
      left[n] = e;
    }
  }

  private matchedLeft(n: number): number {
    const { left, norm, order } = this;
    const { a } = this.fit;
    let sum = 0;
    for (let k = 0; k <= order; k++) sum += a[k]! * left[n + k]!;
    return Math.abs(sum * norm);
  }
}
