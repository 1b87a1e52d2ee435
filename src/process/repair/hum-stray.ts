// Hum stray: by how much the mains stray from their nominal frequency, as the phases of all lines of a hum agree best.
import { cos, sin } from '../../dsp/math.ts';

/** The mains (and tape) stray by so much from their nominal frequency, in Hz of the fundamental. */
const STRAY_HZ = 0.6;
/** Once found, the fundamental is followed uphill for so far at most, and looked for everywhere every so many hops. */
const NEAR_HZ = 0.06;
const SEARCH_EVERY = 32;
/** Hops that must have been heard. */
export const LEAST_HOPS = 12;

/** Phases are given as unit phasors (0 where nothing was heard), by hop (a ring of `size`), channel, line. */
export class HumStray {
  strayHz = 0;
  private readonly channels: number;
  private readonly lines: number;
  private readonly size: number;
  private readonly hopS: number;
  private readonly phaseRe: Float64Array;
  private readonly phaseIm: Float64Array;
  /** Of one decision: hops in which each line was heard; turns by hop, of the fundamental and of the line. */
  private readonly counts: Float64Array;
  private readonly onceRe: Float64Array;
  private readonly onceIm: Float64Array;
  private readonly timesRe: Float64Array;
  private readonly timesIm: Float64Array;
  private decided = 0;

  constructor(
    channels: number,
    lines: number,
    size: number,
    hopS: number,
    phaseRe: Float64Array,
    phaseIm: Float64Array,
  ) {
    this.channels = channels;
    this.lines = lines;
    this.size = size;
    this.hopS = hopS;
    this.phaseRe = phaseRe;
    this.phaseIm = phaseIm;
    this.counts = new Float64Array(channels * lines);
    this.onceRe = new Float64Array(size);
    this.onceIm = new Float64Array(size);
    this.timesRe = new Float64Array(size);
    this.timesIm = new Float64Array(size);
  }

  reset(): void {
    this.strayHz = 0;
    this.decided = 0;
  }

  /** Looks once more, by the hops `from` … `to`. */
  find(from: number, to: number): void {
    const step = 1 / (2.5 * this.lines * this.size * this.hopS);
    this.countHeard(from, to);
    let best = this.strayHz;
    let most = this.agreement(best, from, to);
    if (this.decided % SEARCH_EVERY === 0) {
      for (let stray = -STRAY_HZ; stray <= STRAY_HZ; stray += step) {
        const score = this.agreement(stray, from, to);
        if (score <= most) continue;
        most = score;
        best = stray;
      }
    }
    const reach = Math.ceil(NEAR_HZ / step);
    for (const side of [1, -1]) {
      for (let turn = 0; turn < reach; turn++) {
        const next = best + side * step;
        const score = Math.abs(next) <= STRAY_HZ ? this.agreement(next, from, to) : 0;
        if (score <= most) break;
        most = score;
        best = next;
      }
    }
    if (most > 0) this.strayHz = this.topOf(best, step, most, from, to);
    this.decided++;
  }

  private countHeard(from: number, to: number): void {
    const { counts, phaseRe, phaseIm, size } = this;
    const row = counts.length;
    counts.fill(0);
    for (let hop = from; hop <= to; hop++) {
      const at = (hop % size) * row;
      for (let i = 0; i < row; i++) if (phaseRe[at + i] !== 0 || phaseIm[at + i] !== 0) counts[i]!++;
    }
  }

  /** The top of the parabola through three neighbours. */
  private topOf(best: number, step: number, most: number, from: number, to: number): number {
    const below = this.agreement(best - step, from, to);
    const above = this.agreement(best + step, from, to);
    const bend = below - 2 * most + above;
    const shift = bend < 0 ? (0.5 * (below - above)) / bend : 0;
    return best + step * Math.max(-0.5, Math.min(0.5, shift));
  }

  /** Sum over lines and channels of the squared length of the mean phase, if the fundamental strays so far. */
  private agreement(strayHz: number, from: number, to: number): number {
    const { counts, channels, lines, onceRe, onceIm, timesRe, timesIm } = this;
    const turn = 2 * Math.PI * strayHz * this.hopS;
    const hops = to - from + 1;
    this.turnBack(turn, hops);
    let score = 0;
    for (let k = 0; k < lines; k++) {
      for (let h = 0; h < hops; h++) {
        const next = timesRe[h]! * onceRe[h]! - timesIm[h]! * onceIm[h]!;
        timesIm[h] = timesRe[h]! * onceIm[h]! + timesIm[h]! * onceRe[h]!;
        timesRe[h] = next;
      }
      for (let c = 0; c < channels; c++) {
        const count = counts[c * lines + k]!;
        if (count >= LEAST_HOPS) score += this.sumPower(c * lines + k, from, hops) / (count * count);
      }
    }
    return score;
  }

  /** What turns the fundamental of every hop back to where it was in the first, and that no times. */
  private turnBack(turn: number, hops: number): void {
    const { onceRe, onceIm, timesRe, timesIm } = this;
    const stepRe = cos(turn);
    const stepIm = -sin(turn);
    let re = 1;
    let im = 0;
    for (let h = 0; h < hops; h++) {
      onceRe[h] = re;
      onceIm[h] = im;
      const next = re * stepRe - im * stepIm;
      im = re * stepIm + im * stepRe;
      re = next;
    }
    timesRe.fill(1, 0, hops);
    timesIm.fill(0, 0, hops);
  }

  /** Squared length of the sum of the phases of line `i` of all channels' lines, turned back. */
  private sumPower(i: number, from: number, hops: number): number {
    const { phaseRe, phaseIm, timesRe, timesIm, size } = this;
    const row = this.counts.length;
    let sumRe = 0;
    let sumIm = 0;
    let at = (from % size) * row + i;
    for (let h = 0; h < hops; h++) {
      const re = phaseRe[at]!;
      const im = phaseIm[at]!;
      sumRe += re * timesRe[h]! - im * timesIm[h]!;
      sumIm += re * timesIm[h]! + im * timesRe[h]!;
      at += row;
      if (at >= phaseRe.length) at -= phaseRe.length;
    }
    return sumRe * sumRe + sumIm * sumIm;
  }
}
