// Moving filter: adds to a sound what one band changes in it, while the band's gain moves.
import { MOVE_SIZE, type BandMoves } from './band-moves.ts';

/** Memory under this is no sound any more; left alone it would decay into denormals, which are slow. */
const NEGLIGIBLE = 1e-100;

/**
 * A state-variable filter whose six coefficients run straight from hop to hop. Every set of them shrinks the same energy
 * (the sum of the squares of both memories), so every mixture of two sets does too: no movement makes it unstable.
 */
export class MovingFilter {
  /** Nothing is added in this hop. */
  idle = false;
  private readonly moves: BandMoves;
  private readonly hop: number;
  private readonly from = new Float64Array(MOVE_SIZE);
  private readonly to = new Float64Array(MOVE_SIZE);
  private readonly state = new Float64Array(4);
  private readonly startDb: number;
  private toDb: number;
  private still = true;

  constructor(moves: BandMoves, hop: number, startDb: number) {
    this.moves = moves;
    this.hop = hop;
    this.startDb = startDb;
    this.toDb = startDb;
    this.reset();
  }

  /** Over the next hop it moves to this gain. To be called once a hop. */
  moveTo(gainDb: number): void {
    this.tidy();
    if (this.still && gainDb === this.toDb) return;
    this.from.set(this.to);
    this.still = gainDb === this.toDb;
    this.toDb = gainDb;
    if (!this.still) this.moves.read(gainDb, this.to);
    this.idle = addsNothing(this.from) && addsNothing(this.to);
    if (this.idle) this.state.fill(0);
  }

  /** Frames `at` … of the hop: changes both channels in place. Not to be called where it is idle. */
  pair(left: Float64Array, right: Float64Array, start: number, count: number, at: number): void {
    const { from, to, state } = this;
    const share = this.still ? 0 : 1 / this.hop;
    const a1 = from[0]!;
    const a2 = from[1]!;
    const a3 = from[2]!;
    const d0 = from[3]!;
    const d1 = from[4]!;
    const d2 = from[5]!;
    const a1s = share * (to[0]! - a1);
    const a2s = share * (to[1]! - a2);
    const a3s = share * (to[2]! - a3);
    const d0s = share * (to[3]! - d0);
    const d1s = share * (to[4]! - d1);
    const d2s = share * (to[5]! - d2);
    let l1 = state[0]!;
    let l2 = state[1]!;
    let r1 = state[2]!;
    let r2 = state[3]!;
    for (let n = 0; n < count; n++) {
      const t = at + n;
      const k1 = a1 + a1s * t;
      const k2 = a2 + a2s * t;
      const k3 = a3 + a3s * t;
      const m0 = d0 + d0s * t;
      const m1 = d1 + d1s * t;
      const m2 = d2 + d2s * t;
      const x = left[start + n]!;
      const u = right[start + n]!;
      const x3 = x - l2;
      const u3 = u - r2;
      const xBand = k1 * l1 + k2 * x3;
      const uBand = k1 * r1 + k2 * u3;
      const xLow = l2 + k2 * l1 + k3 * x3;
      const uLow = r2 + k2 * r1 + k3 * u3;
      l1 = 2 * xBand - l1;
      r1 = 2 * uBand - r1;
      l2 = 2 * xLow - l2;
      r2 = 2 * uLow - r2;
      left[start + n] = x + (m0 * x + m1 * xBand + m2 * xLow);
      right[start + n] = u + (m0 * u + m1 * uBand + m2 * uLow);
    }
    state[0] = l1;
    state[1] = l2;
    state[2] = r1;
    state[3] = r2;
  }

  /** Frames `at` … of the hop: replaces `x[0 … count-1]` by what is to be added to it. Not to be called where it is idle. */
  change(x: Float64Array, count: number, at: number): void {
    const { from, to, state } = this;
    const share = this.still ? 0 : 1 / this.hop;
    const a1 = from[0]!;
    const a2 = from[1]!;
    const a3 = from[2]!;
    const d0 = from[3]!;
    const d1 = from[4]!;
    const d2 = from[5]!;
    const a1s = share * (to[0]! - a1);
    const a2s = share * (to[1]! - a2);
    const a3s = share * (to[2]! - a3);
    const d0s = share * (to[3]! - d0);
    const d1s = share * (to[4]! - d1);
    const d2s = share * (to[5]! - d2);
    let s1 = state[0]!;
    let s2 = state[1]!;
    for (let n = 0; n < count; n++) {
      const t = at + n;
      const k2 = a2 + a2s * t;
      const value = x[n]!;
      const v3 = value - s2;
      const band = (a1 + a1s * t) * s1 + k2 * v3;
      const low = s2 + k2 * s1 + (a3 + a3s * t) * v3;
      s1 = 2 * band - s1;
      s2 = 2 * low - s2;
      x[n] = (d0 + d0s * t) * value + (d1 + d1s * t) * band + (d2 + d2s * t) * low;
    }
    state[0] = s1;
    state[1] = s2;
  }

  /** Back to newborn, at the gain that it was made with. */
  reset(): void {
    this.toDb = this.startDb;
    this.moves.read(this.startDb, this.to);
    this.from.set(this.to);
    this.still = true;
    this.idle = addsNothing(this.to);
    this.state.fill(0);
  }

  private tidy(): void {
    const { state } = this;
    for (let i = 0; i < 4; i++) if (Math.abs(state[i]!) < NEGLIGIBLE) state[i] = 0;
  }
}

function addsNothing(coefficients: Float64Array): boolean {
  return coefficients[3] === 0 && coefficients[4] === 0 && coefficients[5] === 0;
}
