// Pass through: a processor that leaves every sample, for kinds whose parameters ask for nothing.
import type { Processor } from '../processor.ts';

export function passThrough(): Processor {
  return { latencyFrames: 0, tailFrames: 0, reset() {}, process() {} };
}
