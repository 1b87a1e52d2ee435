// Repeats: a buffer played again: the sound equals itself one buffer earlier, for exactly one or more buffers.
import type { Block, SignalFormat } from '../../signal/signal.ts';
import type { Detector, DetectorKind, Finding } from '../finding.ts';
import { AROUND_BREAK, breakAt, stillShare } from '../heard/wave-break.ts';

/** Buffers of audio engines; shorter ones are waves of an instrument, longer ones beats. */
const LEAST_LAG = 48;
const MOST_LAG = 8192;
/** More than this many times in a row is an instrument that plays the same wave, not an engine that stumbles. */
const MOST_TIMES = 24;
/** Two samples are the same within the dither of two 16-bit channels: 2 LSB each, added as below. */
const SAME = 1.25e-4;
/** And within this share of the level: 30 dB down. */
const SAME_SHARE = 1 / 32;
/** As heard before a run is believed and followed. */
const TRIED_FRAMES = 24;
/** Weighs the right channel so that no pair of channels cancels altogether. */
const RIGHT_WEIGHT = 0.7071;
/** Turns smaller than this share of the level are noise on the wave. */
const TURN_SHARE = 1 / 32;
/** The level follows in steps of this many frames, over some 16 of them. */
const LEVEL_FRAMES = 64;
const LEVEL_STEP = 1 / 16;
const LEAST_LEVEL = 3e-4;
/** A run may be longer than its buffers by chance equality at its ends. */
const SLACK_FRAMES = 3;
/** The break at the joins stands out of the curvature of the sound around by this factor (mean square 4 to 1). */
const JOIN_RATIO = 3;
const CERTAIN_JOIN_RATIO = 6;
/** A pulse wave stands still for nearly all its length; music, even in coarse steps, moves. */
const MOST_STILL = 0.8;
const RING = 32768;
const MASK = RING - 1;
const TABLE = 8192;
/** Bits of a 32-bit float that are left out: what remains tells turns apart that differ by 3 %. */
const SHAPE_SHIFT = 18;
const MOST_FINDINGS = 50;

interface Repeat {
  readonly start: number;
  readonly end: number;
  readonly lag: number;
  /** How far the weaker of both joins stands out. */
  readonly join: number;
}

/** Lengths that engines use: multiples of 64, and of 10 ms at 44.1 and 48 kHz. */
function isBufferLength(lag: number): boolean {
  return lag % 64 === 0 || lag % 441 === 0 || lag % 480 === 0;
}

/** An odd length whose joins are smooth is worth telling from here on; shorter, it may be the wave of an instrument. */
const LEAST_ODD_LAG = 200;

function isWorthTelling({ lag, join }: Repeat): boolean {
  return join >= JOIN_RATIO || isBufferLength(lag) || lag >= LEAST_ODD_LAG;
}

/** A buffer's length by chance is one in 50 or so; a visible break at both of its ends does not come by chance. */
function isSure({ lag, join }: Repeat): boolean {
  return join >= (isBufferLength(lag) ? JOIN_RATIO : CERTAIN_JOIN_RATIO);
}

class RepeatDetector implements Detector {
  private readonly rate: number;
  private readonly ring = new Float64Array(RING);
  /** Where a turn of this shape was last, modulo 2³². */
  private readonly seen = new Int32Array(TABLE).fill(-1);
  private readonly asFloat = new Float32Array(1);
  private readonly bits = new Int32Array(this.asFloat.buffer);
  private readonly repeats: Repeat[] = [];
  private waiting: { start: number; end: number; lag: number } | null = null;
  private at = 0;
  private level = 0;
  private sum = 0;
  private rising = true;
  private extreme = 0;
  private extremeAt = 0;
  /** The last turn and the one before it, as `shape` has them. */
  private older = 0;
  private oldest = 0;
  private lag = 0;
  private runStart = 0;

  constructor(format: SignalFormat) {
    this.rate = format.sampleRateHz;
  }

  push(block: Block): void {
    const left = block.channels[0]!;
    const right = block.channels[1] ?? left;
    const weight = block.channels.length > 1 ? RIGHT_WEIGHT : 0;
    for (let start = 0; start < block.frames; ) {
      const end = Math.min(block.frames, start + LEVEL_FRAMES - (this.at % LEVEL_FRAMES));
      this.mix(left, right, weight, start, end);
      this.followTurns(end - start);
      start = end;
      if (this.at % LEVEL_FRAMES === 0) this.followLevel();
    }
  }

  /** Both channels as one, into the ring; at most LEVEL_FRAMES of them, which the ring's length is a multiple of. */
  private mix(left: Float64Array, right: Float64Array, weight: number, start: number, end: number): void {
    const { ring } = this;
    let sum = this.sum;
    for (let i = start, r = this.at & MASK; i < end; i++, r++) {
      const x = left[i]! + weight * right[i]!;
      ring[r] = x;
      sum += Math.abs(x);
    }
    this.sum = sum;
  }

  /** Follows the zigzag of the wave through the newest `frames`. */
  private followTurns(frames: number): void {
    const { ring } = this;
    const end = this.at + frames;
    const least = TURN_SHARE * this.level;
    // A falling wave is followed upside down.
    let side = this.rising ? 1 : -1;
    let extreme = side * this.extreme;
    let { extremeAt } = this;
    for (let n = this.at, r = n & MASK; n < end; n++, r++) {
      const x = side * ring[r]!;
      if (this.lag > 0) this.followRun(side * x, n);
      if (x >= extreme) {
        extreme = x;
        extremeAt = n;
      } else if (extreme - x >= least) {
        this.turn(side * extreme, extremeAt, n);
        side = -side;
        extreme = -x;
        extremeAt = n;
      }
    }
    this.extreme = side * extreme;
    this.extremeAt = extremeAt;
    this.rising = side > 0;
    this.at = end;
  }

  private followRun(x: number, n: number): void {
    if (Math.abs(x - this.ring[(n - this.lag) & MASK]!) > this.same()) this.endRun(n);
  }

  private same(): number {
    return Math.min(SAME, SAME_SHARE * this.level);
  }

  private followLevel(): void {
    this.level += LEVEL_STEP * (this.sum / LEVEL_FRAMES - this.level);
    this.sum = 0;
    const { waiting } = this;
    if (waiting !== null && this.at >= waiting.end + AROUND_BREAK) this.judge();
  }

  /** The wave turned at `turnAt`, as frame `n` shows: were the same three turns heard before? */
  private turn(value: number, turnAt: number, n: number): void {
    this.asFloat[0] = value;
    const shape = this.bits[0]! >> SHAPE_SHIFT;
    if (this.level > LEAST_LEVEL) this.recall(shape, turnAt, n);
    this.oldest = this.older;
    this.older = shape;
  }

  private recall(shape: number, turnAt: number, n: number): void {
    const key = this.key(shape);
    const lag = (turnAt - this.seen[key]!) | 0;
    this.seen[key] = turnAt;
    if (this.lag > 0 || lag < LEAST_LAG - 2 || lag > MOST_LAG || lag > turnAt) return;
    for (let wide = 0; wide <= 2; wide++) {
      if (this.isRun(n, lag + wide)) return this.startRun(n, lag + wide);
      if (wide > 0 && this.isRun(n, lag - wide)) return this.startRun(n, lag - wide);
    }
  }

  /** The last three turns in one number. */
  private key(shape: number): number {
    const two = Math.imul(Math.imul(shape, 0x9e3779b1) ^ this.older, 0x85ebca6b);
    return (Math.imul(two ^ this.oldest, 0xc2b2ae35) >>> 13) & (TABLE - 1);
  }

  private isRun(n: number, lag: number): boolean {
    const { ring } = this;
    const same = this.same();
    for (let k = n; k > n - TRIED_FRAMES; k--) {
      if (Math.abs(ring[k & MASK]! - ring[(k - lag) & MASK]!) > same) return false;
    }
    return true;
  }

  private startRun(n: number, lag: number): void {
    const { ring } = this;
    const same = this.same();
    const least = Math.max(lag, n - RING + MOST_LAG + TRIED_FRAMES);
    let start = n;
    while (start > least && Math.abs(ring[(start - 1) & MASK]! - ring[(start - 1 - lag) & MASK]!) <= same)
      start--;
    this.lag = lag;
    this.runStart = start;
  }

  private endRun(n: number): void {
    const { lag, runStart } = this;
    this.lag = 0;
    const length = n - runStart;
    const times = Math.round(length / lag);
    const excess = length - times * lag;
    if (times < 1 || times > MOST_TIMES || excess < 0 || excess > SLACK_FRAMES) return;
    if (length > RING - 4 * AROUND_BREAK || this.waiting !== null) return;
    this.waiting = { start: runStart, end: n, lag };
  }

  private judge(): void {
    const { start, end, lag } = this.waiting!;
    this.waiting = null;
    if (stillShare(this.ring, end - lag, end) > MOST_STILL) return;
    const join = Math.min(breakAt(this.ring, start), breakAt(this.ring, end));
    const repeat = { start, end, lag, join };
    if (this.repeats.length < MOST_FINDINGS && isWorthTelling(repeat)) this.repeats.push(repeat);
  }

  result(): Finding[] {
    if (this.waiting !== null) this.judge();
    return this.repeats.map((repeat) => this.finding(repeat));
  }

  private finding(repeat: Repeat): Finding {
    const { start, end, lag } = repeat;
    const sure = isSure(repeat);
    return {
      code: 'repeat',
      severity: sure ? 'warning' : 'note',
      confidence: sure ? 0.95 : 0.6,
      channel: 'both',
      startS: start / this.rate,
      endS: end / this.rate,
      value: (1000 * lag) / this.rate,
      unit: 'ms',
      facts: { times: Math.round((end - start) / lag), frames: lag },
    };
  }
}

/** The same buffer heard twice or more in a row. */
export const REPEATS: DetectorKind = {
  id: 'repeats',
  codes: ['repeat'],
  create: ({ format }) => new RepeatDetector(format),
};
