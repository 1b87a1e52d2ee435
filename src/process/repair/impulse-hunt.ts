// Impulse hunt: finds samples that linear prediction cannot have foretold within a place, and draws them anew.
import { StretchRedraw } from '../../dsp/stretch-redraw.ts';
import { FineRedraw } from './fine-redraw.ts';
import { ForetoldSound } from './foretold-sound.ts';
import type { Mender, Piece } from './repair-mender.ts';
import { SurpriseScale } from './surprise-scale.ts';

export interface HuntLimits {
  readonly order: number;
  /** For the last redrawing: what is between the lines of a spectrum needs a long memory. */
  readonly fineOrder: number;
  /** An impulse stands out of the usual error by this factor; in places that are not short by the second. */
  readonly threshold: number;
  readonly longThreshold: number;
  /** Longest stretch that is redrawn at once; in places that are not short what goes on for longer is music. */
  readonly longest: number;
  readonly longestInLong: number;
  /** Places up to here are short. */
  readonly short: number;
  /** Frames over which the usual error is taken. */
  readonly hop: number;
}

/** Fit, hunt, fit again without what was found: the model gets better with every impulse that is gone. */
const ROUNDS = 4;
/** What redrawing may leave: the largest of some hundred normal errors; or a hundredth of what was there. */
const LEAST_LEFT = 4.5;
const LEFT_SHARE = 0.01;
/** Errors above this are clear: one in 16 000 of normal noise. */
const CLEAR = 4;
/** So many errors behind a stretch must be as usual in a long place; further ones may be the next impulse's. */
const ROWS_IN_LONG = 24;
const MOST_IMPULSES = 512;
/** Redrawn sound may stand out of its surroundings by so much: 1 dB. */
const LOUDEST = 1.12;
/** Stretches of at least so many samples are widened by this share on either side before the last redrawing. */
const LEAST_RIMMED = 3;
const RIM_SHARE = 0.05;
/**
 * Redrawing must take so many times the usual error's energy from every sample: else it was music. Where a place is short,
 * somebody has heard a click in it; within a long one most of what stands out is music's own.
 */
const WORTH = 3 ** 2;
const WORTH_IN_LONG = 8 ** 2;

/**
 * Detection by the matched filter and redrawing by least squares after Godsill and Rayner (Digital Audio Restoration,
 * Springer 1998, chapter 5): the bounds come from the errors forwards (where it begins) and backwards (where it is over),
 * and the stretch grows until nothing is left that prediction would be surprised by. What needs more samples than
 * `longest` is no impulse and stays.
 */
export class ImpulseHunt implements Mender {
  private readonly limits: HuntLimits;
  private readonly sound: ForetoldSound;
  private readonly fine: FineRedraw;
  private readonly fineInLong: FineRedraw;
  private readonly scale: SurpriseScale;
  private readonly closed: Uint8Array;
  private readonly starts = new Int32Array(MOST_IMPULSES);
  private readonly lengths = new Int32Array(MOST_IMPULSES);
  private isShort = true;
  private count = 0;
  private loudest = 0;

  /** `window`: as long as what it is shown at most. */
  constructor(limits: HuntLimits, window: number) {
    this.limits = limits;
    const redraw = new StretchRedraw(Math.max(limits.order, limits.fineOrder), limits.longest);
    this.sound = new ForetoldSound(limits.order, redraw, window);
    this.fine = new FineRedraw(limits.fineOrder, redraw, window);
    this.fineInLong = new FineRedraw(Math.min(limits.fineOrder, 2 * limits.order), redraw, window);
    this.scale = new SurpriseScale(window, limits.hop);
    this.closed = new Uint8Array(window);
  }

  mend(samples: Float64Array, { first, last, from, to, limit }: Piece): void {
    const { sound, starts, lengths } = this;
    this.count = 0;
    this.isShort = limit - from < this.limits.short;
    // In a long place what follows is not whole either: it is cleaned for the model's sake, and comes again.
    sound.show(samples, first, last, from, this.isShort ? limit : last);
    this.measureLoudest();
    this.work(this.isShort ? Math.min(to - first, sound.limit) : sound.limit);
    this.widen();
    const { isShort, fine, fineInLong, count, scale } = this;
    // A short place holds one click, which is far larger than any doubt.
    if (isShort) fine.run(sound.x, sound.frames, starts, lengths, count, null, first, scale);
    else fineInLong.run(sound.x, sound.frames, starts, lengths, count, samples, first, scale);
    for (let k = 0; k < this.count; k++) {
      const end = starts[k]! + lengths[k]!;
      if (starts[k]! >= to - first || end > limit - first) continue;
      for (let n = starts[k]!; n < end; n++) samples[first + n] = sound.x[n]!;
    }
  }

  private measureLoudest(): void {
    const { x, from, limit, frames } = this.sound;
    this.loudest = 0;
    for (let n = 0; n < frames; n++) {
      if (n < from || n >= limit || !this.isShort) this.loudest = Math.max(this.loudest, Math.abs(x[n]!));
    }
  }

  private work(to: number): void {
    const { sound, isShort, scale } = this;
    for (let round = 0; round < ROUNDS; round++) {
      // A short place is left out of the first model; a long one is mostly music.
      if (!sound.learn(isShort && round === 0)) return;
      for (let k = 0; k < this.count; k++) this.drawAgain(this.starts[k]!, this.lengths[k]!);
      const holeFrom = isShort ? sound.from : sound.frames;
      scale.measure(sound.error, sound.order, sound.frames, holeFrom, sound.limit + sound.order);
      sound.match(sound.from, sound.limit);
      this.closed.fill(0, 0, sound.frames);
      if (!this.hunt(to) && round > 0) return;
    }
  }

  private drawAgain(start: number, length: number): void {
    if (this.sound.solve(start, length)) this.sound.apply(start, length);
  }

  /** Takes the impulses one after the other, the clearest first; were there any? */
  private hunt(to: number): boolean {
    let any = false;
    for (let turn = 0; turn < MOST_IMPULSES && this.count < MOST_IMPULSES; turn++) {
      const at = this.clearest(to);
      if (at < 0) break;
      if (this.take(at)) any = true;
      else this.close(at);
    }
    return any;
  }

  private clearest(to: number): number {
    const { closed, scale, limits } = this;
    const { matched } = this.sound;
    let most = this.isShort ? limits.threshold : limits.longThreshold;
    let at = -1;
    for (let n = this.sound.from; n < to; n++) {
      const ratio = closed[n] === 0 ? Math.abs(matched[n]!) / scale.at(n) : 0;
      if (ratio <= most) continue;
      most = ratio;
      at = n;
    }
    return at;
  }

  /** No impulse here: not asked again in this round, as far as its traces go. */
  private close(at: number): void {
    const { order } = this.sound;
    this.closed.fill(1, Math.max(0, at - order), at + order + 1);
  }

  private take(at: number): boolean {
    const { sound, limits } = this;
    const usual = this.scale.at(at);
    const longest = this.isShort ? limits.longest : limits.longestInLong;
    const allowed = Math.max(LEAST_LEFT * usual, LEFT_SHARE * Math.abs(sound.matched[at]!));
    const rows = this.isShort ? sound.order : ROWS_IN_LONG;
    // Among many, the errors of the next one would count as this one's: it starts small.
    let start = this.isShort ? sound.edge(at, -1, CLEAR * usual) : at;
    let end = this.isShort ? sound.edge(at, 1, CLEAR * usual) + 1 : at;
    if (start >= end) {
      start = at;
      end = at + 1;
    }
    for (let length = end - start; length <= longest; length = end - start) {
      if (!sound.solve(start, length)) return false;
      const worst = sound.worstLeft(start, length, rows, allowed);
      if (worst < 0) return this.accept(start, length, usual);
      // Grows towards what is left, by an eighth at least, so that long ones take few turns.
      const step = 1 + (length >> 3);
      if (worst < start) start = Math.max(sound.from, Math.min(worst, start - step));
      else end = Math.min(sound.limit, Math.max(worst + 1, end + step));
      if (end - start === length) return false;
    }
    return false;
  }

  private accept(start: number, length: number, usual: number): boolean {
    const { sound } = this;
    const { x, redraw } = sound;
    let most = 0;
    let was = this.loudest * LOUDEST;
    for (let i = 0; i < length; i++) {
      most = Math.max(most, Math.abs(x[start + i]! - redraw.correction[i]!));
      was = Math.max(was, Math.abs(x[start + i]!));
    }
    const worth = (this.isShort ? WORTH : WORTH_IN_LONG) * usual * usual * length;
    if (most > was || redraw.relief(length) < worth) return false;
    sound.apply(start, length);
    this.starts[this.count] = start;
    this.lengths[this.count++] = length;
    const reach = 2 * sound.order;
    sound.match(Math.max(sound.from, start - reach), Math.min(sound.limit, start + length + reach));
    return true;
  }

  /** The rims of a pop are too faint to stand out. */
  private widen(): void {
    const { starts, lengths, sound } = this;
    for (let k = 0; k < this.count; k++) {
      const length = lengths[k]!;
      const rim = Math.ceil(RIM_SHARE * length);
      if (length < LEAST_RIMMED || length + 2 * rim > this.limits.longest) continue;
      const start = Math.max(sound.from, starts[k]! - rim);
      lengths[k] = Math.min(sound.limit, starts[k]! + length + rim) - start;
      starts[k] = start;
    }
  }
}
