// Zero-phase bank: several zero-phase filters over the same sound, by one transform of it and one back for each filter.
import { fftPlan } from './fft.ts';
import type { FftPlan } from './kernel-contract.ts';
import { kernel } from './kernel.ts';
import type { KernelGrid } from './zero-phase.ts';

/** By overlap-save, a hop at a time; hops are counted from the newborn state, so the cutting into stretches does not show. */
export class ZeroPhaseBank {
  /** Frames by which everything that is told lags the sound. */
  readonly latencyFrames: number;
  /** Of the stretch heard last: what each filter gives, channel by channel; the caller may write over it. */
  readonly outs: readonly Float64Array[][];
  /** Of the same stretch: the sound itself. */
  readonly whole: readonly Float64Array[];
  private readonly loops = kernel();
  private readonly plan: FftPlan;
  private readonly hop: number;
  private readonly reach: number;
  private readonly gains: readonly Float64Array[];
  /** Of each channel: the past that a transform needs, then `filled` new frames. */
  private readonly inputs: readonly Float64Array[];
  /** What is handed out meanwhile, a hop: of each channel the sound itself, and what each filter gave. */
  private readonly delayed: readonly Float64Array[];
  private readonly results: readonly (readonly Float64Array[])[];
  private readonly re: Float64Array;
  private readonly im: Float64Array;
  private readonly scaledRe: Float64Array;
  private readonly scaledIm: Float64Array;
  private readonly sound: Float64Array;
  private filled = 0;

  /** `gains` of each filter as dsp/zero-phase makes them; stretches of at most `longest` frames. */
  constructor(gains: readonly Float64Array[], grid: KernelGrid, channels: number, longest: number) {
    const perChannel = (frames: number): Float64Array[] =>
      Array.from({ length: channels }, () => new Float64Array(frames));
    const bins = grid.size / 2 + 1;
    this.plan = fftPlan(grid.size);
    this.reach = grid.reach;
    this.hop = grid.size - 2 * grid.reach;
    this.latencyFrames = this.hop + grid.reach;
    this.gains = gains;
    this.inputs = perChannel(grid.size);
    this.delayed = perChannel(this.hop);
    this.results = gains.map(() => perChannel(this.hop));
    this.outs = gains.map(() => perChannel(longest));
    this.whole = perChannel(longest);
    this.re = new Float64Array(bins);
    this.im = new Float64Array(bins);
    this.scaledRe = new Float64Array(bins);
    this.scaledIm = new Float64Array(bins);
    this.sound = new Float64Array(grid.size);
  }

  /** Hears `channels[c][start … end-1]`, at most the longest stretch, which stay as they are. */
  hear(channels: readonly Float64Array[], start: number, end: number): void {
    for (let at = start; at < end; ) {
      const count = Math.min(end - at, this.hop - this.filled);
      this.handOut(at - start, count);
      for (let c = 0; c < this.inputs.length; c++) {
        copy(channels[c]!, at, count, this.inputs[c]!, 2 * this.reach + this.filled);
      }
      this.filled += count;
      at += count;
      if (this.filled === this.hop) this.turn();
    }
  }

  reset(): void {
    for (const samples of [...this.inputs, ...this.delayed, ...this.results.flat()]) samples.fill(0);
    this.filled = 0;
  }

  /** `count` frames of everything, to frame `to` on. */
  private handOut(to: number, count: number): void {
    const { outs, whole, delayed, results, filled } = this;
    for (let c = 0; c < whole.length; c++) {
      copy(delayed[c]!, filled, count, whole[c]!, to);
      for (let i = 0; i < outs.length; i++) copy(results[i]![c]!, filled, count, outs[i]![c]!, to);
    }
  }

  /** A hop is whole: what the filters make of it. */
  private turn(): void {
    const { loops, plan, inputs, delayed, results, gains, hop, reach, re, im, sound } = this;
    for (let c = 0; c < inputs.length; c++) {
      const input = inputs[c]!;
      if (gains.length > 0) loops.forward(plan, input, re, im);
      for (let i = 0; i < gains.length; i++) {
        this.scale(gains[i]!);
        loops.inverse(plan, this.scaledRe, this.scaledIm, sound);
        results[i]![c]!.set(sound.subarray(reach, reach + hop));
      }
      delayed[c]!.set(input.subarray(reach, reach + hop));
      input.copyWithin(0, hop);
    }
    this.filled = 0;
  }

  private scale(gain: Float64Array): void {
    const { re, im, scaledRe, scaledIm } = this;
    for (let k = 0; k < gain.length; k++) {
      scaledRe[k] = re[k]! * gain[k]!;
      scaledIm[k] = im[k]! * gain[k]!;
    }
  }
}

function copy(x: Float64Array, from: number, count: number, out: Float64Array, to: number): void {
  for (let n = 0; n < count; n++) out[to + n] = x[from + n]!;
}
