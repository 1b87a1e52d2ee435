// Bend curve: the saturation curves as cubic pieces, less their straight part: what is added to the sound.
import { BEND_REST, bendAt, bendPlace } from '../../dsp/bend-plain.ts';
import { kernel } from '../../dsp/kernel.ts';
import { atan, tanh } from '../../dsp/math.ts';

export type BendShape = 'soft' | 'tape' | 'tube';

/** Pieces a unit: Hermite's cubic between exact values and slopes errs by under 1e-7 (h⁴/384 of the fourth derivative). */
const PIECES_A_UNIT = 32;
/** Beyond this the curves run straight. */
const EDGE = 10;
/** Working point of the tube curve, and how far `even` moves that of any. */
const TUBE_BIAS = 0.35;
const SOFT_BIAS_RANGE = 0.8;
const TUBE_BIAS_RANGE = 0.45;
const HALF_PI = Math.PI / 2;

/**
 * From u to f(u) - u, where f(u) = (T(k u + b) - T(b)) / (k T'(b)): the curve T about the working point b, with gain 1 for
 * quiet sound. T is tanh for `soft` and `tube`, 2/π atan(π/2 z) for `tape`, which bends earlier and more slowly.
 */
export class BendCurve {
  /** Away from 0 it adds even harmonics, and DC. */
  readonly bias: number;
  private readonly form: Float64Array;
  private readonly loops = kernel();

  constructor(shape: BendShape, drive: number, even: number) {
    const bias = shape === 'tube' ? TUBE_BIAS + TUBE_BIAS_RANGE * even : SOFT_BIAS_RANGE * even;
    const [value, slope] = shape === 'tape' ? [tapeValue, tapeSlope] : [tanh, tanhSlope];
    const atRest = value(bias);
    const straight = slope(bias);
    const bend = (z: number): number => value(z) - atRest - straight * (z - bias);
    const bendSlope = (z: number): number => slope(z) - straight;
    this.bias = bias;
    const table = hermite(bend, bendSlope);
    const form = new Float64Array(table.length + BEND_REST);
    const start = (bias + EDGE) * PIECES_A_UNIT;
    form.set(table);
    form.set(
      [
        bend(-EDGE),
        bendSlope(-EDGE) / PIECES_A_UNIT,
        bend(EDGE),
        bendSlope(EDGE) / PIECES_A_UNIT,
        drive * PIECES_A_UNIT,
        start,
        0,
        1 / (drive * straight),
      ],
      table.length,
    );
    // So that silence gives nothing, to the last bit.
    form[table.length + 6] = bendPlace(form, start);
    this.form = form;
  }

  /** f(u) - u of x[0 … count-1], in place. */
  process(x: Float64Array, count: number): void {
    this.loops.bend(this.form, x, count);
  }

  /** f(u), for one value. */
  bent(u: number): number {
    return u + bendAt(this.form, u);
  }
}

function tanhSlope(z: number): number {
  const t = tanh(z);
  return 1 - t * t;
}

function tapeValue(z: number): number {
  return atan(HALF_PI * z) / HALF_PI;
}

function tapeSlope(z: number): number {
  return 1 / (1 + HALF_PI * HALF_PI * z * z);
}

function hermite(value: (z: number) => number, slope: (z: number) => number): Float64Array {
  const table = new Float64Array(4 * 2 * EDGE * PIECES_A_UNIT);
  for (let c = 0; c < table.length; c += 4) {
    const z = c / 4 / PIECES_A_UNIT - EDGE;
    const next = z + 1 / PIECES_A_UNIT;
    const rise = value(next) - value(z);
    const from = slope(z) / PIECES_A_UNIT;
    const to = slope(next) / PIECES_A_UNIT;
    table[c] = value(z);
    table[c + 1] = from;
    table[c + 2] = 3 * rise - 2 * from - to;
    table[c + 3] = from + to - 2 * rise;
  }
  return table;
}
