// Gain trace: how much a limiter turned down, every 10 ms, to be read after the run.
import { dbFromGain } from '../../dsp/decibel.ts';

const STEP_MS = 10;

/** Deepest reduction of each 10 ms step; grows with the sound by 4 bytes a step. */
export class GainTrace {
  private readonly stepFrames: number;
  private skip = 0;
  private steps = new Float32Array(1024);
  private frame = 0;
  private least = 1;
  private count = 0;

  constructor(sampleRateHz: number) {
    this.stepFrames = Math.round((STEP_MS / 1000) * sampleRateHz);
  }

  /** Starts anew; the first `latencyFrames` gains belong to no sound and are left out. */
  begin(latencyFrames: number): void {
    this.skip = latencyFrames;
    this.reset();
  }

  /** Gains of the next frames, one array a gain path; null where every gain is 1. */
  push(gains: readonly Float64Array[] | null, paths: number, frames: number): void {
    let at = Math.min(Math.max(0, -this.frame), frames);
    this.frame += at;
    while (at < frames) {
      const end = Math.min(frames, at + this.stepFrames - this.frame);
      if (gains !== null) this.lower(gains, paths, at, end);
      this.frame += end - at;
      if (this.frame === this.stepFrames) this.endStep();
      at = end;
    }
  }

  /** The next frames all have this gain. */
  hold(gain: number, frames: number): void {
    let at = Math.min(Math.max(0, -this.frame), frames);
    this.frame += at;
    while (at < frames) {
      const end = Math.min(frames, at + this.stepFrames - this.frame);
      this.least = Math.min(this.least, gain);
      this.frame += end - at;
      if (this.frame === this.stepFrames) this.endStep();
      at = end;
    }
  }

  /** Reduction in dB (≤ 0) of every whole 10 ms step so far. */
  get gainReductionDb(): Float64Array {
    return Float64Array.from(this.steps.subarray(0, this.count), (gain) => dbFromGain(gain));
  }

  reset(): void {
    this.frame = -this.skip;
    this.least = 1;
    this.count = 0;
  }

  private lower(gains: readonly Float64Array[], paths: number, start: number, end: number): void {
    for (let p = 0; p < paths; p++) this.least = smallest(gains[p]!, start, end, this.least);
  }

  private endStep(): void {
    this.keep(this.least);
    this.frame = 0;
    this.least = 1;
  }

  private keep(gain: number): void {
    if (this.count === this.steps.length) {
      const longer = new Float32Array(2 * this.count);
      longer.set(this.steps);
      this.steps = longer;
    }
    this.steps[this.count++] = gain;
  }
}

function smallest(gains: Float64Array, start: number, end: number, soFar: number): number {
  let least = soFar;
  for (let n = start; n < end; n++) if (gains[n]! < least) least = gains[n]!;
  return least;
}
