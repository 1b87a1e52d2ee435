// Hum tracker: which lines of a mains hum stand steadily in a sound, at what frequency, how strong and in which phase.
import { cos, sin } from '../../dsp/math.ts';
import { HumStray, LEAST_HOPS } from './hum-stray.ts';

/** Phases agree (length of their mean) by this much where a line stands alone; below the lower it is not taken for hum. */
const SURE = 0.7;
const UNSURE = 0.5;
/** Half of the hops are no farther from the middle one than this share of it; above the upper the line is a note. */
const STEADY = 0.4;
const LOOSE = 0.5;
const SILENT = 1e-9;
/** The windows of earlier hops reach back before the sound. */
const FIRST_FULL = 2;
/** A line that strays out of the window's reach is not judged. */
const LEAST_GAIN = 0.3;

/** `around` hops on either side have a say in what is decided for one. */
export class HumTracker {
  readonly around: number;
  /** What was decided last: amplitudes re, im of every line of every channel (0: leave it). */
  readonly re: Float64Array;
  readonly im: Float64Array;
  private readonly lines: number;
  private readonly channels: number;
  private readonly hopS: number;
  private readonly windowS: number;
  private readonly size: number;
  /** By hop (a ring), channel, line. */
  private readonly heardRe: Float64Array;
  private readonly heardIm: Float64Array;
  /** The same, of length 1, or 0 where there is nothing. */
  private readonly phaseRe: Float64Array;
  private readonly phaseIm: Float64Array;
  private readonly sorted: Float64Array;
  private readonly sortedIm: Float64Array;
  private readonly turnedRe: Float64Array;
  private readonly turnedIm: Float64Array;
  private readonly stray: HumStray;

  constructor(channels: number, lines: number, around: number, hopS: number, windowS: number) {
    this.windowS = windowS;
    this.channels = channels;
    this.lines = lines;
    this.around = around;
    this.hopS = hopS;
    this.size = 2 * around + 1;
    this.re = new Float64Array(channels * lines);
    this.im = new Float64Array(channels * lines);
    this.heardRe = new Float64Array(this.size * channels * lines);
    this.heardIm = new Float64Array(this.size * channels * lines);
    this.phaseRe = new Float64Array(this.heardRe.length);
    this.phaseIm = new Float64Array(this.heardRe.length);
    this.sorted = new Float64Array(this.size);
    this.sortedIm = new Float64Array(this.size);
    this.turnedRe = new Float64Array(this.size);
    this.turnedIm = new Float64Array(this.size);
    this.stray = new HumStray(channels, lines, this.size, hopS, this.phaseRe, this.phaseIm);
  }

  get strayHz(): number {
    return this.stray.strayHz;
  }

  reset(): void {
    const { re, im, heardRe, heardIm, phaseRe, phaseIm } = this;
    for (const each of [re, im, heardRe, heardIm, phaseRe, phaseIm]) each.fill(0);
    this.stray.reset();
  }

  /** Takes what line `k` of channel `c` is in hop `hop`, against the nominal frequency. */
  hear(hop: number, c: number, k: number, re: number, im: number): void {
    const at = ((hop % this.size) * this.channels + c) * this.lines + k;
    this.heardRe[at] = re;
    this.heardIm[at] = im;
    const length = Math.sqrt(re * re + im * im);
    this.phaseRe[at] = length > SILENT ? re / length : 0;
    this.phaseIm[at] = length > SILENT ? im / length : 0;
  }

  /** Decides for the hop `around` before `newest`, all later ones having been heard. */
  decide(newest: number): void {
    const middle = newest - this.around;
    const from = Math.max(FIRST_FULL, middle - this.around);
    this.stray.find(from, newest);
    for (let c = 0; c < this.channels; c++) {
      for (let k = 0; k < this.lines; k++) this.decideLine(c, k, from, newest, middle);
    }
  }

  /** Squared length of the mean phase, every hop turned by one more step than the last. */
  private meanPower(c: number, k: number, stepRe: number, stepIm: number, from: number, to: number): number {
    const { phaseRe, phaseIm, size, channels, lines } = this;
    let wRe = 1;
    let wIm = 0;
    let sumRe = 0;
    let sumIm = 0;
    let count = 0;
    for (let hop = from; hop <= to; hop++) {
      const at = ((hop % size) * channels + c) * lines + k;
      const re = phaseRe[at]!;
      const im = phaseIm[at]!;
      sumRe += re * wRe - im * wIm;
      sumIm += re * wIm + im * wRe;
      if (re !== 0 || im !== 0) count++;
      const next = wRe * stepRe - wIm * stepIm;
      wIm = wRe * stepIm + wIm * stepRe;
      wRe = next;
    }
    return count < LEAST_HOPS ? 0 : (sumRe * sumRe + sumIm * sumIm) / (count * count);
  }

  private decideLine(c: number, k: number, from: number, to: number, middle: number): void {
    const { heardRe, heardIm, size, channels, lines, sorted, sortedIm } = this;
    const turn = 2 * Math.PI * (k + 1) * this.strayHz * this.hopS;
    const stepRe = cos(turn);
    const stepIm = -sin(turn);
    const length = Math.sqrt(this.meanPower(c, k, stepRe, stepIm, from, to));
    const share = Math.max(0, Math.min(1, (length - UNSURE) / (SURE - UNSURE)));
    const gain = hannGain((k + 1) * this.strayHz * this.windowS);
    const own = c * lines + k;
    this.re[own] = 0;
    this.im[own] = 0;
    if (share === 0 || gain < LEAST_GAIN) return;
    let wRe = cos(turn * (middle - from));
    let wIm = sin(turn * (middle - from));
    let count = 0;
    for (let hop = from; hop <= to; hop++) {
      const at = ((hop % size) * channels + c) * lines + k;
      const re = heardRe[at]!;
      const im = heardIm[at]!;
      if (re * re + im * im > SILENT * SILENT) {
        sorted[count] = re * wRe - im * wIm;
        sortedIm[count++] = re * wIm + im * wRe;
      }
      const next = wRe * stepRe - wIm * stepIm;
      wIm = wRe * stepIm + wIm * stepRe;
      wRe = next;
    }
    for (let i = 0; i < count; i++) {
      this.turnedRe[i] = sorted[i]!;
      this.turnedIm[i] = sortedIm[i]!;
    }
    const middleRe = middleOf(sorted, count);
    const middleIm = middleOf(sortedIm, count);
    const steady = (share * this.steadiness(middleRe, middleIm, count)) / gain;
    this.re[own] = steady * middleRe;
    this.im[own] = steady * middleIm;
  }

  /** 1 where the line is the same in most hops, 0 where it comes and goes, as notes do. */
  private steadiness(re: number, im: number, count: number): number {
    const { sorted, turnedRe, turnedIm } = this;
    for (let i = 0; i < count; i++) {
      const a = turnedRe[i]! - re;
      const b = turnedIm[i]! - im;
      sorted[i] = Math.sqrt(a * a + b * b);
    }
    const stray = middleOf(sorted, count) / Math.max(SILENT, Math.sqrt(re * re + im * im));
    return Math.max(0, Math.min(1, (LOOSE - stray) / (LOOSE - STEADY)));
  }
}

/** Median of the first `count` values, which it sorts: what music adds for a while does not move it. */
function middleOf(values: Float64Array, count: number): number {
  for (let i = 1; i < count; i++) {
    const value = values[i]!;
    let j = i - 1;
    while (j >= 0 && values[j]! > value) {
      values[j + 1] = values[j]!;
      j--;
    }
    values[j + 1] = value;
  }
  return 0.5 * (values[(count - 1) >> 1]! + values[count >> 1]!);
}

/** What a Hann window of length 1 hears of a line `offset` beside its frequency, against one on it. */
function hannGain(offset: number): number {
  const x = Math.PI * Math.abs(offset);
  if (x < 1e-6) return 1;
  if (Math.abs(x - Math.PI) < 1e-6) return 0.5;
  return x < 2 * Math.PI ? sin(x) / (x * (1 - offset * offset)) : 0;
}
