// Delta: what one move of a chain alone changes, to be heard by itself.
import type { SignalFormat } from '../signal/signal.ts';
import { createChain, type ChainStep } from './chain.ts';
import { delayedTo } from './control/plain-delay.ts';
import type { Processor } from './processor.ts';

/** Frames worked on at a time. */
const CHUNK_FRAMES = 4096;

/**
 * The whole chain less the chain without step `index`, both in step to the sample: silence where the move does nothing,
 * its whole effect where it does, what later moves make of it included. `firstFrame`: which frame of the song will come first.
 */
export function createDelta(
  steps: readonly ChainStep[],
  index: number,
  format: SignalFormat,
  firstFrame = 0,
): Processor {
  const whole = createChain(steps, format, firstFrame);
  const without = createChain(
    steps.map((step, i) => (i === index ? { ...step, bypassed: true } : step)),
    format,
    firstFrame,
  );
  const latencyFrames = Math.max(whole.latencyFrames, without.latencyFrames);
  return new Delta(
    delayedTo(latencyFrames, whole, format.channels),
    delayedTo(latencyFrames, without, format.channels),
    format.channels,
  );
}

class Delta implements Processor {
  readonly latencyFrames: number;
  readonly tailFrames: number;
  private readonly whole: Processor;
  private readonly without: Processor;
  private readonly spare: Float64Array[];
  private readonly chunk: Float64Array[];
  private readonly twin: Float64Array[];

  constructor(whole: Processor, without: Processor, channels: number) {
    this.whole = whole;
    this.without = without;
    this.latencyFrames = whole.latencyFrames;
    this.tailFrames = Math.max(whole.tailFrames, without.tailFrames);
    this.spare = Array.from({ length: channels }, () => new Float64Array(CHUNK_FRAMES));
    this.chunk = [...this.spare];
    this.twin = [...this.spare];
  }

  reset(): void {
    this.whole.reset();
    this.without.reset();
  }

  process({ channels, frames }: { channels: readonly Float64Array[]; frames: number }): void {
    for (let at = 0; at < frames; at += CHUNK_FRAMES) {
      this.subtract(channels, at, Math.min(frames, at + CHUNK_FRAMES));
    }
  }

  private subtract(channels: readonly Float64Array[], from: number, to: number): void {
    const { spare, chunk, twin, whole, without } = this;
    const frames = to - from;
    for (let c = 0; c < chunk.length; c++) {
      chunk[c] = channels[c]!.subarray(from, to);
      twin[c] = frames === CHUNK_FRAMES ? spare[c]! : spare[c]!.subarray(0, frames);
      twin[c]!.set(chunk[c]!);
    }
    whole.process({ channels: chunk, frames });
    without.process({ channels: twin, frames });
    for (let c = 0; c < chunk.length; c++) takeAway(chunk[c]!, twin[c]!, frames);
  }
}

function takeAway(a: Float64Array, b: Float64Array, frames: number): void {
  for (let n = 0; n < frames; n++) a[n]! -= b[n]!;
}
