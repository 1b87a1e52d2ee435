// Clip mender: draws cut crests anew, never below where they were cut.
import { dbFromPower } from '../../dsp/decibel.ts';
import { CovarianceFit, predictionError } from '../../dsp/linear-prediction.ts';
import { ScatteredRedraw } from '../../dsp/scattered-redraw.ts';
import { ClipLevel } from './clip-level.ts';
import type { Mender, Piece, Reach } from './repair-mender.ts';

/** White noise in the model's ear: -90 dB. */
const NOISE_SHARE = 1e-9;
/** Model and samples by turns. */
const TURNS = 5;
/** Samples that came out below their bound are held there, and the others drawn again, so many times. */
const HOLDS = 6;
/** How far a crest may well be from what is foreseen, as a share of its foreseen height, which is at least a step of 16 bits. */
const DOUBT = 0.8;
/** Where the model foretells well, it may be far more: four times from 35 dB of prediction gain on, as much as said below 20. */
const SURE_DB = 35;
const UNSURE_DB = 20;
const MORE_DOUBT = 3;
/** Crests are foreseen so much higher than a parabola that leaves the ceiling as they do … */
const STEEPER = 2;
/** … and bent down towards so many times what is usual at this ceiling. Both tried on 22 clipped channels. */
const MOST_USUAL = 3;
const LEAST_RISE = 1 / 32768;
const SILENT = 1e-20;

/**
 * Consistent declipping by an autoregressive model: Janssen's iteration (1986) with the bounds that clipping tells, as
 * Dahimene, Noureddine and Azrar (Informatica 32, 2008) put it and Záviška, Rajmic, Ozerov and Rencker (IEEE JSTSP 15(1),
 * 2021) compare it: every cut sample was at least as far out as it is now, all others are right.
 */
export class ClipMender implements Mender {
  private readonly most: number;
  private readonly side: number;
  private readonly levels = [new ClipLevel(1), new ClipLevel(-1)] as const;
  private readonly fit: CovarianceFit;
  private readonly redraw: ScatteredRedraw;
  private readonly x: Float64Array;
  private readonly error: Float64Array;
  /** Index, lower bound of the size, side of every cut sample; those not held, and which they are. */
  private readonly cut: Int32Array;
  private readonly bound: Float64Array;
  private readonly held: Uint8Array;
  /** Where a parabola would have it, and how far from that it may well have been. */
  private readonly rise: Float64Array;
  private readonly likely: Float64Array;
  private readonly weight: Float64Array;
  private readonly pull: Float64Array;
  private readonly free: Int32Array;
  private count = 0;
  /** How far earlier pieces of the place have written, from the start of this one. */
  private written = 0;

  /** `most`: how far out of the ceiling a crest may be drawn, as a factor. `side`: frames around a piece that are learnt from. */
  constructor(order: number, most: number, { piece, overrun }: Reach, side: number) {
    const window = piece + overrun + 2 * side;
    this.most = most;
    this.side = side;
    this.fit = new CovarianceFit(order);
    this.redraw = new ScatteredRedraw(order, window);
    this.x = new Float64Array(window);
    this.error = new Float64Array(window);
    this.cut = new Int32Array(window);
    this.bound = new Float64Array(window);
    this.rise = new Float64Array(window);
    this.likely = new Float64Array(window);
    this.weight = new Float64Array(window);
    this.pull = new Float64Array(window);
    this.held = new Uint8Array(window);
    this.free = new Int32Array(window);
  }

  mend(samples: Float64Array, piece: Piece): void {
    const { from, to, limit, opens } = piece;
    const { order } = this.fit;
    const first = Math.max(piece.first, from - this.side);
    const last = Math.min(piece.last, limit + this.side);
    if (opens) this.written = 0;
    for (const level of this.levels) {
      if (opens) level.forget();
      level.look(samples, Math.min(from + this.written, piece.last), piece.last);
    }
    for (const level of this.levels) level.weigh(samples, piece.first, piece.last);
    const reach = last - order;
    this.collect(samples, first, Math.max(from, first + order), reach);
    this.written = 0;
    if (this.count === 0 || this.cut[0]! + first >= to) return;
    for (let n = first; n < last; n++) this.x[n - first] = samples[n]!;
    this.foresee();
    this.draw(last - first);
    this.writeBack(samples, first, to, limit);
  }

  private collect(samples: Float64Array, first: number, from: number, to: number): void {
    const [top, bottom] = this.levels;
    const above = top.threshold;
    const below = bottom.threshold;
    this.count = 0;
    for (let n = from; n < to; n++) {
      const value = samples[n]!;
      if (value < above && -value < below) continue;
      this.cut[this.count] = n - first;
      // What an earlier piece has drawn already is above its bound.
      this.bound[this.count++] = Math.max(-bottom.ceiling || value, Math.min(top.ceiling || value, value));
    }
  }

  private draw(frames: number): void {
    const { fit, x, error } = this;
    const { order } = fit;
    for (let turn = 0; turn < TURNS; turn++) {
      fit.clear();
      fit.add(x, order, frames);
      if (!fit.solve(NOISE_SHARE)) return;
      this.held.fill(0, 0, this.count);
      for (let hold = 0; hold < HOLDS; hold++) {
        predictionError(fit.a, order, x, order, frames, error);
        this.drawFree(frames);
        if (!this.holdBack()) break;
      }
    }
  }

  /**
   * The prior of every crest: a parabola by how steeply the sound meets the ceiling on both sides, and by how high crests are
   * there as a rule. Where the music is noise that no model foretells, least squares alone would draw wild crests; the prior
   * counts by how little is foretold.
   */
  private foresee(): void {
    const { cut, rise, likely, bound, x } = this;
    for (let k = 0; k < this.count; ) {
      let end = k + 1;
      while (end < this.count && cut[end] === cut[end - 1]! + 1) end++;
      const start = cut[k]!;
      const behind = cut[end - 1]! + 1;
      const slope = Math.abs(x[start]! - x[start - 1]!) + Math.abs(x[behind - 1]! - x[behind]!);
      const length = end - k + 1;
      const arc = STEEPER * (slope / 8) * length;
      const usual = this.levels[bound[k]! > 0 ? 0 : 1].excess;
      const height = Math.max(arc / (1 + arc / Math.max(MOST_USUAL * usual, LEAST_RISE)), LEAST_RISE);
      for (let i = 1; k < end; k++, i++) {
        const u = i / length;
        const top = 4 * u * (1 - u) * height;
        rise[k] = height * DOUBT;
        likely[k] = bound[k]! + (bound[k]! > 0 ? top : -top);
      }
    }
  }

  private drawFree(frames: number): void {
    const { free, held, cut, redraw, x, fit, weight, pull, likely, rise } = this;
    const noise = powerOf(this.error, fit.order, frames);
    const gainDb = dbFromPower(powerOf(x, 0, frames) / Math.max(noise, SILENT));
    const sure = Math.max(0, Math.min(1, (gainDb - UNSURE_DB) / (SURE_DB - UNSURE_DB)));
    const trusted = noise / (1 + MORE_DOUBT * sure) ** 2;
    let count = 0;
    for (let k = 0; k < this.count; k++) {
      if (held[k] === 1) continue;
      weight[count] = trusted / (rise[k]! * rise[k]!);
      pull[count] = x[cut[k]!]! - likely[k]!;
      free[count++] = cut[k]!;
    }
    redraw.solve(fit.a, fit.order, this.error, free, count, weight, pull);
    for (let i = 0; i < count; i++) x[free[i]!]! -= redraw.correction[i]!;
  }

  /** Holds at its bound what came out short of it or too far out; was there any? */
  private holdBack(): boolean {
    const { held, cut, bound, x, most } = this;
    let any = false;
    for (let k = 0; k < this.count; k++) {
      if (held[k] === 1) continue;
      const least = bound[k]!;
      const share = x[cut[k]!]! / least;
      if (share >= 1 && share <= most) continue;
      x[cut[k]!] = share < 1 ? least : most * least;
      held[k] = 1;
      any = true;
    }
    return any;
  }

  /** The crests that begin in this piece; one that reaches into the next is finished as far as may be. */
  private writeBack(samples: Float64Array, first: number, to: number, limit: number): void {
    const { cut, bound, x } = this;
    for (let k = 0; k < this.count; k++) {
      const n = first + cut[k]!;
      const goesOn = k > 0 && cut[k] === cut[k - 1]! + 1;
      if (n >= limit || (n >= to && !goesOn)) return;
      // Whatever the last turn left: never inside the cut.
      const share = Math.max(1, Math.min(this.most, x[cut[k]!]! / bound[k]!));
      samples[n] = share > 1 ? share * bound[k]! : bound[k]!;
      this.written = Math.max(0, n + 1 - to);
    }
  }
}

/** Mean square of `x[from … to-1]`. */
function powerOf(x: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let n = from; n < to; n++) sum += x[n]! * x[n]!;
  return sum / (to - from);
}
