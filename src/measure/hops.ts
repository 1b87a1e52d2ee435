// Hops: cuts whatever arrives into fixed 100 ms stretches, so that no meter's result depends on the blocks.
import type { Block, SignalFormat } from '../signal/signal.ts';
import type { Meter } from './meter.ts';

/** Ten hops a second: the step of BS.1770 gating blocks and of short-term loudness. */
export const HOPS_PER_SECOND = 10;

/** Listens hop by hop. Every hop is whole but the last. The arrays are lent, may be longer, and must not be changed. */
export interface HopListener {
  hop(channels: readonly Float64Array[], frames: number): void;
}

/** First frame of hop (or finer step) `index` when there are `perSecond` of them: the nearest whole frame. */
export function edgeFrame(index: number, perSecond: number, sampleRateHz: number): number {
  return Math.floor((index * sampleRateHz) / perSecond + 0.5);
}

/** Gathers blocks of any size into hops; a hop that lies whole in a block is handed on where it lies. */
export class HopCutter {
  private readonly buffers: Float64Array[];
  private readonly sampleRateHz: number;
  private readonly listeners: readonly HopListener[];
  private readonly mostHops: number;
  private index = 0;
  private delivered = 0;
  private wanted: number;
  private held = 0;
  /** Frames received so far. */
  frames = 0;

  /** `mostHops`: so many whole hops may be handed on at once, to listeners that look for the edges themselves. */
  constructor(format: SignalFormat, listeners: readonly HopListener[], mostHops = 1) {
    this.mostHops = mostHops;
    const longest = Math.ceil(format.sampleRateHz / HOPS_PER_SECOND) + 1;
    this.buffers = Array.from({ length: format.channels }, () => new Float64Array(longest));
    this.sampleRateHz = format.sampleRateHz;
    this.listeners = listeners;
    this.wanted = edgeFrame(1, HOPS_PER_SECOND, format.sampleRateHz);
  }

  push(block: Block): void {
    let taken = 0;
    while (taken < block.frames) {
      const whole = this.held === 0 ? this.wholeFrames(block.frames - taken) : 0;
      if (whole > 0) {
        const start = taken;
        taken += whole;
        this.deliver(
          block.channels.map((samples) => samples.subarray(start, taken)),
          whole,
        );
        continue;
      }
      const count = Math.min(this.wanted - this.held, block.frames - taken);
      for (let c = 0; c < this.buffers.length; c++) {
        this.buffers[c]!.set(block.channels[c]!.subarray(taken, taken + count), this.held);
      }
      taken += count;
      this.held += count;
      if (this.held === this.wanted) this.deliver(this.buffers, this.held);
    }
    this.frames += block.frames;
  }

  /** Hands over the unfinished last hop, if any. */
  flush(): void {
    if (this.held > 0) this.deliver(this.buffers, this.held);
  }

  /** Of the next so many frames, those that make whole hops; at most mostHops of them. */
  private wholeFrames(available: number): number {
    const start = edgeFrame(this.index, HOPS_PER_SECOND, this.sampleRateHz);
    let frames = 0;
    for (let hops = 1; hops <= this.mostHops; hops++) {
      const end = edgeFrame(this.index + hops, HOPS_PER_SECOND, this.sampleRateHz) - start;
      if (end > available) break;
      frames = end;
    }
    return frames;
  }

  private deliver(channels: readonly Float64Array[], frames: number): void {
    for (const listener of this.listeners) listener.hop(channels, frames);
    this.delivered += frames;
    this.held = 0;
    while (edgeFrame(this.index + 1, HOPS_PER_SECOND, this.sampleRateHz) <= this.delivered) this.index++;
    this.wanted = edgeFrame(this.index + 1, HOPS_PER_SECOND, this.sampleRateHz) - this.delivered;
  }
}

/** Makes a meter of what listens, in that order, and of the way to read it. */
export function meterOfHops<Result>(
  format: SignalFormat,
  listeners: readonly HopListener[],
  read: (frames: number) => Result,
): Meter<Result> {
  const cutter = new HopCutter(format, listeners);
  return {
    push: (block) => cutter.push(block),
    result() {
      cutter.flush();
      return read(cutter.frames);
    },
  };
}
