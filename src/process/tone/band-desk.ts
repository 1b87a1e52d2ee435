// Band desk: leads bands that listen and move over a sound, stretch by stretch and hop by hop.
import type { Block } from '../../signal/signal.ts';
import { hopFrames } from '../control/gain-rider.ts';
import type { Processor } from '../processor.ts';
import { LONGEST_HEARD } from './band-ear.ts';

/** Frames between two decisions: two hops of a gain rider, 0.7 ms; a band's own filter rings longer. */
export function bandHopFrames(sampleRateHz: number): number {
  return 2 * hopFrames(sampleRateHz);
}

/** One band over a pair of channels. */
export interface BandWorker {
  /** Listens to middle and sides instead of left and right. */
  readonly turned: boolean;
  /** Until what it adds has decayed by 180 dB. */
  readonly ringFrames: number;
  /** Hears `frames` of the desk's input, `at` frames into a hop. */
  listen(left: Float64Array, right: Float64Array, frames: number, at: number): void;
  /** Changes `count` frames from `start` on, all of one hop; `right` is null in a sound of one channel. */
  ride(left: Float64Array, right: Float64Array | null, start: number, count: number): void;
  /** A hop is whole: what the next one shall be. */
  decide(): void;
  reset(): void;
}

/** Every band hears what comes in, not what the bands before it made of it, so their order hardly matters. No delay. */
export class BandDesk implements Processor {
  readonly latencyFrames = 0;
  readonly tailFrames: number;
  private readonly hop: number;
  /** Workers of each pair of channels. */
  private readonly pairs: readonly (readonly BandWorker[])[];
  private readonly turns: boolean;
  private readonly afterHop: (() => void) | undefined;
  private readonly mid = new Float64Array(LONGEST_HEARD);
  private readonly side = new Float64Array(LONGEST_HEARD);
  private readonly silence = new Float64Array(LONGEST_HEARD);
  /** Frames into the hop under way. */
  private at = 0;

  /** `afterHop` is called when all have decided. */
  constructor(pairs: readonly (readonly BandWorker[])[], hop: number, afterHop?: () => void) {
    this.pairs = pairs;
    this.hop = hop;
    this.afterHop = afterHop;
    this.turns = pairs.some((workers) => workers.some(({ turned }) => turned));
    this.tailFrames = Math.max(
      0,
      ...pairs.map((workers) => workers.reduce((sum, { ringFrames }) => sum + ringFrames, 0)),
    );
  }

  process({ channels, frames }: Block): void {
    for (let start = 0; start < frames; start += LONGEST_HEARD) {
      const end = Math.min(frames, start + LONGEST_HEARD);
      for (let p = 0; p < this.pairs.length; p++) this.listen(channels, p, start, end);
      this.ride(channels, start, end);
    }
  }

  /** Back to newborn. */
  reset(): void {
    this.at = 0;
    for (const workers of this.pairs) for (const worker of workers) worker.reset();
  }

  private listen(channels: readonly Float64Array[], p: number, start: number, end: number): void {
    const { mid, side, at } = this;
    const workers = this.pairs[p]!;
    const left = stretch(channels[2 * p]!, start, end);
    const beside = channels[2 * p + 1];
    const right = beside === undefined ? this.silence : stretch(beside, start, end);
    const frames = end - start;
    if (this.turns) turn(left, right, mid, side, frames);
    for (let i = 0; i < workers.length; i++) {
      const worker = workers[i]!;
      worker.listen(worker.turned ? mid : left, worker.turned ? side : right, frames, at);
    }
  }

  private ride(channels: readonly Float64Array[], start: number, end: number): void {
    const { pairs, hop } = this;
    for (let now = start; now < end; ) {
      const count = Math.min(end - now, hop - this.at);
      for (let p = 0; p < pairs.length; p++) {
        const workers = pairs[p]!;
        const left = channels[2 * p]!;
        const right = channels[2 * p + 1] ?? null;
        for (let i = 0; i < workers.length; i++) workers[i]!.ride(left, right, now, count);
      }
      now += count;
      this.at += count;
      if (this.at === hop) this.decide();
    }
  }

  private decide(): void {
    this.at = 0;
    for (let p = 0; p < this.pairs.length; p++) {
      const workers = this.pairs[p]!;
      for (let i = 0; i < workers.length; i++) workers[i]!.decide();
    }
    this.afterHop?.();
  }
}

function turn(
  left: Float64Array,
  right: Float64Array,
  mid: Float64Array,
  side: Float64Array,
  frames: number,
): void {
  for (let n = 0; n < frames; n++) {
    const x = left[n]!;
    const u = right[n]!;
    mid[n] = 0.5 * (x + u);
    side[n] = 0.5 * (x - u);
  }
}

function stretch(samples: Float64Array, start: number, end: number): Float64Array {
  return start === 0 && end === samples.length ? samples : samples.subarray(start, end);
}
