// Lane move: one moving filter on both channels, on one of them, on the middle or on the sides.
import type { BandMoves } from './band-moves.ts';
import { MovingFilter } from './moving-filter.ts';

export type Lane = 'both' | 'left' | 'right' | 'mid' | 'side';

/** What is added to the middle goes to both channels, what is added to the sides to one of them turned over. */
export class LaneMove {
  private readonly lane: Lane;
  private readonly filter: MovingFilter;
  private readonly scratch: Float64Array;

  constructor(lane: Lane, moves: BandMoves, hop: number, startDb: number) {
    this.lane = lane;
    this.filter = new MovingFilter(moves, hop, startDb);
    this.scratch = new Float64Array(hop);
  }

  /** Over the next hop it moves to this gain. To be called once a hop. */
  moveTo(gainDb: number): void {
    this.filter.moveTo(gainDb);
  }

  /** Changes `count` frames from `start` on, all of one hop. */
  ride(left: Float64Array, right: Float64Array | null, start: number, count: number): void {
    const { lane, filter } = this;
    if (filter.idle) return;
    if (lane === 'left' || (right === null && lane !== 'right')) this.one(left, start, count);
    else if (right === null) return;
    else if (lane === 'right') this.one(right, start, count);
    else if (lane === 'both') filter.pair(left, right, start, count);
    else this.turned(left, right, lane === 'mid' ? 1 : -1, start, count);
  }

  /** Back to newborn. */
  reset(): void {
    this.filter.reset();
  }

  private one(x: Float64Array, start: number, count: number): void {
    const { scratch } = this;
    for (let n = 0; n < count; n++) scratch[n] = x[start + n]!;
    this.filter.change(scratch, count);
    for (let n = 0; n < count; n++) x[start + n] = x[start + n]! + scratch[n]!;
  }

  private turned(left: Float64Array, right: Float64Array, sign: number, start: number, count: number): void {
    const { scratch } = this;
    for (let n = 0; n < count; n++) scratch[n] = 0.5 * (left[start + n]! + sign * right[start + n]!);
    this.filter.change(scratch, count);
    for (let n = 0; n < count; n++) {
      const change = scratch[n]!;
      left[start + n] = left[start + n]! + change;
      right[start + n] = right[start + n]! + sign * change;
    }
  }
}
