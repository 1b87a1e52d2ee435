// MDCT: the modified discrete cosine transform that AAC, Vorbis and Opus code sound with, and their windows.
import { ComplexFft } from './complex-fft.ts';
import { fftPlan } from './fft.ts';
import { stageLength } from './fft-plain.ts';
import type { LappedForm } from './kernel-contract.ts';
import { cos, sin } from './math.ts';
import { besselI0 } from './window.ts';

/** `hop` coefficients of a frame of 2·hop samples (Princen, Johnson and Bradley, ICASSP 1987). */
export class Mdct {
  readonly hop: number;
  private readonly window: Float64Array;
  private readonly fft: ComplexFft;
  private readonly folded: Float64Array;
  private readonly re: Float64Array;
  private readonly im: Float64Array;
  private readonly before: Turns;
  private readonly after: Turns;

  /** `window`: 2·hop weights; their squares half a frame apart add up to 1. hop is even, hop/2 as ComplexFft likes it. */
  constructor(window: Float64Array) {
    const hop = window.length / 2;
    const half = hop / 2;
    this.hop = hop;
    this.window = window;
    this.fft = new ComplexFft(half);
    this.folded = new Float64Array(hop);
    this.re = new Float64Array(half);
    this.im = new Float64Array(half);
    this.before = turns(half, before(hop));
    this.after = turns(half, after(hop));
  }

  /** out[k] = Σ w[n] x[at + n] cos(π/hop · (n + ½ + hop/2)(k + ½)), k from 0 to hop - 1. */
  transform(x: Float64Array, at: number, out: Float64Array): void {
    this.fold(x, at);
    const { hop, folded, re, im } = this;
    const { cos: beforeCos, sin: beforeSin } = this.before;
    const { cos: afterCos, sin: afterSin } = this.after;
    const half = hop / 2;
    for (let n = 0; n < half; n++) {
      const p = folded[2 * n]!;
      const q = folded[hop - 1 - 2 * n]!;
      const c = beforeCos[n]!;
      const s = beforeSin[n]!;
      re[n] = p * c + q * s;
      im[n] = q * c - p * s;
    }
    this.fft.forward(re, im);
    for (let k = 0; k < half; k++) {
      const a = re[k]!;
      const b = im[k]!;
      const c = afterCos[k]!;
      const s = afterSin[k]!;
      out[2 * k] = a * c + b * s;
      out[hop - 1 - 2 * k] = a * s - b * c;
    }
  }

  /** The frame's quarters a, b, c, d become (-c backwards - d, a - b backwards). */
  private fold(x: Float64Array, at: number): void {
    const { hop, window, folded } = this;
    const half = hop / 2;
    for (let n = 0; n < half; n++) {
      const c = 3 * half - 1 - n;
      const d = 3 * half + n;
      const b = hop - 1 - n;
      folded[n] = -window[c]! * x[at + c]! - window[d]! * x[at + d]!;
      folded[half + n] = window[n]! * x[at + n]! - window[b]! * x[at + b]!;
    }
  }
}

/** The same transform as one table for the kernel; hop is a power of two from 8 on. */
export function lappedForm(window: Float64Array): LappedForm {
  const hop = window.length / 2;
  const half = hop / 2;
  const table = new Float64Array(4 * hop + stageLength(half));
  table.set(window);
  [before(hop), after(hop)].forEach((halfTurns, i) => {
    for (let n = 0; n < half; n++) {
      table[(2 + i) * hop + 2 * n] = cos(Math.PI * halfTurns(n));
      table[(2 + i) * hop + 2 * n + 1] = sin(Math.PI * halfTurns(n));
    }
  });
  table.set(fftPlan(hop).table.subarray(0, stageLength(half)), 4 * hop);
  return { hop, table };
}

const before = (hop: number) => (n: number) => (4 * n + 1) / (4 * hop);
const after = (hop: number) => (n: number) => n / hop;

interface Turns {
  readonly cos: Float64Array;
  readonly sin: Float64Array;
}

function turns(count: number, halfTurns: (n: number) => number): Turns {
  return {
    cos: Float64Array.from({ length: count }, (_, n) => cos(Math.PI * halfTurns(n))),
    sin: Float64Array.from({ length: count }, (_, n) => sin(Math.PI * halfTurns(n))),
  };
}

/** Sine window of `length` weights (MP3, AAC). */
export function sineWindow(length: number): Float64Array {
  return Float64Array.from({ length }, (_, n) => sin((Math.PI * (n + 0.5)) / length));
}

/** Kaiser-Bessel derived window of `length` weights (ISO 14496-3; AAC's long frames take alpha 4). */
export function kaiserBesselDerived(length: number, alpha: number): Float64Array {
  const half = length / 2;
  const kernel = Float64Array.from({ length: half + 1 }, (_, n) => {
    const u = (2 * n) / half - 1;
    return besselI0(Math.PI * alpha * Math.sqrt(1 - u * u));
  });
  const total = kernel.reduce((sum, value) => sum + value, 0);
  const window = new Float64Array(length);
  let sum = 0;
  for (let n = 0; n < half; n++) {
    sum += kernel[n]!;
    window[n] = Math.sqrt(sum / total);
    window[length - 1 - n] = window[n]!;
  }
  return window;
}

/** Vorbis' slope of `overlap` samples on both sides of 2·hop weights, flat between, nothing outside (Vorbis I; Opus, RFC 6716). */
export function vorbisWindow(hop: number, overlap = hop): Float64Array {
  const silent = (hop - overlap) / 2;
  const window = new Float64Array(2 * hop);
  for (let n = 0; n < hop; n++) {
    const u = sin((Math.PI / 2) * Math.min(1, Math.max(0, (n - silent + 0.5) / overlap)));
    window[n] = n < silent ? 0 : sin((Math.PI / 2) * u * u);
    window[2 * hop - 1 - n] = window[n]!;
  }
  return window;
}
