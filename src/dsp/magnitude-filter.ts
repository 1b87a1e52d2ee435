// Magnitude filter: a FIR of a wanted magnitude, of linear (zero) phase or of minimum phase, as long as it has to be.
//
// Linear phase: the wanted amplitude itself is the spectrum; its inverse transform is the kernel. Minimum phase: the part of
// the real cepstrum before time 0 is folded onto the part after it (Oppenheim and Schafer, Discrete-Time Signal Processing,
// 13.5). Either is cut to the shortest reach whose error stays inaudible, tapered by a raised cosine.
import type { FirSpectrum } from './fft-filter.ts';
import { createRealFft } from './fft.ts';
import { cos, exp, log, sin } from './math.ts';

/** Wanted |H|² at a frequency. */
export type WantedPower = (hz: number) => number;
export type Phase = 'linear' | 'minimum';

/** Grids that are tried, at 44.1 and 48 kHz; the largest transform there is bounds them at higher rates. */
const GRIDS = [32768, 131072, 524288];
const LARGEST_GRID = 1048576;
/** Reaches that are tried, as parts of a grid. */
const REACH_SHARES = [1 / 32, 1 / 16, 1 / 8, 1 / 4];
/** Largest error as a share of the wanted amplitude: half a thousandth of a decibel. */
const MOST_ERROR = 5.7e-5;
/** Where less than -40 dB is wanted, the error may be as large as there. */
const LEAST_AMPLITUDE = 0.01;
/** The error counts from here to 20 kHz at 44.1. */
const LOWEST_HZ = 10;
const TOP_SHARE = 0.4536;
/** A spectrum is filtered in blocks of so many times its reach. */
const BLOCK_REACHES = 4;
/** Logarithms need an end: -200 dB. */
const LEAST_POWER = 1e-20;

interface Kernel {
  /** Circular, time 0 first. */
  readonly taps: Float64Array;
  readonly amplitude: Float64Array;
}

/**
 * The shortest filter whose magnitude keeps within 0.0005 dB of what is wanted; where none does, one that reaches about
 * `mostReachS` to either side.
 */
export function magnitudeFilter(
  power: WantedPower,
  rate: number,
  phase: Phase,
  mostReachS: number,
): FirSpectrum {
  const finer = rate > 100000 ? 4 : rate > 50000 ? 2 : 1;
  const grids = GRIDS.map((grid) => Math.min(LARGEST_GRID, finer * grid));
  let kernel: Kernel | null = null;
  for (const grid of grids) {
    if (kernel !== null && (grid === kernel.taps.length || grid / 4 > 1.1 * mostReachS * rate)) break;
    kernel = phase === 'linear' ? linearKernel(power, rate, grid) : minimumKernel(power, rate, grid);
    for (const share of REACH_SHARES) {
      if (fits(kernel, share * grid, rate, phase)) return spectrumOf(kernel.taps, share * grid, phase);
    }
  }
  return spectrumOf(kernel!.taps, kernel!.taps.length / 4, phase);
}

function amplitudes(power: WantedPower, rate: number, grid: number): Float64Array {
  const amplitude = new Float64Array(grid / 2 + 1);
  for (let k = 0; k < amplitude.length; k++) amplitude[k] = Math.sqrt(power((k * rate) / grid));
  return amplitude;
}

function linearKernel(power: WantedPower, rate: number, grid: number): Kernel {
  const amplitude = amplitudes(power, rate, grid);
  const taps = new Float64Array(grid);
  createRealFft(grid).inverse(amplitude, new Float64Array(amplitude.length), taps);
  return { taps, amplitude };
}

function minimumKernel(power: WantedPower, rate: number, grid: number): Kernel {
  const amplitude = amplitudes(power, rate, grid);
  const bins = amplitude.length;
  const fft = createRealFft(grid);
  const re = amplitude.map((a) => 0.5 * log(Math.max(LEAST_POWER, a * a)));
  const im = new Float64Array(bins);
  const cepstrum = new Float64Array(grid);
  fft.inverse(re, im, cepstrum);
  for (let n = 1; n < grid / 2; n++) cepstrum[n]! *= 2;
  cepstrum.fill(0, grid / 2 + 1);
  fft.forward(cepstrum, re, im);
  for (let k = 0; k < bins; k++) {
    const size = exp(re[k]!);
    const angle = im[k]!;
    re[k] = size * cos(angle);
    im[k] = size * sin(angle);
  }
  const taps = new Float64Array(grid);
  fft.inverse(re, im, taps);
  return { taps, amplitude };
}

/** Is what a reach leaves away small at every frequency that counts? */
function fits({ taps, amplitude }: Kernel, reach: number, rate: number, phase: Phase): boolean {
  const grid = taps.length;
  const rest = new Float64Array(grid);
  for (let n = 0; n < grid; n++) rest[n] = taps[n]! * (1 - taper(distance(n, grid, phase), reach));
  const re = new Float64Array(amplitude.length);
  const im = new Float64Array(amplitude.length);
  createRealFft(grid).forward(rest, re, im);
  const first = Math.ceil((LOWEST_HZ / rate) * grid);
  const last = Math.floor(TOP_SHARE * grid);
  for (let k = first; k <= last; k++) {
    const most = MOST_ERROR * Math.max(LEAST_AMPLITUDE, amplitude[k]!);
    if (re[k]! * re[k]! + im[k]! * im[k]! > most * most) return false;
  }
  return true;
}

function spectrumOf(taps: Float64Array, reach: number, phase: Phase): FirSpectrum {
  const size = BLOCK_REACHES * reach;
  const cut = new Float64Array(size);
  for (let n = 0; n < reach; n++) {
    cut[n] = taps[n]! * taper(n, reach);
    if (phase === 'linear' && n > 0) cut[size - n] = cut[n]!;
  }
  const re = new Float64Array(size / 2 + 1);
  const im = new Float64Array(size / 2 + 1);
  createRealFft(size).forward(cut, re, im);
  const before = phase === 'linear' ? reach : 0;
  return { size, before, after: reach, re, im: phase === 'linear' ? null : im };
}

/** Samples from time 0; of a minimum-phase kernel what stands before it counts as late. */
function distance(n: number, grid: number, phase: Phase): number {
  return phase === 'linear' ? Math.min(n, grid - n) : n;
}

/** 1 up to three quarters of the reach, then down to 0 as a raised cosine. */
function taper(n: number, reach: number): number {
  const u = (4 * n) / reach - 3;
  return u <= 0 ? 1 : u >= 1 ? 0 : 0.5 + 0.5 * cos(Math.PI * u);
}
