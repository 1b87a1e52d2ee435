// Zero-phase bank: several zero-phase filters over the same sound, by one transform of it and one back for each filter.
import { fftPlan } from './fft.ts';
import type { GainBank } from './kernel-contract.ts';
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
  private readonly bank: GainBank;
  private readonly hop: number;
  private readonly reach: number;
  /** Of each channel: the past that a transform needs, then `filled` new frames. */
  private readonly inputs: readonly Float64Array[];
  /** What is handed out meanwhile, a hop: of each channel the sound itself, and what each filter gave of it. */
  private readonly delayed: readonly Float64Array[];
  private readonly results: readonly (readonly Float64Array[])[];
  private filled = 0;

  /** `gains` of each filter as dsp/zero-phase makes them; stretches of at most `longest` frames. */
  constructor(gains: readonly Float64Array[], grid: KernelGrid, channels: number, longest: number) {
    const perChannel = (frames: number): Float64Array[] =>
      Array.from({ length: channels }, () => new Float64Array(frames));
    this.bank = bankOf(gains, grid.size);
    this.reach = grid.reach;
    this.hop = grid.size - 2 * grid.reach;
    this.latencyFrames = this.hop + grid.reach;
    this.inputs = perChannel(grid.size);
    this.delayed = perChannel(this.hop);
    this.results = this.inputs.map(() => gains.map(() => new Float64Array(this.hop)));
    this.outs = gains.map(() => perChannel(longest));
    this.whole = perChannel(longest);
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
      for (let i = 0; i < outs.length; i++) copy(results[c]![i]!, filled, count, outs[i]![c]!, to);
    }
  }

  /** A hop is whole: what the filters make of it. */
  private turn(): void {
    const { loops, bank, inputs, delayed, results, hop, reach } = this;
    for (let c = 0; c < inputs.length; c++) {
      const input = inputs[c]!;
      if (bank.count > 0) loops.filterBank(bank, input, reach, results[c]!);
      delayed[c]!.set(input.subarray(reach, reach + hop));
      input.copyWithin(0, hop);
    }
    this.filled = 0;
  }
}

function bankOf(gains: readonly Float64Array[], size: number): GainBank {
  const plan = fftPlan(size).table;
  const bins = size / 2 + 1;
  const table = new Float64Array(plan.length + gains.length * bins);
  table.set(plan);
  gains.forEach((row, i) => {
    table.set(row, plan.length + i * bins);
  });
  return { size, count: gains.length, table, gainsAt: plan.length };
}

/** So few numbers are copied one by one sooner than as a whole. */
const FEW = 256;

function copy(x: Float64Array, from: number, count: number, out: Float64Array, to: number): void {
  if (count > FEW) out.set(x.subarray(from, from + count), to);
  else for (let n = 0; n < count; n++) out[to + n] = x[from + n]!;
}
