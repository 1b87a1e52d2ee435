// Thinner: sound through a low-pass of which one sample in every so many is kept.

/** Input frames taken in at a time. */
const PIECE_FRAMES = 4096;

/** One channel. Output n is the filter's at input n · factor; before the song there is silence. */
export class Thinner {
  readonly factor: number;
  private readonly taps: Float64Array;
  private readonly held: Float64Array;
  private filled: number;
  /** Held frames to pass before the next output. */
  private skip = 0;

  constructor(taps: Float64Array, factor: number) {
    this.taps = taps;
    this.factor = factor;
    this.filled = taps.length - 1;
    this.held = new Float64Array(this.filled + PIECE_FRAMES);
  }

  /** Takes `count` frames from `from` on, writes into `out` from `at` on; how many. There are at most count / factor + 1. */
  push(samples: Float64Array, from: number, count: number, out: Float64Array, at: number): number {
    let made = 0;
    for (let taken = 0; taken < count; ) {
      const piece = Math.min(PIECE_FRAMES, count - taken);
      this.held.set(samples.subarray(from + taken, from + taken + piece), this.filled);
      this.filled += piece;
      taken += piece;
      made += this.filter(out, at + made);
    }
    return made;
  }

  private filter(out: Float64Array, at: number): number {
    const { taps, held, factor } = this;
    const reach = taps.length;
    let made = 0;
    let begin = this.skip;
    for (; begin + reach <= this.filled; begin += factor) {
      let sum = 0;
      for (let k = 0; k < reach; k++) sum += taps[k]! * held[begin + k]!;
      out[at + made++] = sum;
    }
    const kept = Math.min(begin, this.filled - reach + 1);
    held.copyWithin(0, kept, this.filled);
    this.filled -= kept;
    this.skip = begin - kept;
    return made;
  }
}
