// Dip mender: finds where and how far the level fell within a place, and turns it up by as much.
import { dbFromGain, gainFromDb } from '../../dsp/decibel.ts';
import { DipEdge, type Fade, fadeGain } from './dip-edge.ts';
import type { Mender, Piece, Reach } from './repair-mender.ts';

/** The sound within this of an edge, on either side, says how far the level fell: long enough to tell, short enough to be alike. */
const LOOK_S = 0.022;
/** Fades that are tried, and how finely edges are placed, first and last. */
const FADES_S = [0, 0.002, 0.005, 0.008, 0.012, 0.018];
const FIRST_STEP_S = 0.001;
const LAST_STEP_S = 0.00025;
/** Falls that are tried: every so many dB, then finer. */
const LEAST_FALL_DB = 3;
const FIRST_STEP_DB = 1.5;
const LAST_STEP_DB = 0.25;
/** Before anything is known: 20 dB. */
const FIRST_FLOOR = 0.1;
/** Edges and depth are found by turns. */
const TURNS = 2;
/** The edges alone must agree on the depth, but for this; the music goes on changing. */
const MOST_UNEQUAL_DB = 9;
/** What undoing the dip must explain, in nepers a sample on average over both edges. */
const LEAST_EXPLAINED = 0.15;
/** Raised sound may be so much louder than the louder side's peak: 6 dB. A drum may have been struck within. */
const LOUDEST = 2;

/** The two edges are judged apart, each by what is outside of it, and have one depth. */
export class DipMender implements Mender {
  private readonly rate: number;
  private readonly margin: number;
  private readonly side: number;
  private readonly least: number;
  private readonly down: DipEdge;
  private readonly up: DipEdge;
  private readonly edges: readonly DipEdge[];
  private readonly fades: readonly Fade[] = [
    { centre: 0, length: 0 },
    { centre: 0, length: 0 },
  ];
  private readonly candidate: Fade = { centre: 0, length: 0 };
  private from = 0;
  private to = 0;

  /** `margin`: frames by which places were widened. `least`: the least gain that a dip may have. */
  constructor(rate: number, margin: number, { context }: Reach, least: number) {
    const look = Math.round(LOOK_S * rate);
    this.rate = rate;
    this.margin = margin;
    this.side = context;
    this.least = least;
    this.down = new DipEdge(context + margin + look);
    this.up = new DipEdge(context + margin + look);
    this.edges = [this.down, this.up];
  }

  mend(x: Float64Array, { first, last, from, to, limit, opens }: Piece): void {
    const { side, margin, down, up, fades } = this;
    // A place of several pieces is no dip.
    if (!opens || limit > to || from - first < side || last - to < side) return;
    const look = Math.min(Math.round(LOOK_S * this.rate), (to - from - 2 * margin) >> 1);
    if (look < margin / 2) return;
    down.frames = up.frames = side + margin + look;
    for (let n = 0; n < down.frames; n++) {
      down.x[n] = x[from - side + n]!;
      up.x[n] = x[to + side - 1 - n]!;
    }
    if (!this.learn(FIRST_FLOOR)) return;
    this.from = side + margin - Math.round(LOOK_S * this.rate);
    this.to = down.frames;
    const floor = this.depth();
    if (floor >= 1 || !this.isTrusted(floor)) return;
    // The second edge was read backwards.
    const start = from - side + fades[0]!.centre;
    const end = to + side - 1 - fades[1]!.centre;
    this.raise(x, from, to, start, end, floor);
  }

  private learn(floor: number): boolean {
    return this.down.learn(this.side, floor) && this.up.learn(this.side, floor);
  }

  /** Finds depth and edges by turns; the gain within the dip. */
  private depth(): number {
    const { margin, side, fades, rate } = this;
    for (const fade of fades) {
      fade.centre = side + margin;
      fade.length = FADES_S[2]! * rate;
    }
    let floor = this.bestFloor(1, this.least, FIRST_STEP_DB);
    for (let turn = 0; turn < TURNS; turn++) {
      const step = Math.max(1, Math.round((turn === 0 ? FIRST_STEP_S : LAST_STEP_S) * rate));
      for (const k of [0, 1])
        this.placeEdge(k, Math.min(floor, gainFromDb(-LEAST_FALL_DB)), step, turn === 0 ? margin : 6 * step);
      this.learn(floor);
      floor = this.bestFloor(1, this.least, FIRST_STEP_DB);
    }
    const step = gainFromDb(FIRST_STEP_DB);
    return this.bestFloor(floor * step, Math.max(this.least, floor / step), LAST_STEP_DB);
  }

  private bestFloor(high: number, low: number, stepDb: number, only = -1): number {
    const step = gainFromDb(-stepDb);
    let best = 1;
    let least = this.both(1, only);
    for (let floor = Math.min(high, gainFromDb(-LEAST_FALL_DB)); floor >= low * 0.999; floor *= step) {
      const surprise = this.both(floor, only);
      if (surprise >= least) continue;
      least = surprise;
      best = floor;
    }
    return best;
  }

  private both(floor: number, only = -1): number {
    let sum = 0;
    for (const k of [0, 1]) {
      if (only < 0 || only === k) sum += this.edges[k]!.surprise(this.fades[k]!, floor, this.from, this.to);
    }
    return sum;
  }

  /** The likeliest fade about where the edge was last. */
  private placeEdge(k: number, floor: number, step: number, reach: number): void {
    const { candidate, fades, edges, side, rate, from, to } = this;
    const fade = fades[k]!;
    const middle = fade.centre;
    let least = edges[k]!.surprise(fade, floor, from, to);
    for (const lengthS of FADES_S) {
      candidate.length = lengthS * rate;
      for (let centre = middle - reach; centre <= middle + reach; centre += step) {
        if (centre - candidate.length / 2 < side || centre + candidate.length / 2 > to) continue;
        candidate.centre = centre;
        const surprise = edges[k]!.surprise(candidate, floor, from, to);
        if (surprise >= least) continue;
        least = surprise;
        fade.centre = centre;
        fade.length = candidate.length;
      }
    }
  }

  private isTrusted(floor: number): boolean {
    if (this.both(1) - this.both(floor) < LEAST_EXPLAINED) return false;
    const alone = [0, 1].map((k) => dbFromGain(this.bestFloor(1, this.least, FIRST_STEP_DB, k)));
    return Math.abs(alone[0]! - alone[1]!) <= MOST_UNEQUAL_DB;
  }

  /** Frames `from` to `to` of `x` over the gain of the dip between `start` and `end`; all, or none where they were too loud. */
  private raise(x: Float64Array, from: number, to: number, start: number, end: number, floor: number): void {
    const { side } = this;
    let most = 0;
    for (let n = 1; n <= side; n++) most = Math.max(most, Math.abs(x[from - n]!), Math.abs(x[to - 1 + n]!));
    for (let n = from; n < to; n++) {
      if (Math.abs(x[n]!) > LOUDEST * most * this.gainAt(n, start, end, floor)) return;
    }
    for (let n = from; n < to; n++) {
      const gain = this.gainAt(n, start, end, floor);
      if (gain < 1) x[n]! /= gain;
    }
  }

  private gainAt(n: number, start: number, end: number, floor: number): number {
    const [down, up] = this.fades;
    return Math.max(fadeGain(n - start, down!.length, floor), fadeGain(end - n, up!.length, floor));
  }
}
