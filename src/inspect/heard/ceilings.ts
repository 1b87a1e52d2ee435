// Ceilings: where each side of a wave stands at its outermost, how often, and how far it goes moment by moment.
import { History } from '../../measure/history.ts';
import type { Span } from '../spans.ts';
import type { Swings } from './swings.ts';

/** One step of 16 bits: the coarsest rounding that clipped sound goes through afterwards. */
export const STEP = 2 ** -15;
/** What stands at one level may differ by two steps: dither after a level change. */
export const FLATNESS = 2.01 * STEP;
/** Below -26 dBFS flat tops are silence or synthesis: nothing clips there. */
export const LEAST_LEVEL = 0.05;
/** How far under its level a ceiling counts what stands there. */
const BELOW = FLATNESS + 64 * STEP;
/** A step onto the ceiling from above half its level is no pulse. */
const GENTLE = 0.5;
const MOST_SPANS = 50_000;
/** Steps of the swings to a moment, 50 ms, of which the outermost level is kept. */
const MOMENT_STEPS = 25;

/** Where one side of the wave stands at its outermost level, within two steps; forgotten when it goes further. */
export class Ceiling {
  /** Size of the first sample that stood there. */
  level = LEAST_LEVEL;
  readonly starts = new History();
  readonly ends = new History();
  /** Stretches that the wave came to from near by, as it does anywhere but in a pulse. */
  gentle = 0;
  /** Samples in the 64 steps under the level. */
  below = 0;
  private end = -1;

  /** The sample of size `size` at frame `at`, behind one of size `before`; never smaller than the level less 66 steps. */
  hit(size: number, at: number, before: number): void {
    if (size > this.level + FLATNESS) this.rise(size);
    if (size < this.level - FLATNESS) {
      this.below++;
      return;
    }
    if (this.end !== at && before > GENTLE * this.level) this.gentle++;
    this.keep(at);
  }

  private rise(size: number): void {
    this.level = size;
    this.starts.clear();
    this.ends.clear();
    this.gentle = 0;
    this.below = 0;
    this.end = -1;
  }

  private keep(at: number): void {
    if (this.end === at) this.ends.values()[this.ends.length - 1] = at + 1;
    else if (this.starts.length < MOST_SPANS) {
      this.starts.push(at);
      this.ends.push(at + 1);
    } else return;
    this.end = at + 1;
  }

  /** Every stretch at the level, in order of time. */
  spans(): Span[] {
    const ends = this.ends.values();
    return Array.from(this.starts.values(), (start, i) => ({ start, end: ends[i]! }));
  }
}

/** The wave stands at a ceiling several samples in a row, this often and in this share of all places: it was cut there. */
const CUT_TIMES = 3;
const CUT_SHARE = 0.3;

/** The two sides of one channel. */
export class Ceilings {
  readonly upper = new Ceiling();
  readonly lower = new Ceiling();
  readonly momentFrames: number;
  private readonly swings: Swings;
  private readonly channel: number;
  private readonly highest = new History();
  private readonly lowest = new History();
  private highestHere = 0;
  private lowestHere = 0;
  private inMoment = 0;
  /** Frames before the block at hand. */
  private at = 0;
  private last = 0;

  constructor(swings: Swings, channel: number) {
    this.swings = swings;
    this.channel = channel;
    this.momentFrames = MOMENT_STEPS * swings.stepFrames;
  }

  /** The block that the swings have just heard. First how far it goes, then who stands at a ceiling, where anybody can. */
  push(x: Float64Array, frames: number): void {
    const { swings, upper, lower } = this;
    const highs = swings.highs[this.channel]!;
    const lows = swings.lows[this.channel]!;
    let start = 0;
    for (let p = 0; p < swings.pieces; p++) {
      const end = swings.ends[p]!;
      const high = highs[p]!;
      const low = lows[p]!;
      if (high > this.highestHere) this.highestHere = high;
      if (low < this.lowestHere) this.lowestHere = low;
      if (high > upper.level - BELOW || low < BELOW - lower.level) this.hit(x, start, end);
      this.inMoment += end - start;
      if (this.inMoment === this.momentFrames) this.endMoment();
      start = end;
    }
    this.at += frames;
    if (frames > 0) this.last = x[frames - 1]!;
  }

  /** The largest size of any sample, where that is a level at which anything clips. */
  get peak(): number {
    return Math.max(this.upper.level, this.lower.level);
  }

  /** The outermost level on the side of `sign` within `reach` moments of `frame`, as a size. */
  outermostNear(frame: number, reach: number, sign: number): number {
    const levels = (sign > 0 ? this.highest : this.lowest).values();
    const here = sign > 0 ? this.highestHere : this.lowestHere;
    const middle = Math.floor(frame / this.momentFrames);
    let most = middle + reach >= levels.length ? Math.abs(here) : 0;
    for (let i = Math.max(0, middle - reach); i <= middle + reach; i++)
      most = Math.max(most, Math.abs(levels[i] ?? 0));
    return most;
  }

  /** Size of the largest sample in the whole moments that frames `start` to `end` fall into. */
  largestWithin(start: number, end: number): number {
    const highest = this.highest.values();
    const lowest = this.lowest.values();
    const past = Math.min(highest.length, Math.round(end / this.momentFrames));
    let most = 0;
    for (let i = Math.round(start / this.momentFrames); i < past; i++)
      most = Math.max(most, highest[i]!, -lowest[i]!);
    return most;
  }

  /** Whether a clipper was at work at one side's outermost level, and that level is at least `level`. */
  isCut(level = 0): boolean {
    return [this.upper, this.lower].some((ceiling) => {
      const spans = ceiling.spans();
      const inRow = spans.filter(({ start, end }) => end - start >= 2).length;
      return ceiling.level >= level && inRow >= Math.max(CUT_TIMES, CUT_SHARE * spans.length);
    });
  }

  private endMoment(): void {
    this.highest.push(this.highestHere);
    this.lowest.push(this.lowestHere);
    this.highestHere = 0;
    this.lowestHere = 0;
    this.inMoment = 0;
  }

  private hit(x: Float64Array, start: number, end: number): void {
    const { upper, lower } = this;
    const { at } = this;
    let most = upper.level - BELOW;
    let least = BELOW - lower.level;
    for (let i = start; i < end; i++) {
      const value = x[i]!;
      if (value > most) {
        upper.hit(value, at + i, i > 0 ? x[i - 1]! : this.last);
        most = upper.level - BELOW;
      } else if (value < least) {
        lower.hit(-value, at + i, -(i > 0 ? x[i - 1]! : this.last));
        least = BELOW - lower.level;
      }
    }
  }
}
