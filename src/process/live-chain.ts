// Live chain: a chain that may be exchanged while it plays: the next one listens first, then fades in over the old one.
import { fadeCurve } from '../dsp/fade-curve.ts';
import type { Block, SignalFormat } from '../signal/signal.ts';
import { delayedTo } from './control/plain-delay.ts';
import type { Processor } from './processor.ts';

/** Frames worked on at a time. */
const CHUNK_FRAMES = 1024;
const FADE_S = 0.03;
/** A new chain listens so long before it is heard: its filters and followers must have come to rest. */
const SETTLE_S = 0.25;

/** Makes a newborn chain; `firstFrame`: which frame of the song it will hear first. */
export type ChainMaker = (firstFrame: number) => Processor;

/**
 * Nothing is reconfigured: a changed plan makes a new chain, and this hands over to it. The delay is the same for every
 * chain (`latencyFrames`, the longest allowed), so that the song neither jumps nor waits. A chain turned to during a
 * hand-over takes its place after it; of several only the last.
 */
export class LiveChain implements Processor {
  readonly latencyFrames: number;
  readonly tailFrames = 0;
  private readonly channels: number;
  private readonly curve: Float64Array;
  private readonly settleFrames: number;
  private readonly twin: Float64Array[];
  private readonly chunk: Float64Array[];
  private readonly lent: Float64Array[];
  private current: Processor;
  private next: Processor | null = null;
  private waiting: Processor | null = null;
  /** Of the chain that was asked for last. */
  private asked: ChainMaker;
  private readonly firstFrame: number;
  /** Which frame of the song comes next. */
  private frame: number;
  /** Frames that the next one has listened to. */
  private heard = 0;

  /**
   * Begins with the chain of `make`, at frame `firstFrame` of the song; none may ever have a longer latency than
   * `latencyFrames`: a RangeError.
   */
  constructor(make: ChainMaker, latencyFrames: number, format: SignalFormat, firstFrame = 0) {
    this.latencyFrames = latencyFrames;
    this.channels = format.channels;
    this.curve = fadeCurve(Math.round(FADE_S * format.sampleRateHz));
    this.settleFrames = latencyFrames + Math.round(SETTLE_S * format.sampleRateHz);
    this.twin = Array.from({ length: format.channels }, () => new Float64Array(CHUNK_FRAMES));
    this.chunk = [...this.twin];
    this.lent = [...this.twin];
    this.asked = make;
    this.firstFrame = firstFrame;
    this.frame = firstFrame;
    this.current = this.inStep(make(firstFrame));
  }

  /** Is every change heard in full? */
  get settled(): boolean {
    return this.next === null;
  }

  /** Hands over to a chain of `make`, for the same format. */
  turnTo(make: ChainMaker): void {
    const wanted = this.inStep(make(this.frame + (this.next === null ? 0 : this.untilArrival())));
    this.asked = make;
    if (this.next === null) this.begin(wanted);
    else this.waiting = wanted;
  }

  /** Back to newborn, at the first frame, with the chain that was asked for last. */
  reset(): void {
    this.current = this.inStep(this.asked(this.firstFrame));
    this.next = null;
    this.waiting = null;
    this.frame = this.firstFrame;
  }

  process({ channels, frames }: Block): void {
    for (let from = 0; from < frames; ) {
      const count = Math.min(CHUNK_FRAMES, frames - from, this.untilTurn());
      this.run(channels, from, from + count);
      from += count;
    }
  }

  private inStep(chain: Processor): Processor {
    const { latencyFrames } = this;
    if (chain.latencyFrames > latencyFrames) {
      throw new RangeError(`a chain of ${chain.latencyFrames} frames where ${latencyFrames} are the most`);
    }
    return delayedTo(latencyFrames, chain, this.channels);
  }

  private begin(chain: Processor): void {
    this.next = chain;
    this.heard = 0;
  }

  /** Frames until the fade begins or ends. */
  private untilTurn(): number {
    const { heard, settleFrames } = this;
    if (this.next === null) return Number.POSITIVE_INFINITY;
    return heard < settleFrames ? settleFrames - heard : this.untilArrival();
  }

  /** Frames until the one that listens, or fades in, is heard alone. */
  private untilArrival(): number {
    return this.settleFrames + this.curve.length - 1 - this.heard;
  }

  private run(channels: readonly Float64Array[], from: number, to: number): void {
    const { chunk, next } = this;
    for (let c = 0; c < chunk.length; c++) chunk[c] = channels[c]!.subarray(from, to);
    this.frame += to - from;
    if (next === null) this.current.process({ channels: chunk, frames: to - from });
    else this.runBoth(next, to - from);
  }

  private runBoth(next: Processor, frames: number): void {
    const { chunk, lent, twin, curve } = this;
    for (let c = 0; c < chunk.length; c++) {
      lent[c] = twin[c]!.subarray(0, frames);
      lent[c]!.set(chunk[c]!);
    }
    this.current.process({ channels: chunk, frames });
    next.process({ channels: lent, frames });
    const at = this.heard - this.settleFrames;
    if (at >= 0) for (let c = 0; c < chunk.length; c++) fade(chunk[c]!, lent[c]!, curve, at, frames);
    this.heard += frames;
    if (at + frames === curve.length - 1) this.arrive(next);
  }

  private arrive(next: Processor): void {
    this.current = next;
    this.next = null;
    if (this.waiting !== null) this.begin(this.waiting);
    this.waiting = null;
  }
}

/** Where both are the same, the sum is that to the last bit. */
function fade(a: Float64Array, b: Float64Array, curve: Float64Array, at: number, frames: number): void {
  for (let n = 0; n < frames; n++) a[n] = a[n]! + curve[at + n]! * (b[n]! - a[n]!);
}
