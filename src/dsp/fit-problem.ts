// Fit problem: the moves of many ln A and ln B that bring a product of polynomials nearest to a wanted magnitude.
import { exp, log } from './math.ts';

/** |s^m(1 + √A·s + B·s²)|² = x^m((1 - B·x)² + A·x) on s = j√x, counted `sign` times. */
export interface Polynomial {
  readonly sign: 1 | -1;
  readonly m: 0 | 1 | 2;
  /** ln A and ln B. */
  readonly a: number;
  readonly b: number;
  /** 0: both stay as they are; 1: only A may move; 2: both may. */
  readonly free: 0 | 1 | 2;
}

/** Points x with the wanted ln |H|² and how much they count; the last ones, from `counted` on, not for the worst error. */
export interface FitGrid {
  readonly x: Float64Array;
  readonly wanted: Float64Array;
  readonly weight: Float64Array;
  readonly counted: number;
}

const MOST_STEP = 1.5;
const MOST_TRIES = 6;
/** A step that gains less than this share ends the descent. */
const LEAST_GAIN = 1e-4;
/** What is left of a weight where there is no error. */
const PRESS_REST = 0.1;

/** A descent that goes on where it stopped. */
export class FitProblem {
  /** Largest |error| in nepers of power, by the root of its weight. */
  worst = Infinity;
  private readonly grid: FitGrid;
  private readonly polynomials: readonly Polynomial[];
  private readonly freeGain: boolean;
  /** ln A and ln B of every polynomial, ln of the gain's power: all, and which of them move. */
  private values: Float64Array;
  private trial: Float64Array;
  private readonly moving: readonly number[];
  private readonly weight: Float64Array;
  private readonly errors: Float64Array;
  /** d error / d moving value, one row a value. */
  private readonly slopes: readonly Float64Array[];
  private readonly normal: Float64Array;
  private readonly damped: Float64Array;
  private damping = 1e-3;
  private cost: number;

  constructor(grid: FitGrid, polynomials: readonly Polynomial[], lnPower: number, freeGain: boolean) {
    const points = grid.x.length;
    this.grid = grid;
    this.polynomials = polynomials;
    this.freeGain = freeGain;
    this.values = Float64Array.from([...polynomials.flatMap(({ a, b }) => [a, b]), lnPower]);
    this.trial = this.values.slice();
    this.moving = movingOf(polynomials, freeGain);
    const count = this.moving.length;
    this.weight = grid.weight.slice();
    this.errors = new Float64Array(points);
    this.slopes = this.moving.map(() => new Float64Array(points));
    this.normal = new Float64Array(count * (count + 1));
    this.damped = new Float64Array(count * (count + 1));
    this.cost = this.look(this.values);
    this.weighWorst();
  }

  /** ln of the gain's power. */
  get lnPower(): number {
    return this.values[this.values.length - 1]!;
  }

  /** The polynomials as they now are. */
  result(): Polynomial[] {
    return this.polynomials.map((each, i) => ({
      ...each,
      a: this.values[2 * i]!,
      b: this.values[2 * i + 1]!,
    }));
  }

  /** Least squares: at most `steps` steps, none once the worst error is `enough`. */
  descend(steps: number, enough: number): void {
    for (let step = 0; step < steps && this.worst > enough; step++) {
      const before = this.cost;
      this.makeNormal();
      if (!this.step()) return;
      this.weighWorst();
      if (before - this.cost < LEAST_GAIN * before) return;
    }
  }

  /** Weighs every point by its error, then goes on: the largest errors shrink at the cost of the smaller. */
  press(steps: number, enough: number): void {
    const { weight, errors, grid } = this;
    let sum = 0;
    for (let i = 0; i < grid.counted; i++) {
      weight[i]! *= PRESS_REST + (Math.sqrt(grid.weight[i]!) * Math.abs(errors[i]!)) / this.worst;
      sum += weight[i]!;
    }
    for (let i = 0; i < grid.counted; i++) weight[i]! *= grid.counted / sum;
    this.cost = this.look(this.values);
    this.damping = Math.min(this.damping, 1e-3);
    this.descend(steps, enough);
  }

  private weighWorst(): void {
    const { grid, errors } = this;
    let worst = 0;
    for (let i = 0; i < grid.counted; i++) {
      worst = Math.max(worst, grid.weight[i]! * errors[i]! * errors[i]!);
    }
    this.worst = Math.sqrt(worst);
  }

  /** Errors and slopes at `values`; gives the weighted sum of squares. */
  private look(values: Float64Array): number {
    const { grid, polynomials, errors, slopes, weight } = this;
    const { x, wanted } = grid;
    errors.fill(1);
    let row = 0;
    for (let k = 0; k < polynomials.length; k++) {
      const { sign, free } = polynomials[k]!;
      const a = exp(values[2 * k]!);
      const b = exp(values[2 * k + 1]!);
      const alongA = slopes[row]!;
      const alongB = slopes[row + 1]!;
      for (let i = 0; i < x.length; i++) {
        const u = 1 - b * x[i]!;
        const value = u * u + a * x[i]!;
        const share = (sign * x[i]!) / value;
        errors[i] = sign > 0 ? errors[i]! * value : errors[i]! / value;
        if (free > 0) alongA[i] = a * share;
        if (free > 1) alongB[i] = -2 * u * b * share;
      }
      row += free;
    }
    if (this.freeGain) slopes[row]!.fill(1);
    const lnPower = values[values.length - 1]!;
    let cost = 0;
    for (let i = 0; i < x.length; i++) {
      const error = log(errors[i]!) + lnPower - wanted[i]!;
      errors[i] = error;
      cost += weight[i]! * error * error;
    }
    return cost;
  }

  /** The normal equations, each row with its right side last. */
  private makeNormal(): void {
    const { slopes, errors, weight, normal } = this;
    const count = slopes.length;
    const points = errors.length;
    for (let r = 0; r < count; r++) {
      const a = slopes[r]!;
      for (let c = r; c <= count; c++) {
        const b = c === count ? errors : slopes[c]!;
        let sum = 0;
        for (let i = 0; i < points; i++) sum += weight[i]! * a[i]! * b[i]!;
        normal[r * (count + 1) + c] = c === count ? -sum : sum;
        if (c < count) normal[c * (count + 1) + r] = sum;
      }
    }
  }

  /** A step that lowers the cost, with as much damping as that takes; false where none does. */
  private step(): boolean {
    const { normal, damped, moving, trial } = this;
    const count = moving.length;
    for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
      damped.set(normal);
      for (let r = 0; r < count; r++)
        damped[r * (count + 2)]! += this.damping * damped[r * (count + 2)]! + 1e-12;
      eliminate(damped, count);
      trial.set(this.values);
      for (let r = 0; r < count; r++) {
        const move = damped[r * (count + 1) + count]!;
        trial[moving[r]!]! += Math.max(-MOST_STEP, Math.min(MOST_STEP, move));
      }
      const cost = this.look(trial);
      if (cost < this.cost) {
        [this.values, this.trial] = [trial, this.values];
        this.cost = cost;
        this.damping = Math.max(1e-9, 0.2 * this.damping);
        return true;
      }
      this.damping *= 6;
    }
    this.look(this.values);
    return false;
  }
}

function movingOf(polynomials: readonly Polynomial[], freeGain: boolean): number[] {
  const moving = polynomials.flatMap(({ free }, i) => [2 * i, 2 * i + 1].slice(0, free));
  return freeGain ? [...moving, 2 * polynomials.length] : moving;
}

/** Gauss's elimination of a positive definite system of `n` rows of n + 1; the solution takes the last column. */
function eliminate(rows: Float64Array, n: number): void {
  const width = n + 1;
  for (let k = 0; k < n; k++) {
    for (let i = k + 1; i < n; i++) {
      const factor = rows[i * width + k]! / rows[k * width + k]!;
      for (let j = k; j <= n; j++) rows[i * width + j]! -= factor * rows[k * width + j]!;
    }
  }
  for (let i = n - 1; i >= 0; i--) {
    let value = rows[i * width + n]!;
    for (let j = i + 1; j < n; j++) value -= rows[i * width + j]! * rows[j * width + n]!;
    rows[i * width + n] = value / rows[i * width + i]!;
  }
}
