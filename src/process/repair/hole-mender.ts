// Hole mender: finds where within a place the sound is missing, to the sample, and has it filled.
import { GapFill } from './gap-fill.ts';
import type { Mender, Piece } from './repair-mender.ts';

/** Silence as files have it: a step and a half of 16 bits, dither included. */
const STILL = 1.5 / 32768;
/** Or this share of the level around: -60 dB. */
const STILL_SHARE = 1e-3;
/** A wave that only crosses zero is not there for longer. */
const LEAST_FRAMES = 4;
/** There must be sound around, so many times louder than what counts as still. */
const LEAST_SOUND = 10;
/** Further parts of the same hole may be parted by a few samples that are not still (a crossfade gone wrong, a stray bit). */
const LONGEST_ISLAND = 2;

export class HoleMender implements Mender {
  private readonly longest: number;
  private readonly fill: GapFill;
  private readonly side: number;

  constructor(longest: number, order: number, side: number) {
    this.longest = longest;
    this.side = side;
    this.fill = new GapFill(order, side, longest);
  }

  mend(x: Float64Array, { first, last, from, to, limit }: Piece): void {
    const still = Math.max(STILL, STILL_SHARE * level(x, first, last));
    for (let n = from; n < to; n++) {
      if (Math.abs(x[n]!) > still) continue;
      const end = this.endOf(x, n, last, still);
      // What began before the place, or goes on behind it, is longer than what may be filled, or no damage.
      const begins = n > first && Math.abs(x[n - 1]!) > still;
      const fits = end <= limit && end - n <= this.longest && end - n >= LEAST_FRAMES;
      if (begins && fits) this.mendHole(x, first, n, end, last, still);
      n = end;
    }
  }

  private endOf(x: Float64Array, start: number, last: number, still: number): number {
    let end = start + 1;
    for (let n = end; n < last && n - end <= LONGEST_ISLAND; n++) if (Math.abs(x[n]!) <= still) end = n + 1;
    return end;
  }

  private mendHole(
    x: Float64Array,
    first: number,
    start: number,
    end: number,
    last: number,
    still: number,
  ): void {
    const before = Math.max(first, start - this.side);
    const behind = this.soundUntil(x, end, Math.min(last, end + this.side), still);
    if (level(x, before, start) < LEAST_SOUND * still && level(x, end, behind) < LEAST_SOUND * still) return;
    this.fill.fill(x, before, start, end, behind);
  }

  /** Up to the next hole, which must not be learnt from. */
  private soundUntil(x: Float64Array, from: number, to: number, still: number): number {
    let run = 0;
    for (let n = from; n < to; n++) {
      run = Math.abs(x[n]!) <= still ? run + 1 : 0;
      if (run === LEAST_FRAMES) return n + 1 - run;
    }
    return to;
  }
}

function level(x: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let n = from; n < to; n++) sum += x[n]! * x[n]!;
  return Math.sqrt(sum / Math.max(1, to - from));
}
