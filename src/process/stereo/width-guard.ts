// Width guard: takes widening back where it would push the correlation of a band under what is allowed.
import { smoothing } from '../../dsp/envelope.ts';
import { createRealFft, type RealFft } from '../../dsp/fft.ts';
import type { GuardedBand } from './width-bands.ts';

/** Correlation is that of about this long. */
const SHORT_TERM_MS = 200;
/** A mean power under this is silence. */
const SILENCE = 1e-24;

/** Each band: its mean powers and what they allow. */
interface Watched {
  readonly width: number;
  readonly middleGains: Float64Array;
  readonly sideGains: Float64Array;
}

/**
 * With middle m and sides s of a band, left and right are m ± w·s, so their correlation is
 * (M - w²S) / √((M + w²S)² - 4w²C²), where M, S and C are the means of m², s² and m·s. It falls as w grows.
 */
export class WidthGuard {
  /** Share of the widening that each band keeps, 0 … 1. */
  readonly shares: Float64Array;
  /** Frames from one look to the next. */
  readonly hop: number;
  private readonly least: number;
  private readonly keep: number;
  private readonly fft: RealFft;
  private readonly watched: readonly Watched[];
  private readonly middle: Float64Array;
  private readonly sides: Float64Array;
  private readonly middleRows: Float64Array;
  private readonly sideRows: Float64Array;
  /** M, S and C of each band, by turns. */
  private readonly means: Float64Array;
  private filled = 0;

  constructor(bands: readonly GuardedBand[], least: number, hop: number, rate: number) {
    const hz = Float64Array.from({ length: hop / 2 + 1 }, (_, k) => (k * rate) / hop);
    this.hop = hop;
    this.least = least;
    this.keep = smoothing(SHORT_TERM_MS, rate / hop);
    this.fft = createRealFft(hop);
    this.watched = bands.map(({ width, middle, sides }) => ({
      width,
      middleGains: hz.map(middle),
      sideGains: hz.map(sides),
    }));
    this.middle = new Float64Array(hop);
    this.sides = new Float64Array(hop);
    this.middleRows = new Float64Array(3 * hz.length);
    this.sideRows = new Float64Array(3 * hz.length);
    this.means = new Float64Array(3 * bands.length);
    this.shares = new Float64Array(bands.length).fill(1);
  }

  /** Hears middle and sides of frames `start` … `end` - 1, at most up to the next look. True where `shares` are new. */
  hear(middle: Float64Array, sides: Float64Array, start: number, end: number): boolean {
    for (let n = start; n < end; n++) {
      this.middle[this.filled] = middle[n]!;
      this.sides[this.filled++] = sides[n]!;
    }
    if (this.filled < this.hop) return false;
    this.filled = 0;
    this.look();
    return true;
  }

  get untilLook(): number {
    return this.hop - this.filled;
  }

  reset(): void {
    this.shares.fill(1);
    this.means.fill(0);
    this.filled = 0;
  }

  private look(): void {
    const { fft, middle, sides, middleRows, sideRows, watched, shares, least } = this;
    fft.forwardHann(1 / (this.hop * this.hop), middle, middleRows);
    fft.forwardHann(1 / (this.hop * this.hop), sides, sideRows);
    for (let b = 0; b < watched.length; b++) {
      this.average(b, watched[b]!);
      const m = this.means[3 * b]!;
      const s = this.means[3 * b + 1]!;
      const widest = widestAllowed(m, s, this.means[3 * b + 2]!, least);
      const { width } = watched[b]!;
      shares[b] = Math.max(0, Math.min(1, (widest - 1) / (width - 1)));
    }
  }

  private average(b: number, { middleGains, sideGains }: Watched): void {
    const { middleRows, sideRows, means, keep } = this;
    const bins = middleGains.length;
    const scale = 1 / (this.hop * this.hop);
    let m = 0;
    let s = 0;
    let c = 0;
    for (let k = 0; k < bins; k++) {
      const g = middleGains[k]!;
      const h = sideGains[k]!;
      m += g * g * middleRows[2 * bins + k]!;
      s += h * h * sideRows[2 * bins + k]!;
      c += g * h * (middleRows[k]! * sideRows[k]! + middleRows[bins + k]! * sideRows[bins + k]!);
    }
    means[3 * b] = settled(m + keep * (means[3 * b]! - m));
    means[3 * b + 1] = settled(s + keep * (means[3 * b + 1]! - s));
    means[3 * b + 2] = settled(c * scale + keep * (means[3 * b + 2]! - c * scale));
  }
}

function settled(mean: number): number {
  return Math.abs(mean) < SILENCE ? 0 : mean;
}

/**
 * The width at which the correlation is `least`: (M - qS)² = l²((M + qS)² - 4qC²), q = w², solved for q. The smaller root
 * belongs to +l, the larger to -l.
 */
function widestAllowed(m: number, s: number, c: number, least: number): number {
  if (s === 0) return Infinity;
  const l = least * least;
  const a = s * s * (1 - l);
  const half = m * s * (1 + l) - 2 * l * c * c;
  const root = Math.sqrt(Math.max(0, half * half - a * m * m * (1 - l)));
  const q = least < 0 ? (half + root) / a : (m * m * (1 - l)) / Math.max(half + root, SILENCE * SILENCE);
  return Math.sqrt(Math.max(0, q));
}
