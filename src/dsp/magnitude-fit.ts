// Magnitude fit: a digital section whose magnitude follows an analogue one up to 20 kHz, without the cramping of the bilinear
// transform.
//
// On the unit circle |H|² of a biquad is N(x)/D(x), quadratics in x = tan²(ω/2)/tan²(ω₀/2); the analogue |H|² is the same in
// v = (ω/ω₀)². So the coefficients of N and D that fit the analogue magnitude M on a grid of frequencies, in relative error,
// solve a small linear least-squares problem: N(x) - M·D(x) = 0, weighted by 1/(M·D) of the round before (Sanathanan and
// Koerner, IEEE Trans. AC 8, 1963). From N and D the section follows by roots of positive numbers.
import type { Coefficients } from './biquad.ts';
import { exp, log, tan } from './math.ts';

/** |H|² = (n0 + n1·v + n2·v²) / (d0 + d1·v + d2·v²), v = (f/f₀)². */
export interface Prototype {
  readonly numerator: Terms;
  readonly denominator: Terms;
}

export type Terms = readonly [number, number, number];

/** Up to here it is fitted: 20 kHz at 44.1. */
const TOP_SHARE = 0.4535;
/** The frequency that x is measured from stays below this share of the rate. */
const CENTRE_SHARE = 0.47;
const ROUNDS = 3;

/**
 * The section at `hz`. Where the best quadratics belong to no stable section, x² in D is set to the best of a few values
 * and the rest fitted again; where that fails too, the bilinear transform stands.
 */
export function fitMagnitude(prototype: Prototype, hz: number, rate: number): Coefficients {
  const centre = tan((Math.PI * Math.min(hz, CENTRE_SHARE * rate)) / rate);
  const grid = gridFor(prototype, hz, rate, centre);
  const free = fit(prototype, grid, null);
  return sectionOf(free ?? bestHeld(prototype, grid) ?? prototype, centre);
}

interface Grid {
  readonly x: Float64Array;
  /** Analogue |H|² and its denominator. */
  readonly magnitude: Float64Array;
  readonly denominator: Float64Array;
}

/** Six octaves up to the top and three about the centre, both logarithmic. */
function gridFor(prototype: Prototype, hz: number, rate: number, centre: number): Grid {
  const top = TOP_SHARE * rate;
  const middle = Math.min(hz, top);
  const wide = Array.from({ length: 48 }, (_, i) => (middle / 64) * exp((i / 47) * log((64 * top) / middle)));
  const close = Array.from({ length: 24 }, (_, i) =>
    Math.min(top, middle * exp((i / 23 - 0.5) * 3 * Math.LN2)),
  );
  const frequencies = Float64Array.from([...wide, ...close]);
  const squares = frequencies.map((f) => (f / hz) * (f / hz));
  const denominator = squares.map((v) => valueAt(prototype.denominator, v));
  return {
    x: frequencies.map((f) => squared(tan((Math.PI * f) / rate) / centre)),
    magnitude: squares.map((v, i) => valueAt(prototype.numerator, v) / denominator[i]!),
    denominator,
  };
}

function valueAt([c0, c1, c2]: Terms, v: number): number {
  return c0 + v * (c1 + v * c2);
}

function squared(value: number): number {
  return value * value;
}

/** Fitted quadratics, or null where they belong to no stable section. `held`: the coefficient of x² in D, if not free. */
function fit(prototype: Prototype, grid: Grid, held: number | null): Prototype | null {
  const { x, magnitude } = grid;
  const n0 = prototype.numerator[0];
  const d0 = prototype.denominator[0];
  const second = prototype.denominator[2] !== 0;
  const freeN1 = !second || n0 !== 0;
  let weights = grid.denominator;
  let fitted = prototype;
  for (let round = 0; round < ROUNDS; round++) {
    const column = (value: (x: number, m: number) => number): Float64Array =>
      x.map((at, i) => value(at, magnitude[i]!) / (magnitude[i]! * weights[i]!));
    const columns: Float64Array[] = [];
    if (freeN1) columns.push(column((at) => at));
    if (second) columns.push(column((at) => at * at));
    columns.push(column((at, m) => -m * at));
    if (second && held === null) columns.push(column((at, m) => -m * at * at));
    const wanted = column((at, m) => m * (d0 + (held ?? 0) * at * at) - n0);
    const solved = leastSquares(columns, wanted);
    let k = 0;
    const numerator: Terms = [n0, freeN1 ? solved[k++]! : 0, second ? solved[k++]! : 0];
    const denominator: Terms = [d0, solved[k++]!, second ? (held ?? solved[k]!) : 0];
    if (!hasSection(numerator) || !hasSection(denominator)) return null;
    weights = x.map((at) => valueAt(denominator, at));
    fitted = { numerator, denominator };
  }
  return fitted;
}

/** Of fits with x² of D held at 0.001 … 260 (times d0), the one with the smallest worst error. */
function bestHeld(prototype: Prototype, grid: Grid): Prototype | null {
  let best: Prototype | null = null;
  let bestError = Infinity;
  for (let held = 0.001 * prototype.denominator[0]; held < 300 * prototype.denominator[0]; held *= 4) {
    const candidate = fit(prototype, grid, held);
    const error = candidate === null ? Infinity : worstError(candidate, grid);
    if (error < bestError) {
      best = candidate;
      bestError = error;
    }
  }
  return best;
}

/** Largest ratio between fitted and analogue |H|², either way. */
function worstError({ numerator, denominator }: Prototype, grid: Grid): number {
  let worst = 1;
  grid.x.forEach((x, i) => {
    const ratio = valueAt(numerator, x) / (valueAt(denominator, x) * grid.magnitude[i]!);
    worst = Math.max(worst, ratio, 1 / ratio);
  });
  return worst;
}

/** Is c0 + c1·Ω² + c2·Ω⁴ the squared magnitude of a polynomial with no root in the right half plane? */
function hasSection([c0, c1, c2]: Terms): boolean {
  return c0 >= 0 && c2 >= 0 && c1 + 2 * Math.sqrt(c0 * c2) > 0;
}

/** |p2·s² + p1·s + p0|² = c0 + c1·Ω² + c2·Ω⁴ solved for p, then s = (1 - z⁻¹) / (centre·(1 + z⁻¹)). */
function sectionOf({ numerator, denominator }: Prototype, centre: number): Coefficients {
  const [p0, p1, p2] = rootsOf(numerator, centre);
  const [q0, q1, q2] = rootsOf(denominator, centre);
  if (numerator[2] === 0 && denominator[2] === 0) {
    const scale = 1 / (q0 + q1);
    return { b0: (p0 + p1) * scale, b1: (p0 - p1) * scale, b2: 0, a1: (q0 - q1) * scale, a2: 0 };
  }
  const scale = 1 / (q0 + q1 + q2);
  return {
    b0: (p0 + p1 + p2) * scale,
    b1: 2 * (p0 - p2) * scale,
    b2: (p0 - p1 + p2) * scale,
    a1: 2 * (q0 - q2) * scale,
    a2: (q0 - q1 + q2) * scale,
  };
}

/** p0·c², p1·c, p2 for the bilinear transform; of a first-order section p0·c, p1, 0. */
function rootsOf([c0, c1, c2]: Terms, centre: number): Terms {
  const p0 = Math.sqrt(c0);
  const p2 = Math.sqrt(c2);
  const p1 = Math.sqrt(c1 + 2 * p0 * p2);
  return [p0 * centre * centre, p1 * centre, p2];
}

/** Weights of the columns whose sum comes nearest to `wanted`: normal equations of columns scaled to length 1. */
function leastSquares(columns: readonly Float64Array[], wanted: Float64Array): number[] {
  const scales = columns.map((column) => 1 / Math.sqrt(product(column, column)));
  const rows = columns.map((a, i) => [
    ...columns.map((b, j) => product(a, b) * scales[i]! * scales[j]!),
    product(a, wanted) * scales[i]!,
  ]);
  return eliminate(rows).map((value, i) => value * scales[i]!);
}

function product(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** Gauss's elimination of a positive definite system (no pivoting needed); each row ends with its right side. */
function eliminate(rows: number[][]): number[] {
  const n = rows.length;
  for (let k = 0; k < n; k++) {
    for (let i = k + 1; i < n; i++) {
      const factor = rows[i]![k]! / rows[k]![k]!;
      for (let j = k; j <= n; j++) rows[i]![j] = rows[i]![j]! - factor * rows[k]![j]!;
    }
  }
  const solution = new Array<number>(n).fill(0);
  for (let i = n - 1; i >= 0; i--) {
    let sum = rows[i]![n]!;
    for (let j = i + 1; j < n; j++) sum -= rows[i]![j]! * solution[j]!;
    solution[i] = sum / rows[i]![i]!;
  }
  return solution;
}
