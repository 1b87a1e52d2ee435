// FlatTops: level tops that a wave ran into instead of turning round, and the stairs of coarse steps that look like them.
import { History } from '../../measure/history.ts';
import type { Block, SignalFormat } from '../../signal/signal.ts';
import { Ceilings, FLATNESS, LEAST_LEVEL, STEP } from './ceilings.ts';
import type { Hearing, Stream } from '../hearing.ts';
import type { Span } from '../spans.ts';
import { swings, type Swings } from './swings.ts';

const LEAST_RUN = 3;
/** Samples before the one at hand that a top's beginning may ask for. */
const HISTORY = 5;
/** A step onto the top may exceed the one before it by this share of it: rounding and a little bend. */
const MOST_STEEPENING = 0.1;
/** A stair steps up or down by more than slow waves do; sound of 13 bits and fewer has such steps. */
const LEAST_STAIR = 7.5 * STEP;
const MOST_RUNS = 50_000;

/** One flat top of one channel. */
export interface FlatTop extends Span {
  /** Of its first sample, with its sign. */
  readonly level: number;
  /** All samples equal to the last bit. */
  readonly exact: boolean;
}

/** What is known of one channel. */
export class ChannelTops {
  readonly tops: FlatTop[] = [];
  readonly ceilings: Ceilings;
  private readonly stairs = new History();
  private stairsHere = 0;
  private stairsEnd: number;
  private readonly history = new Float64Array(HISTORY); // the last samples of the block before, newest first
  private at = 0;
  private length = 0;
  private level = 0;
  private exact = true;
  private before1 = 0;
  private before2 = 0;
  private before3 = 0;
  private pendingEnd = -1;
  private exit1 = 0;
  private exit2 = NaN;

  constructor(swings: Swings, channel: number) {
    this.ceilings = new Ceilings(swings, channel);
    this.stairsEnd = this.ceilings.momentFrames;
  }

  push(x: Float64Array, frames: number): void {
    this.ceilings.push(x, frames);
    let i = 0;
    while (i < frames) {
      if (this.length > 0) {
        this.follow(x[i]!, this.at + i);
        i++;
        continue;
      }
      i = this.nextFlatPair(x, i, frames);
      if (i < frames) this.enter(x, i);
      i++;
    }
    for (let k = HISTORY; k >= 1; k--) this.history[k - 1] = this.before(x, frames, k);
    this.at += frames;
  }

  /** How many stairs (level places half-way up or down a slope) lie within `reach` moments of `frame`. */
  stairsNear(frame: number, reach: number): number {
    const counts = this.stairs.values();
    const middle = Math.floor(frame / this.ceilings.momentFrames);
    let sum = 0;
    for (let i = Math.max(0, middle - reach); i <= middle + reach; i++) sum += counts[i] ?? 0;
    return Math.abs(counts.length - middle) <= reach ? sum + this.stairsHere : sum;
  }

  /**
   * First index from `start` whose sample is high and lies flat beside the one before it; `frames` when there is none.
   * Every run of three holds a pair that ends at an even place, so only those are looked at.
   */
  private nextFlatPair(x: Float64Array, start: number, frames: number): number {
    let i = start + ((this.at + start) & 1);
    if (i === 0 && frames > 0) {
      if (isFlatPair(this.history[0]!, x[0]!)) return 0;
      i = 2;
    }
    for (; i < frames; i += 2) {
      if (isFlatPair(x[i - 1]!, x[i]!)) return i;
    }
    return frames;
  }

  /** The sample `k` (1 to HISTORY) before index `i` of this block. */
  private before(x: Float64Array, i: number, k: number): number {
    return i >= k ? x[i - k]! : this.history[k - i - 1]!;
  }

  /** One more sample while a top is open, or closed but not yet judged. */
  private follow(value: number, now: number): void {
    if (this.pendingEnd >= 0) this.finish(value);
    else if (Math.abs(value - this.level) > FLATNESS) this.leave(value, now);
    else this.stay(value);
  }

  /** A top is open: the pair that ends at `i`, and the sample before it where that lies flat too. */
  private enter(x: Float64Array, i: number): void {
    const earlier = Math.abs(this.before(x, i, 2) - this.before(x, i, 1)) <= FLATNESS ? 1 : 0;
    this.length = 1 + earlier;
    this.level = this.before(x, i, 1 + earlier);
    this.before1 = this.before(x, i, 2 + earlier);
    this.before2 = this.before(x, i, 3 + earlier);
    this.before3 = this.before(x, i, 4 + earlier);
    this.exact = this.before(x, i, 1) === this.level;
    this.follow(x[i]!, this.at + i);
  }

  private stay(value: number): void {
    this.length++;
    if (value !== this.level) this.exact = false;
  }

  private leave(value: number, now: number): void {
    const { level, before1 } = this;
    if (this.length < LEAST_RUN) this.length = 0;
    else if (value > level !== before1 > level) {
      if (Math.min(Math.abs(value - level), Math.abs(before1 - level)) >= LEAST_STAIR) this.tallyStair(now);
    } else if (this.entersAsCut()) {
      this.pendingEnd = now;
      this.exit1 = value;
      this.exit2 = NaN;
      return;
    }
    this.length = 0;
  }

  private entersAsCut(): boolean {
    return isCut(this.level, this.before1, this.before2, this.before3, this.length);
  }

  /** Two samples later the slope out of the top is known too. */
  private finish(value: number): void {
    if (this.exit2 !== this.exit2) {
      this.exit2 = value;
      return;
    }
    const { level, exit1, exit2, exact, length } = this;
    if (isCut(level, exit1, exit2, value, length) && this.tops.length < MOST_RUNS)
      this.tops.push({ start: this.pendingEnd - length, end: this.pendingEnd, level, exact });
    this.pendingEnd = -1;
    this.length = 0;
  }

  private tallyStair(now: number): void {
    while (now >= this.stairsEnd) {
      this.stairs.push(this.stairsHere);
      this.stairsHere = 0;
      this.stairsEnd += this.ceilings.momentFrames;
    }
    this.stairsHere++;
  }
}

/** The step is asked first and without its sign: hardly ever small, so the branch is foreseen. */
function isFlatPair(a: number, b: number): boolean {
  return Math.abs(b - a) <= FLATNESS && Math.abs(b) >= LEAST_LEVEL;
}

/**
 * Whether the slope beside a top of `length` samples, `near`, `far` and `farther` away from it, breaks off at the top.
 * A round peak that stays within two steps for L samples bends by at most 16/L² steps, so beside it the slope is at
 * most 8/L + 32/L² steps; twice that and four for dither is asked. A pulse jumps: its last step is its steepest.
 */
function isCut(level: number, near: number, far: number, farther: number, length: number): boolean {
  const outward = level > 0 ? 1 : -1;
  const onto = outward * (level - near);
  const slope = outward * (near - far);
  const longer = 0.5 * outward * (near - farther);
  const steepest = slope > longer ? slope : longer;
  if (onto <= 0 || onto > (1 + MOST_STEEPENING) * steepest + FLATNESS) return false;
  return steepest >= (4 + (16 + 64 / length) / length) * STEP;
}

/** Every channel's flat tops. */
export class FlatTops implements Stream {
  readonly channels: readonly ChannelTops[];

  constructor(format: SignalFormat, swings: Swings) {
    this.channels = Array.from({ length: format.channels }, (_, c) => new ChannelTops(swings, c));
  }

  push(block: Block): void {
    for (let c = 0; c < this.channels.length; c++) this.channels[c]!.push(block.channels[c]!, block.frames);
  }

  finish(): void {}
}

/** The stream that detectors ask for. */
export function flatTops(format: SignalFormat, hearing: Hearing): FlatTops {
  return new FlatTops(format, hearing.stream(swings));
}
