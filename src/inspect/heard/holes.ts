// Holes: stretches of nothing inside the sound of each channel, down to a few samples, and how they begin and end.
import type { Block, SignalFormat } from '../../signal/signal.ts';
import type { Stream } from '../hearing.ts';
import type { Span } from '../spans.ts';

/** Nothing, with the dither of a 16-bit file: 1.5 LSB and a little. */
export const NEARLY_NOTHING = 4.9e-5;
/** Digital silence, down to the dither of 20 bits. */
const NOTHING = 1e-6;
/** Two samples of dithered 16 bits apart without a wave: 2 LSB and a little. */
const STEP_OF_DITHER = 6.2e-5;
const LEAST_FRAMES = 3;
const LEVEL_WINDOW_S = 0.025;
const EDGE_WINDOW_S = 0.005;
/** Holes that are kept, a channel: more are no accidents. */
const MOST_HOLES = 20_000;

/** One stretch of nothing and its surroundings in the same channel; levels are RMS, full scale 1. */
export interface Hole extends Span {
  /** How much of it is exactly nothing, 0…1; the rest is as small as dither. */
  readonly exact: number;
  /** Of the 25 ms, and of the 5 ms, before it. */
  readonly levelBefore: number;
  readonly edgeBefore: number;
  /** Of the 25 ms after it, the hole's own end not counted. */
  readonly levelAfter: number;
  /** Sizes of the last sample before it and the first after it. */
  readonly brinkBefore: number;
  readonly brinkAfter: number;
  /** Mean size of the steps from sample to sample in the 5 ms before, and the smallest that is more than dither. */
  readonly meanStep: number;
  readonly leastStep: number;
  /** Share of the 5 ms before whose steps are no more than dither. */
  readonly still: number;
  /** The same of the 5 ms after it. */
  readonly stillAfter: number;
  /** The last sample before it or the largest of the last three steps, whichever is more: small where the wave comes to rest. */
  readonly landing: number;
}

type Growing = { -readonly [Key in keyof Hole]: Hole[Key] };

/** Follows one channel. */
class ChannelHoles {
  readonly holes: Hole[] = [];
  /** The last `wideFrames` samples of what came before, then the block at hand. */
  private window = new Float64Array(0);
  private readonly wideFrames: number;
  private readonly edgeFrames: number;
  private at = 0;
  /** Where the open hole began, in frames of the song; -1 when none is open. */
  private openAt = -1;
  private exactFrames = 0;
  private open: Growing | null = null;
  /** Ended, but what follows is not yet heard. */
  private readonly ended: Growing[] = [];

  constructor(rate: number) {
    this.wideFrames = Math.max(LEAST_FRAMES, Math.round(LEVEL_WINDOW_S * rate));
    this.edgeFrames = Math.max(2, Math.round(EDGE_WINDOW_S * rate));
  }

  push(x: Float64Array, frames: number): void {
    const window = this.slide(x, frames);
    const end = this.wideFrames + frames;
    let i = this.wideFrames;
    while (i < end) {
      if (this.openAt < 0) i = this.findHole(window, i, end);
      else i = this.followHole(window, i, end);
    }
    if (this.openAt >= 0) this.describe(window, this.openAt - this.at + this.wideFrames);
    this.settle(window, end, false);
    window.copyWithin(0, frames, end);
    this.at += frames;
  }

  finish(): void {
    this.settle(this.window, this.wideFrames, true);
  }

  /** Moves the newest samples to the front and the block behind them. */
  private slide(x: Float64Array, frames: number): Float64Array {
    const { wideFrames, window } = this;
    if (window.length < wideFrames + frames) {
      this.window = new Float64Array(wideFrames + frames);
      this.window.set(window.subarray(0, wideFrames));
    }
    this.window.set(x.subarray(0, frames), wideFrames);
    return this.window;
  }

  /** Looks at every second frame of the song: no hole slips through. Gives where to go on. */
  private findHole(window: Float64Array, start: number, end: number): number {
    let i = start + ((this.at + start - this.wideFrames) & 1);
    while (i < end && !isNearlyNothing(window[i]!)) i += 2;
    if (i >= end) return end;
    const first = i > this.firstIndex() && isNearlyNothing(window[i - 1]!) ? i - 1 : i;
    this.openAt = this.at + first - this.wideFrames;
    this.exactFrames = first < i && isNothing(window[first]!) ? 1 : 0;
    return i;
  }

  /** Where the song begins in the window. */
  private firstIndex(): number {
    return Math.max(0, this.wideFrames - this.at);
  }

  private followHole(window: Float64Array, start: number, end: number): number {
    let i = start;
    let exact = 0;
    while (i < end && isNearlyNothing(window[i]!)) if (isNothing(window[i++]!)) exact++;
    this.exactFrames += exact;
    if (i < end) this.leave(window, i);
    return i;
  }

  /** Sound is back at window index `i`. */
  private leave(window: Float64Array, i: number): void {
    const end = this.at + i - this.wideFrames;
    const length = end - this.openAt;
    if (length >= LEAST_FRAMES && this.openAt > 0) {
      this.describe(window, this.openAt - this.at + this.wideFrames);
      const hole = this.open!;
      hole.end = end;
      hole.exact = this.exactFrames / length;
      hole.brinkAfter = Math.abs(window[i]!);
      this.ended.push(hole);
    }
    this.openAt = -1;
    this.open = null;
  }

  /** What comes before the open hole, which begins at window index `i`; once, while the window still holds it. */
  private describe(window: Float64Array, i: number): void {
    if (this.open !== null || i < 1) return;
    const { wideFrames, edgeFrames } = this;
    this.open = {
      start: this.openAt,
      end: this.openAt,
      exact: 0,
      levelBefore: rms(window, Math.max(0, i - wideFrames), i),
      edgeBefore: rms(window, Math.max(0, i - edgeFrames), i),
      levelAfter: 0,
      stillAfter: 0,
      brinkBefore: Math.abs(window[i - 1]!),
      brinkAfter: 0,
      landing: landing(window, Math.max(0, i - edgeFrames), i),
      ...steps(window, Math.max(1, i - edgeFrames), i),
    };
  }

  /** Keeps the holes whose 25 ms to follow lie before window index `end`; at the song's end all. */
  private settle(window: Float64Array, end: number, all: boolean): void {
    const { ended, wideFrames } = this;
    let done = 0;
    for (const hole of ended) {
      const from = hole.end - this.at + wideFrames;
      if (!all && from + wideFrames > end) break;
      hole.levelAfter = rms(window, from, Math.min(end, from + wideFrames));
      hole.stillAfter = steps(window, from + 1, Math.min(end, from + this.edgeFrames)).still;
      if (this.holes.length < MOST_HOLES) this.holes.push(hole);
      done++;
    }
    if (done > 0) ended.splice(0, done);
  }
}

function isNearlyNothing(x: number): boolean {
  return x <= NEARLY_NOTHING && x >= -NEARLY_NOTHING;
}

function isNothing(x: number): boolean {
  return x <= NOTHING && x >= -NOTHING;
}

function rms(x: Float64Array, start: number, end: number): number {
  let sum = 0;
  for (let i = start; i < end; i++) sum += x[i]! * x[i]!;
  return Math.sqrt(sum / Math.max(1, end - start));
}

function steps(x: Float64Array, start: number, end: number): Pick<Hole, 'meanStep' | 'leastStep' | 'still'> {
  let sum = 0;
  let least = Infinity;
  let still = 0;
  for (let i = start; i < end; i++) {
    const step = Math.abs(x[i]! - x[i - 1]!);
    sum += step;
    if (step <= STEP_OF_DITHER) still++;
    else if (step < least) least = step;
  }
  const count = Math.max(1, end - start);
  return { meanStep: sum / count, leastStep: least === Infinity ? 0 : least, still: still / count };
}

function landing(x: Float64Array, start: number, end: number): number {
  let most = Math.abs(x[end - 1]!);
  for (let i = Math.max(start + 1, end - 3); i < end; i++) most = Math.max(most, Math.abs(x[i]! - x[i - 1]!));
  return most;
}

/** Of every channel. */
export class Holes implements Stream {
  private readonly channels: readonly ChannelHoles[];

  constructor(format: SignalFormat) {
    this.channels = Array.from({ length: format.channels }, () => new ChannelHoles(format.sampleRateHz));
  }

  push(block: Block): void {
    this.channels.forEach((holes, c) => holes.push(block.channels[c]!, block.frames));
  }

  finish(): void {
    for (const holes of this.channels) holes.finish();
  }

  /** By channel, in order of time; complete after `finish`. A hole at the very start or end of the song is none. */
  perChannel(): readonly (readonly Hole[])[] {
    return this.channels.map(({ holes }) => holes);
  }
}

/** Nothing of 3 frames and more, wherever it stands. */
export function soundHoles(format: SignalFormat): Holes {
  return new Holes(format);
}
