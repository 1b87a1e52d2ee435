// Clip curve: what a clipper takes away, with its first and second integral, so that corners need not fold back.
import { gainFromDb } from '../../dsp/decibel.ts';

/** Values of the wave nearer together than this have their divided difference taken from the middle: its rounding is smaller. */
const NEAR = 1e-4;
/** Numbers a piece: where it begins, then the value there of the second integral and of its four derivatives. */
const PIECE = 6;

/**
 * Excess e(v) = v - clip(v) of |u|, in pieces: nothing below the knee, (v - a)²/4w in it (w = ceiling - a, up to
 * ceiling + w, without a corner), v - ceiling above, and at most the share that `mostDb` allows from where that is less.
 */
export class ClipCurve {
  /** Up to here nothing is taken away. */
  readonly from: number;
  private readonly pieces: Float64Array;
  private readonly one = new Float64Array(1);
  private readonly two = new Float64Array(2);
  private readonly twoSeconds = new Float64Array(2);

  constructor(ceiling: number, kneeDb: number, mostDb: number) {
    const from = ceiling * gainFromDb(-kneeDb);
    const width = ceiling - from;
    const share = 1 - gainFromDb(-mostDb);
    const corners: [at: number, slope: number, bend: number][] = [];
    if (width > 0) corners.push([from, 0, 1 / (2 * width)]);
    const kneeEnd = ceiling + width;
    const crossing = crossingOf(from, width, ceiling, share);
    if (crossing > kneeEnd) corners.push([kneeEnd, 1, 0]);
    corners.push([crossing, share, 0]);
    this.from = from;
    this.pieces = new Float64Array(PIECE * corners.length);
    let at = from;
    let values = [0, 0, 0, 0, 0];
    corners.forEach(([begin, slope, bend], i) => {
      const d = begin - at;
      const [f, f1, e, e1, e2] = values as [number, number, number, number, number];
      const second = f + d * (f1 + d * (e / 2 + d * (e1 / 6 + (d * e2) / 24)));
      const first = f1 + d * (e + d * (e1 / 2 + (d * e2) / 6));
      const excess = e + d * (e1 + (d * e2) / 2);
      values = [second, first, excess, slope, bend];
      this.pieces.set([begin, ...values], PIECE * i);
      at = begin;
    });
  }

  /** e(u), odd. */
  excess(u: number): number {
    const { one } = this;
    one[0] = u;
    this.excessesOf(one, 1, one);
    return one[0];
  }

  private excessesOf(wave: Float64Array, count: number, out: Float64Array): void {
    const { pieces, from } = this;
    for (let n = 0; n < count; n++) {
      const u = wave[n]!;
      const v = Math.abs(u);
      if (v <= from) {
        out[n] = 0;
        continue;
      }
      const p = this.pieceOf(wave, n);
      const d = v - pieces[p]!;
      const e = pieces[p + 3]! + d * (pieces[p + 4]! + 0.5 * d * pieces[p + 5]!);
      out[n] = u < 0 ? -e : e;
    }
  }

  /** First integral of e, even. */
  private firstsOf(wave: Float64Array, count: number, out: Float64Array): void {
    const { pieces, from } = this;
    for (let n = 0; n < count; n++) {
      const v = Math.abs(wave[n]!);
      if (v <= from) {
        out[n] = 0;
        continue;
      }
      const p = this.pieceOf(wave, n);
      const d = v - pieces[p]!;
      out[n] = pieces[p + 2]! + d * (pieces[p + 3]! + d * (pieces[p + 4]! / 2 + (d * pieces[p + 5]!) / 6));
    }
  }

  /** What is taken from the middle one of three values, the newest first: as `blendsOf` has it. */
  smooth(u0: number, u1: number, u2: number): number {
    const wave = Float64Array.of(u2, u1, u0);
    const seconds = new Float64Array(3);
    const slopes = new Float64Array(2);
    this.secondsOf(wave, 3, seconds);
    this.slopesOf(wave, seconds, 2, slopes);
    this.blendsOf(wave, slopes, 1, seconds, 0);
    return seconds[0]!;
  }

  /**
   * Second integral of e at every value, odd. This and what follows are loops over arrays: a number handed from one function to
   * another may be left on the heap.
   */
  secondsOf(wave: Float64Array, count: number, out: Float64Array): void {
    const { pieces, from } = this;
    for (let n = 0; n < count; n++) {
      const u = wave[n]!;
      const v = Math.abs(u);
      if (v <= from) {
        out[n] = 0;
        continue;
      }
      const p = this.pieceOf(wave, n);
      const d = v - pieces[p]!;
      const f =
        pieces[p + 1]! +
        d *
          (pieces[p + 2]! + d * (pieces[p + 3]! / 2 + d * (pieces[p + 4]! / 6 + (d * pieces[p + 5]!) / 24)));
      out[n] = u < 0 ? -f : f;
    }
  }

  /** Divided difference of the second integral from every value to the next: `count` of them. Below the knee it is 0. */
  slopesOf(wave: Float64Array, seconds: Float64Array, count: number, out: Float64Array): void {
    const { one } = this;
    for (let n = 0; n < count; n++) {
      const older = seconds[n]!;
      const newer = seconds[n + 1]!;
      const d = wave[n + 1]! - wave[n]!;
      if (older === 0 && newer === 0) {
        out[n] = 0;
      } else if (d > NEAR || d < -NEAR) {
        out[n] = (newer - older) / d;
      } else {
        one[0] = 0.5 * (wave[n + 1]! + wave[n]!);
        this.firstsOf(one, 1, one);
        out[n] = one[0];
      }
    }
  }

  /**
   * Second-order antiderivative antialiasing (Bilbao, Esqueda, Parker & Välimäki, IEEE SPL 24(7) 2017) of every three values of
   * `wave`, `count` times, to another array from `at` on: twice the second divided difference of the second integral, which is the
   * mean of e over all blends of the three (Hermite and Genocchi), so never beyond them; it belongs to the time of the middle
   * one. 0 where all three are below the knee. Tells whether one of the last two values is above it.
   */
  blendsOf(wave: Float64Array, slopes: Float64Array, count: number, out: Float64Array, at: number): boolean {
    const { from } = this;
    let u2 = wave[0]!;
    let u1 = wave[1]!;
    let was = u1 > from || u1 < -from;
    let wasBefore = u2 > from || u2 < -from;
    let near = false;
    for (let n = 0; n < count; n++) {
      const u0 = wave[n + 2]!;
      const is = u0 > from || u0 < -from;
      const whole = u0 - u2;
      if (!(is || was || wasBefore)) out[at + n] = 0;
      else if (whole > NEAR || whole < -NEAR) out[at + n] = (2 * (slopes[n + 1]! - slopes[n]!)) / whole;
      else {
        out[at + n] = NaN;
        near = true;
      }
      wasBefore = was;
      was = is;
      u2 = u1;
      u1 = u0;
    }
    if (near) this.blendNear(wave, count, out, at);
    return was || wasBefore;
  }

  /** The same where the first and the last of the three are next to each other, marked by NaN. */
  private blendNear(wave: Float64Array, count: number, out: Float64Array, at: number): void {
    const { one, two, twoSeconds } = this;
    for (let n = 0; n < count; n++) {
      if (!Number.isNaN(out[at + n]!)) continue;
      const u1 = wave[n + 1]!;
      const middle = 0.5 * (wave[n + 2]! + wave[n]!);
      const d = middle - u1;
      if (d < NEAR && d > -NEAR) {
        one[0] = (middle + u1) / 2;
        this.excessesOf(one, 1, one);
        out[at + n] = one[0];
        continue;
      }
      two[0] = middle;
      two[1] = u1;
      this.secondsOf(two, 2, twoSeconds);
      this.firstsOf(two, 1, one);
      out[at + n] = (2 / d) * (one[0]! + (twoSeconds[1]! - twoSeconds[0]!) / d);
    }
  }

  /** The piece of |wave[n]|, which is above the knee. */
  private pieceOf(wave: Float64Array, n: number): number {
    const { pieces } = this;
    const v = Math.abs(wave[n]!);
    let p = pieces.length - PIECE;
    while (p > 0 && v < pieces[p]!) p -= PIECE;
    return p;
  }
}

/** Where v - clip(v) reaches share · v. */
function crossingOf(from: number, width: number, ceiling: number, share: number): number {
  const straight = ceiling / (1 - share);
  if (straight >= ceiling + width) return straight;
  // (v - a)² = 4 w share v inside the knee.
  const half = from + 2 * width * share;
  return half + Math.sqrt(half * half - from * from);
}
