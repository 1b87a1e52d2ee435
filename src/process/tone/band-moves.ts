// Band moves: a bell, a shelf or the whole sound at every gain of a range, as a filter that may move between them.
import { bell, highShelf, lowShelf } from '../../dsp/biquad-design.ts';
import type { Coefficients } from '../../dsp/biquad.ts';
import { gainFromDb } from '../../dsp/decibel.ts';
import { ringFrames } from './eq-stages.ts';

/**
 * How both memories go on: s1' = p11·s1 + p12·(x - s2), s2' = s2 + p12·s1 + p22·(x - s2); then what is added to the input:
 * shares of the input itself, of s1 + s1' (the band-pass, twice) and of s2 + s2' (the low-pass, twice).
 */
export const MOVE_SIZE = 6;
/** Designs stand at whole decibels; the straight line between two of them is 0.02 dB off at most. */
const STEP_DB = 1;

export type MoveShape = 'bell' | 'low-shelf' | 'high-shelf' | 'wide';

/** Where a band may go: designed once, read every hop. */
export class BandMoves {
  /** Frames until every filter of the range has decayed by 180 dB. */
  readonly ringFrames: number;
  private readonly nodes: Float64Array;
  private readonly lowest: number;
  private readonly last: number;

  /** For gains from `lowDb` to `highDb`. */
  constructor(shape: MoveShape, hz: number, q: number, lowDb: number, highDb: number, rate: number) {
    this.lowest = Math.floor(lowDb / STEP_DB) * STEP_DB;
    this.last = Math.max(1, Math.ceil((highDb - this.lowest) / STEP_DB));
    this.nodes = new Float64Array(MOVE_SIZE * (this.last + 1));
    let longest = 0;
    for (let i = 0; i <= this.last; i++) {
      const gainDb = this.lowest + i * STEP_DB;
      const node = this.nodes.subarray(MOVE_SIZE * i, MOVE_SIZE * (i + 1));
      if (shape === 'wide') {
        node[3] = gainFromDb(gainDb) - 1;
        continue;
      }
      // Without gain the poles are those of a very small cut or boost, and nothing of them is heard.
      const near = gainDb === 0 ? STEP_DB * (this.lowest < 0 ? -1 : 1) : gainDb;
      const section = design(shape, hz, q, near, rate);
      if (!hasPoles(section)) continue;
      longest = Math.max(longest, ringFrames([section]));
      writeStateVariable(section, node);
      if (gainDb === 0) node.fill(0, 3);
    }
    this.ringFrames = longest;
  }

  /** The filter of `gainDb` into `out`. */
  read(gainDb: number, out: Float64Array): void {
    const { nodes } = this;
    const place = Math.min(this.last, Math.max(0, (gainDb - this.lowest) / STEP_DB));
    const index = Math.min(this.last - 1, Math.floor(place));
    const share = place - index;
    const from = MOVE_SIZE * index;
    for (let i = 0; i < MOVE_SIZE; i++) {
      const low = nodes[from + i]!;
      // Exact at both ends: no gain adds exactly nothing.
      out[i] =
        share === 1 ? nodes[from + MOVE_SIZE + i]! : low + share * (nodes[from + MOVE_SIZE + i]! - low);
    }
  }
}

function design(shape: MoveShape, hz: number, q: number, gainDb: number, rate: number): Coefficients {
  if (shape === 'low-shelf') return lowShelf(hz, gainDb, q, rate);
  if (shape === 'high-shelf') return highShelf(hz, gainDb, q, rate);
  return bell(hz, gainDb, q, rate);
}

function hasPoles({ a1, a2 }: Coefficients): boolean {
  return a1 !== 0 || a2 !== 0;
}

/**
 * The section as two trapezoidal integrators (Simper, "Linear trapezoidal integrated SVF", 2013; Zavalishin, "The Art of VA
 * Filter Design" 2012, ch. 4): g² = A(1)/A(-1) and 1 + gk + g² = 4/A(-1), A the denominator at z = 1 and -1.
 */
function writeStateVariable({ b0, b1, b2, a1, a2 }: Coefficients, out: Float64Array): void {
  const atNyquist = 1 - a1 + a2;
  const atZero = 1 + a1 + a2;
  const g = Math.sqrt(atZero / atNyquist);
  const whole = 4 / atNyquist;
  const input = (b0 - b1 + b2) / atNyquist;
  out[0] = 2 / whole - 1;
  out[1] = (2 * g) / whole;
  out[2] = (2 * g * g) / whole;
  out[3] = input - 1;
  out[4] = ((b0 - b2 - input * (1 - a2)) * whole) / (4 * g);
  out[5] = 0.5 * ((b0 + b1 + b2) / atZero - input);
}
