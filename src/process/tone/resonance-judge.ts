// Resonance judge: which narrow bands stand out of their neighbours for how long, and how far each is taken back.
import { dbFromPower, gainFromDb, powerFromDb } from '../../dsp/decibel.ts';
import { smoothing } from '../../dsp/envelope.ts';
import type { NarrowBands } from './narrow-bands.ts';
import type { SpectrumJudge } from './spectral-change.ts';

/** Reductions under this are over, so that what rests is untouched to the last bit. */
const OVER_DB = 0.001;
const FORGOTTEN = 1e-60;

export interface ResonanceLimits {
  readonly depthDb: number;
  readonly thresholdDb: number;
  readonly speedMs: number;
  readonly mix: number;
}

/** Mean powers of the bands over time, compared with the mean of the neighbours up to an octave away on both sides. */
export class ResonanceJudge implements SpectrumJudge {
  readonly changes: Float64Array;
  readonly from: number;
  readonly to: number;
  /** Reduction of each band in dB (0 or more), the deepest now, the sum and the deepest of all so far. */
  readonly reductions: Float64Array;
  deepestNow = 0;
  readonly sums: Float64Array;
  readonly deepest: Float64Array;
  spectra = 0;
  private readonly bands: NarrowBands;
  private readonly depth: number;
  private readonly threshold: number;
  private readonly thresholdPower: number;
  private readonly mix: number;
  private readonly slow: number;
  private readonly silence: number;
  private readonly means: Float64Array;
  /** Sums of the means of all bands before each. */
  private readonly before: Float64Array;
  private readonly wanted: Float64Array;

  constructor(bands: NarrowBands, limits: ResonanceLimits, bins: number, hopRateHz: number) {
    const each = (): Float64Array => new Float64Array(bands.count);
    this.bands = bands;
    this.depth = limits.depthDb;
    this.threshold = limits.thresholdDb;
    this.thresholdPower = powerFromDb(limits.thresholdDb);
    this.mix = limits.mix;
    this.slow = smoothing(limits.speedMs, hopRateHz);
    // A tone of -100 dB: half the bins under the window's mean of 2/π make its peak.
    const tone = 1e-5 * (bins - 1) * (2 / Math.PI);
    this.silence = tone * tone;
    this.changes = new Float64Array(bins);
    this.from = bands.end > bands.first ? bands.edges[Math.max(0, bands.first - 1)]! : 0;
    this.to = bands.end > bands.first ? bands.edges[Math.min(bands.count, bands.end + 1)]! : 0;
    this.reductions = each();
    this.sums = each();
    this.deepest = each();
    this.means = each();
    this.wanted = each();
    this.before = new Float64Array(bands.count + 1);
  }

  judge(re: readonly Float64Array[], im: readonly Float64Array[]): boolean {
    if (this.to === 0) return false;
    this.hear(re, im);
    this.want();
    const moves = this.move();
    this.spectra++;
    if (moves) this.spread();
    return moves;
  }

  /** Back to newborn. */
  reset(): void {
    for (const each of [this.reductions, this.sums, this.deepest, this.means]) each.fill(0);
    this.deepestNow = 0;
    this.spectra = 0;
  }

  /** Power of each band, as if sound that falls by 3 dB an octave were even. */
  private hear(re: readonly Float64Array[], im: readonly Float64Array[]): void {
    const { means, before, slow } = this;
    const { count, edges, centres } = this.bands;
    for (let b = 0; b < count; b++) {
      const start = edges[b]!;
      const end = edges[b + 1]!;
      let sum = 0;
      for (let c = 0; c < re.length; c++) sum += powerOf(re[c]!, im[c]!, start, end);
      const power = (sum / (end - start)) * centres[b]!;
      const mean = power + slow * (means[b]! - power);
      means[b] = mean < FORGOTTEN ? 0 : mean;
      before[b + 1] = before[b]! + means[b]!;
    }
  }

  private want(): void {
    const { means, before, wanted, depth, threshold, thresholdPower } = this;
    const { first, end, from, ownFrom, ownTo, to, centres } = this.bands;
    for (let b = first; b < end; b++) {
      const neighbours = ownFrom[b]! - from[b]! + to[b]! - ownTo[b]!;
      const around = before[ownFrom[b]!]! - before[from[b]!]! + before[to[b]!]! - before[ownTo[b]!]!;
      const least = Math.max(around / Math.max(1, neighbours), this.silence * centres[b]!);
      const mean = means[b]!;
      wanted[b] =
        mean <= thresholdPower * least
          ? 0
          : Math.min(depth, Math.max(0, dbFromPower(mean / least) - threshold));
    }
  }

  /** Follows what is wanted; tells whether anything is taken back. */
  private move(): boolean {
    const { reductions, wanted, sums, deepest, slow } = this;
    const { first, end, lobe } = this.bands;
    let most = 0;
    for (let b = first; b < end; b++) {
      let target = wanted[b]!;
      const reach = lobe[b]!;
      for (let i = Math.max(first, b - reach); i < Math.min(end, b + reach + 1); i++) {
        if (wanted[i]! > target) target = wanted[i]!;
      }
      const moved = target + slow * (reductions[b]! - target);
      const now = moved < OVER_DB ? 0 : moved;
      reductions[b] = now;
      sums[b] = sums[b]! + now;
      if (now > deepest[b]!) deepest[b] = now;
      if (now > most) most = now;
    }
    this.deepestNow = most;
    return most > 0;
  }

  /**
   * From bands to bins. Between the middles of two bands the larger reduction holds for half of the way, then runs straight to
   * the smaller.
   */
  private spread(): void {
    const { changes, reductions, mix } = this;
    const { first, end, centres, count } = this.bands;
    changes.fill(0, this.from, this.to);
    let high = 0;
    for (let b = first - 1; b < end; b++) {
      const low = high;
      const next = b + 1 < count ? reductions[b + 1]! : 0;
      high = next === 0 ? 0 : mix * (gainFromDb(-next) - 1);
      if (low === 0 && high === 0) continue;
      const start = b < 0 ? this.from : Math.ceil(centres[b]!);
      const stop = b + 1 < count ? Math.ceil(centres[b + 1]!) : this.to;
      const width = 1 / Math.max(1, stop - start);
      for (let k = start; k < stop; k++) {
        const place = (k - start) * width;
        const share = low < high ? Math.max(0, 2 * place - 1) : Math.min(1, 2 * place);
        changes[k] = low + share * (high - low);
      }
    }
  }
}

function powerOf(re: Float64Array, im: Float64Array, start: number, end: number): number {
  let sum = 0;
  for (let k = start; k < end; k++) sum += re[k]! * re[k]! + im[k]! * im[k]!;
  return sum;
}
