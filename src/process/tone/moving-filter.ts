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
  /** Of a hop, one frame. */
  private readonly share: number;
  private readonly now = new Float64Array(MOVE_SIZE);
  private readonly step = new Float64Array(MOVE_SIZE);
  private readonly to = new Float64Array(MOVE_SIZE);
  private readonly state = new Float64Array(4);
  private readonly startDb: number;
  private toDb: number;
  private still = true;

  constructor(moves: BandMoves, hop: number, startDb: number) {
    this.moves = moves;
    this.share = 1 / hop;
    this.startDb = startDb;
    this.toDb = startDb;
    this.reset();
  }

  /** Over the next hop it moves to this gain. To be called once a hop. */
  moveTo(gainDb: number): void {
    this.tidy();
    const stays = gainDb === this.toDb;
    if (this.still && stays) return;
    const { now, step, to } = this;
    this.idle = stays && addsNothing(to);
    if (this.idle) this.state.fill(0);
    now.set(to);
    this.still = stays;
    this.toDb = gainDb;
    if (!stays) this.moves.read(gainDb, to);
    for (let i = 0; i < MOVE_SIZE; i++) step[i] = (to[i]! - now[i]!) * this.share;
  }

  /** Frames of the hop: changes both channels in place. Not to be called where it is idle. */
  pair(left: Float64Array, right: Float64Array, start: number, count: number): void {
    const { now, step, state } = this;
    let p11 = now[0]!;
    let p12 = now[1]!;
    let p22 = now[2]!;
    let m0 = now[3]!;
    let m1 = now[4]!;
    let m2 = now[5]!;
    const s11 = step[0]!;
    const s12 = step[1]!;
    const s22 = step[2]!;
    const s0 = step[3]!;
    const s1 = step[4]!;
    const s2 = step[5]!;
    let l1 = state[0]!;
    let l2 = state[1]!;
    let r1 = state[2]!;
    let r2 = state[3]!;
    const end = start + count;
    for (let n = start; n < end; n++) {
      const x = left[n]!;
      const u = right[n]!;
      // What does not wait for the memory comes first.
      const a1 = p12 * x + p11 * l1 - p12 * l2;
      const b1 = p12 * u + p11 * r1 - p12 * r2;
      const a2 = p22 * x + p12 * l1 + (1 - p22) * l2;
      const b2 = p22 * u + p12 * r1 + (1 - p22) * r2;
      left[n] = x + (m0 * x + m1 * (l1 + a1) + m2 * (l2 + a2));
      right[n] = u + (m0 * u + m1 * (r1 + b1) + m2 * (r2 + b2));
      l1 = a1;
      l2 = a2;
      r1 = b1;
      r2 = b2;
      p11 += s11;
      p12 += s12;
      p22 += s22;
      m0 += s0;
      m1 += s1;
      m2 += s2;
    }
    now[0] = p11;
    now[1] = p12;
    now[2] = p22;
    now[3] = m0;
    now[4] = m1;
    now[5] = m2;
    state[0] = l1;
    state[1] = l2;
    state[2] = r1;
    state[3] = r2;
  }

  /** Frames of the hop: replaces `x[0 … count-1]` by what is to be added to it. Not to be called where it is idle. */
  change(x: Float64Array, count: number): void {
    const { now, step, state } = this;
    let l1 = state[0]!;
    let l2 = state[1]!;
    for (let n = 0; n < count; n++) {
      const p12 = now[1]!;
      const p22 = now[2]!;
      const value = x[n]!;
      const a1 = p12 * value + now[0]! * l1 - p12 * l2;
      const a2 = p22 * value + p12 * l1 + (1 - p22) * l2;
      x[n] = now[3]! * value + now[4]! * (l1 + a1) + now[5]! * (l2 + a2);
      l1 = a1;
      l2 = a2;
      for (let i = 0; i < MOVE_SIZE; i++) now[i] = now[i]! + step[i]!;
    }
    state[0] = l1;
    state[1] = l2;
  }

  /** Back to newborn, at the gain that it was made with. */
  reset(): void {
    this.toDb = this.startDb;
    this.moves.read(this.startDb, this.to);
    this.now.set(this.to);
    this.step.fill(0);
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
