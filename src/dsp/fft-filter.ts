// FFT filter: a long FIR over one channel in place, by overlap-save.
import { fftPlan } from './fft.ts';
import type { FftPlan, SpectrumFilter } from './kernel-contract.ts';
import { kernel } from './kernel.ts';

/** A FIR's response on the grid of one transform. */
export interface FirSpectrum {
  readonly size: number;
  /** Taps before and after the one of time 0. */
  readonly before: number;
  readonly after: number;
  /** Bins 0 … size/2. `im` is null where every tap has its mirror image: then only gains remain. */
  readonly re: Float64Array;
  readonly im: Float64Array | null;
}

/** Streams through a transform of the spectrum's size; the output lags by its new frames a block, and by `before`. */
export class FftFilter {
  readonly latencyFrames: number;
  private readonly filter: (x: Float64Array, y: Float64Array) => void;
  private readonly size: number;
  private readonly hop: number;
  private readonly after: number;
  /** The frames of the past that a block needs, then `filled` new ones. */
  private readonly input: Float64Array;
  private readonly output: Float64Array;
  private filled = 0;

  constructor(spectrum: FirSpectrum) {
    const { size, before, after, im } = spectrum;
    this.size = size;
    this.hop = size - before - after;
    this.after = after;
    this.latencyFrames = this.hop + before;
    this.filter = im === null ? gainFilter(spectrum) : turningFilter(spectrum, im);
    this.input = new Float64Array(size);
    this.output = new Float64Array(size);
  }

  process(x: Float64Array, frames: number): void {
    const { input, output, hop, size, after } = this;
    for (let done = 0; done < frames; ) {
      const count = Math.min(frames - done, hop - this.filled);
      const from = size - hop + this.filled;
      input.set(x.subarray(done, done + count), from);
      x.set(output.subarray(after + this.filled, after + this.filled + count), done);
      this.filled += count;
      done += count;
      if (this.filled < hop) return;
      this.filter(input, output);
      input.copyWithin(0, hop);
      this.filled = 0;
    }
  }

  /** Back to newborn. */
  reset(): void {
    this.input.fill(0);
    this.output.fill(0);
    this.filled = 0;
  }
}

/** One table for all filters of one spectrum: it stays in the kernel's memory. */
const filters = new WeakMap<FirSpectrum, SpectrumFilter>();

function gainFilter(spectrum: FirSpectrum): (x: Float64Array, y: Float64Array) => void {
  const filter = filters.get(spectrum) ?? filterOf(spectrum);
  filters.set(spectrum, filter);
  const loops = kernel();
  return (x, y) => loops.filterSpectrum(filter, x, y);
}

function filterOf({ size, re }: FirSpectrum): SpectrumFilter {
  const plan = fftPlan(size).table;
  const table = new Float64Array(plan.length + re.length);
  table.set(plan);
  table.set(re, plan.length);
  return { sizeIn: size, sizeOut: size, table, outAt: 0, gainsAt: plan.length };
}

function turningFilter(
  { size, re: gainRe }: FirSpectrum,
  gainIm: Float64Array,
): (x: Float64Array, y: Float64Array) => void {
  const plan: FftPlan = fftPlan(size);
  const loops = kernel();
  const re = new Float64Array(gainRe.length);
  const im = new Float64Array(gainRe.length);
  return (x, y) => {
    loops.forward(plan, x, re, im);
    for (let k = 0; k < re.length; k++) {
      const r = re[k]!;
      const i = im[k]!;
      re[k] = r * gainRe[k]! - i * gainIm[k]!;
      im[k] = r * gainIm[k]! + i * gainRe[k]!;
    }
    loops.inverse(plan, re, im, y);
  };
}
