// Rate plan: how a conversion between two rates is done, and the two filters it needs.
//
// First a steep linear-phase low-pass in the frequency domain (overlap-save), which by the way changes the rate by a power
// of two; then, unless that was all, a polyphase bank. Because the first stage leaves an octave free above the band, the
// second needs a few dozen taps where a bank alone would need some five hundred.
import { fftPlan } from './fft.ts';
import { lowpass, lowpassAt, lowpassReach } from './fir.ts';
import type { PhaseBank, SpectrumFilter } from './kernel-contract.ts';
import { kernel } from './kernel.ts';
import { kaiserBeta } from './window.ts';

/** Side lobes of both filters: deep enough that what they leave is below -170 dB together. */
const ATTENUATION_DB = 184;
/** Flat up to this share of the lower rate's Nyquist frequency (20.1 kHz of 22.05), gone from 1 on. */
const PASS_SHARE = 0.912;
/** Ratios of more phases are read between the rows of a bank of so many (error below -200 dB). */
const MOST_PHASES = 1024;
const ROWS_BETWEEN = 256;

export interface RatePlan {
  /** Stage one: blocks of filter.sizeIn samples, `margin` of which at either end only serve as surroundings. */
  readonly filter: SpectrumFilter;
  readonly margin: number;
  /** Stage two, from the middle rate to the wanted; null when stage one gets there. */
  readonly bank: PhaseBank | null;
  /** Middle rate / from rate, a power of two. */
  readonly middleNumerator: number;
  readonly middleDenominator: number;
}

/** For whole rates `fromHz` ≠ `toHz`. */
export function planRate(fromHz: number, toHz: number): RatePlan {
  const [up, down] = middleRatio(fromHz, toHz);
  const { filter, margin } = designFilter(fromHz, toHz, up, down);
  const isThere = fromHz * up === toHz * down;
  return {
    filter,
    margin,
    bank: isThere ? null : designBank(fromHz * up, toHz * down, Math.min(fromHz, toHz) * down),
    middleNumerator: up,
    middleDenominator: down,
  };
}

/** The factor of stage one: all of it where it is a power of two, else what leaves 1.8 to 3.6 times the band. */
function middleRatio(fromHz: number, toHz: number): [up: number, down: number] {
  if (isPowerOfTwo(toHz / fromHz)) return [toHz / fromHz, 1];
  if (isPowerOfTwo(fromHz / toHz)) return [1, fromHz / toHz];
  const band = Math.min(fromHz, toHz);
  let up = 1;
  let down = 1;
  while (fromHz * up < 1.8 * band) up *= 2;
  while (fromHz >= 3.6 * band * down) down *= 2;
  return [up, down];
}

function isPowerOfTwo(ratio: number): boolean {
  let rest = ratio;
  while (rest > 1) rest /= 2;
  return rest === 1;
}

function designFilter(
  fromHz: number,
  toHz: number,
  up: number,
  down: number,
): { filter: SpectrumFilter; margin: number } {
  const stop = Math.min(fromHz, toHz) / 2 / fromHz;
  const taps = lowpass(PASS_SHARE * stop, stop, ATTENUATION_DB);
  const reach = (taps.length - 1) / 2;
  const margin = Math.ceil(reach / down) * down;
  let sizeIn = 64 * down;
  while (sizeIn < 12 * margin) sizeIn *= 2;
  const sizeOut = (sizeIn * up) / down;
  const inTable = fftPlan(sizeIn).table;
  const outTable = fftPlan(sizeOut).table;
  const gains = zeroPhaseGains(taps, sizeIn, Math.min(sizeIn, sizeOut) / 2 + 1, up / down);
  const outAt = inTable.length;
  const gainsAt = outAt + outTable.length;
  const table = new Float64Array(gainsAt + gains.length);
  table.set(inTable);
  table.set(outTable, outAt);
  table.set(gains, gainsAt);
  return { filter: { sizeIn, sizeOut, table, outAt, gainsAt }, margin };
}

/** Spectrum of the taps about their middle: real. `scale` makes up for the two transforms' sizes. */
function zeroPhaseGains(taps: Float64Array, size: number, bins: number, scale: number): Float64Array {
  const circle = new Float64Array(size);
  const reach = (taps.length - 1) / 2;
  for (let k = 0; k <= reach; k++) {
    circle[k] = taps[reach + k]!;
    if (k > 0) circle[size - k] = taps[reach - k]!;
  }
  const re = new Float64Array(size / 2 + 1);
  const im = new Float64Array(size / 2 + 1);
  kernel().forward(fftPlan(size), circle, re, im);
  return re.subarray(0, bins).map((gain) => gain * scale);
}

/** From `fromRate` to `toRate` (any common unit); nothing is above `band`/2. */
function designBank(fromRate: number, toRate: number, band: number): PhaseBank {
  const divisor = greatestCommonDivisor(fromRate, toRate);
  const phases = toRate / divisor;
  const step = fromRate / divisor;
  const edge = band / 2 / fromRate;
  const reach = Math.ceil(lowpassReach(edge, 1 - edge, ATTENUATION_DB) / 2) * 2;
  const rows = phases > MOST_PHASES ? ROWS_BETWEEN : 0;
  const taps = 2 * reach;
  const table = new Float64Array((rows === 0 ? phases : rows + 3) * taps);
  for (let r = 0; r * taps < table.length; r++) {
    const offset = rows === 0 ? r / phases : (r - 1) / rows;
    fillRow(table.subarray(r * taps, (r + 1) * taps), offset, reach);
  }
  return { taps, phases, step, rows, table };
}

/** Weights of the samples 1 - reach … reach for the value at `offset` after sample 0; their sum is 1. */
function fillRow(row: Float64Array, offset: number, reach: number): void {
  const beta = kaiserBeta(ATTENUATION_DB);
  let sum = 0;
  for (let k = 0; k < row.length; k++) {
    row[k] = lowpassAt(k - (reach - 1) - offset, 0.5, reach, beta);
    sum += row[k]!;
  }
  for (let k = 0; k < row.length; k++) row[k] = row[k]! / sum;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
