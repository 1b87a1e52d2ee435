// Linear split: bands of linear phase: low-passes by transform, bands as their differences, all as late as each other.
import { fftPlan } from './fft.ts';
import type { FftPlan } from './kernel-contract.ts';
import { kernel } from './kernel.ts';
import { kernelGrid, lowAmplitude, zeroPhaseGains } from './zero-phase.ts';

/** Without a crossover there is nothing to wait for; any grid does. */
const NO_CROSSOVER_HZ = 2000;

/**
 * By overlap-save: one transform of the sound, and one back for each crossover with the amplitude 1 / (1 + (f/fc)⁴), which is
 * Linkwitz-Riley's of 24 dB an octave without its phase; what it leaves is its high-pass. A band is the difference of two
 * neighbours, the highest what the last leaves of the input, so whatever the low-passes err by, the sum is the input.
 */
export class LinearSplit {
  readonly latencyFrames: number;
  readonly preRingFrames: number;
  readonly tailFrames: number;
  readonly bands: readonly Float64Array[][];
  readonly whole: readonly Float64Array[];
  private readonly loops = kernel();
  private readonly plan: FftPlan;
  private readonly hop: number;
  private readonly reach: number;
  private readonly gains: readonly Float64Array[];
  /** Of each channel: the past that a transform needs, then `filled` new frames. */
  private readonly inputs: readonly Float64Array[];
  /** What is handed out meanwhile, a hop: of each channel the input itself, and what each low-pass gave. */
  private readonly delayed: readonly Float64Array[];
  private readonly lows: readonly (readonly Float64Array[])[];
  private readonly re: Float64Array;
  private readonly im: Float64Array;
  private readonly scaledRe: Float64Array;
  private readonly scaledIm: Float64Array;
  private readonly sound: Float64Array;
  private filled = 0;

  /** `crossoversHz` from low to high; stretches of at most `longest` frames. */
  constructor(crossoversHz: readonly number[], rate: number, channels: number, longest: number) {
    const grid = kernelGrid(crossoversHz[0] ?? NO_CROSSOVER_HZ, rate);
    const perChannel = (frames: number): Float64Array[] =>
      Array.from({ length: channels }, () => new Float64Array(frames));
    const bins = grid.size / 2 + 1;
    this.plan = fftPlan(grid.size);
    this.reach = grid.reach;
    this.hop = grid.size - 2 * grid.reach;
    this.latencyFrames = this.hop + grid.reach;
    this.preRingFrames = grid.reach;
    this.tailFrames = grid.reach;
    this.gains = crossoversHz.map((corner) =>
      zeroPhaseGains((hz) => lowAmplitude(hz, corner, 4), rate, grid),
    );
    this.inputs = perChannel(grid.size);
    this.delayed = perChannel(this.hop);
    this.lows = crossoversHz.map(() => perChannel(this.hop));
    this.bands = Array.from({ length: crossoversHz.length + 1 }, () => perChannel(longest));
    this.whole = perChannel(longest);
    this.re = new Float64Array(bins);
    this.im = new Float64Array(bins);
    this.scaledRe = new Float64Array(bins);
    this.scaledIm = new Float64Array(bins);
    this.sound = new Float64Array(grid.size);
  }

  split(channels: readonly Float64Array[], start: number, end: number): void {
    for (let at = start; at < end; ) {
      const count = Math.min(end - at, this.hop - this.filled);
      this.handOut(at - start, count);
      this.take(channels, at, count);
      this.filled += count;
      at += count;
      if (this.filled === this.hop) this.turn();
    }
  }

  reset(): void {
    for (const samples of [...this.inputs, ...this.delayed, ...this.lows.flat()]) samples.fill(0);
    this.filled = 0;
  }

  private take(channels: readonly Float64Array[], at: number, count: number): void {
    const { inputs, filled, reach } = this;
    for (let c = 0; c < inputs.length; c++) {
      copy(channels[c]!, at, count, inputs[c]!, 2 * reach + filled);
    }
  }

  /** `count` frames of every band, to frame `to` on. */
  private handOut(to: number, count: number): void {
    const { bands, whole, delayed, lows, filled } = this;
    for (let c = 0; c < whole.length; c++) {
      const all = delayed[c]!;
      copy(all, filled, count, whole[c]!, to);
      let below: Float64Array | null = null;
      for (let b = 0; b < bands.length; b++) {
        const upTo: Float64Array = b < lows.length ? lows[b]![c]! : all;
        if (below === null) copy(upTo, filled, count, bands[b]![c]!, to);
        else subtract(upTo, below, filled, count, bands[b]![c]!, to);
        below = upTo;
      }
    }
  }

  /** A hop is whole: its low-passes. */
  private turn(): void {
    const { loops, plan, inputs, delayed, lows, gains, hop, reach, re, im, sound } = this;
    for (let c = 0; c < inputs.length; c++) {
      const input = inputs[c]!;
      if (gains.length > 0) loops.forward(plan, input, re, im);
      for (let i = 0; i < gains.length; i++) {
        this.scale(gains[i]!);
        loops.inverse(plan, this.scaledRe, this.scaledIm, sound);
        lows[i]![c]!.set(sound.subarray(reach, reach + hop));
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

function subtract(
  a: Float64Array,
  b: Float64Array,
  from: number,
  count: number,
  out: Float64Array,
  to: number,
): void {
  for (let n = 0; n < count; n++) out[to + n] = a[from + n]! - b[from + n]!;
}
