// Plain delay: a processor heard later by a fixed number of frames, so that it keeps step with a slower one.
import type { Processor } from '../processor.ts';
import { DelayedGain } from './delayed-gain.ts';

/** `processor` with a latency of `latencyFrames`, at least its own. The same processor where that is its own. */
export function delayedTo(latencyFrames: number, processor: Processor, channels: number): Processor {
  const missing = latencyFrames - processor.latencyFrames;
  if (missing === 0) return processor;
  const lines = Array.from({ length: channels }, () => new DelayedGain(missing));
  return {
    latencyFrames,
    tailFrames: processor.tailFrames,
    get gainReductionDb() {
      return processor.gainReductionDb;
    },
    get repairs() {
      return processor.repairs ?? [];
    },
    reset() {
      processor.reset();
      for (const line of lines) line.reset();
    },
    process(block) {
      processor.process(block);
      for (let c = 0; c < lines.length; c++) lines[c]!.process(block.channels[c]!, block.frames, null);
    },
  };
}
