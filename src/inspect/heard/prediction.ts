// Prediction: how much of each sample those before it do not foretell: music is smooth, a click is a surprise.
import type { PredictorForm } from '../../dsp/kernel-contract.ts';
import { kernel } from '../../dsp/kernel.ts';
import { sin } from '../../dsp/math.ts';
import type { Block, SignalFormat } from '../../signal/signal.ts';
import type { Stream } from '../hearing.ts';

/** Coefficients: enough to foretell a dense mix up to its cut-off; more costs time and finds little. */
export const PREDICTION_ORDER = 16;
/** A model is good for about 23 ms: shorter than a note, long against its order. */
const HOP_S = 0.0232;
/** Blocks of 64 samples at 44.1 and 48 kHz, about 1.4 ms: shorter than the attack of a drum. */
const BLOCKS_A_HOP = 16;
/** Looks have so many hops of sound and surprise before and behind the hop they are about. */
const CONTEXT_HOPS = 3;
/** The buffer moves down once in so many hops. */
const BUFFER_HOPS = 32;

/**
 * Of stereo sound the difference (L - R) / 2 is watched too, where its power is less than this share of the weaker
 * channel's: most of the music is the same on both sides and goes out, and what befell one side alone stands bare.
 */
const DIFFERENCE_SHARE = 0.2;
/** There is less in it to foretell. */
const DIFFERENCE_ORDER = 8;
/** The channel of looks at the difference. */
export const DIFFERENCE = -1;

/** One hop of one channel with its surroundings. Everything is lent until the next. */
export interface PredictionLook {
  readonly channel: number;
  /** Frame of the song that stands at index 0 of `sound`. */
  readonly origin: number;
  readonly sound: Float64Array;
  /** Largest surprise of each `blockFrames` samples: block b begins at index b · blockFrames of `sound`. */
  readonly surprise: Float64Array;
  /** Blocks of the hop that the look is about: it begins with `first`. */
  readonly first: number;
  readonly last: number;
  /** Blocks that are known: `from` (inclusive) to `to` (exclusive). */
  readonly from: number;
  readonly to: number;
}

export type PredictionListener = (look: PredictionLook) => void;

/** One channel: sound comes in, models and surprises come out hop by hop. */
class Track {
  readonly sound: Float64Array;
  readonly surprise: Float64Array;
  /** Frame of the song at index 0. The first hop has a hop of zeros before it. */
  origin: number;
  /** Of the last hop, under its window. */
  power = 0;
  private readonly blockFrames: number;
  private readonly hopFrames: number;
  private readonly form: PredictorForm;
  private readonly loops = kernel();
  private filled: number;
  private known: number;
  private told: number;

  constructor(blockFrames: number, window: Float64Array, order: number) {
    this.form = { order, blockFrames, window };
    this.blockFrames = blockFrames;
    this.hopFrames = window.length;
    this.sound = new Float64Array(BUFFER_HOPS * this.hopFrames);
    this.surprise = new Float64Array(BUFFER_HOPS * BLOCKS_A_HOP);
    this.origin = -this.hopFrames;
    this.filled = this.hopFrames;
    this.known = this.hopFrames;
    this.told = this.hopFrames;
  }

  /** Takes what fits into the hop at hand, from index `from` of `x`; returns how much. */
  take(x: Float64Array, from: number, frames: number): number {
    const count = Math.min(this.known + this.hopFrames - this.filled, frames - from);
    this.sound.set(x.subarray(from, from + count), this.filled);
    this.filled += count;
    if (this.filled === this.known + this.hopFrames) this.learn(this.hopFrames);
    return count;
  }

  /** The difference of two others that have taken as much. */
  takeDifference(left: Float64Array, right: Float64Array, from: number, count: number, most: number): void {
    const { sound, filled } = this;
    for (let n = 0; n < count; n++) sound[filled + n] = 0.5 * (left[from + n]! - right[from + n]!);
    this.filled += count;
    if (this.filled === this.known + this.hopFrames) this.learn(this.hopFrames, most);
  }

  /** The end: what is left is a short hop. */
  close(): void {
    const left = Math.floor((this.filled - this.known) / this.blockFrames);
    this.sound.fill(0, this.filled, this.known + this.hopFrames);
    if (left > 0) this.learn(left * this.blockFrames);
  }

  /** The hop whose surroundings are complete, or at the end (`closing`) the next one; null when there is none. */
  look(channel: number, closing: boolean): PredictionLook | null {
    const behind = closing ? 1 : (CONTEXT_HOPS + 1) * this.hopFrames;
    if (this.known - this.told < behind) return null;
    const { blockFrames, origin, sound, surprise } = this;
    const first = this.told / blockFrames;
    const to = this.known / blockFrames;
    this.told = Math.min(this.known, this.told + this.hopFrames);
    const from = Math.max(-origin / blockFrames, first - CONTEXT_HOPS * BLOCKS_A_HOP, 0);
    return { channel, origin, sound, surprise, first, last: this.told / blockFrames, from, to };
  }

  /** Nothing surprises where the power is not below `most`. */
  private learn(frames: number, most = Number.POSITIVE_INFINITY): void {
    const { form, sound, known, blockFrames, surprise } = this;
    const before = sound.subarray(known - form.order, known + this.hopFrames);
    const blocks = frames / blockFrames;
    this.power = this.loops.foretell(form, before, blocks, most, surprise.subarray(known / blockFrames));
    this.known += frames;
    if (this.known + this.hopFrames > sound.length) this.moveDown();
  }

  private moveDown(): void {
    const kept = (2 * CONTEXT_HOPS + 3) * this.hopFrames;
    const by = this.known - kept;
    this.sound.copyWithin(0, by, this.filled);
    this.surprise.copyWithin(0, by / this.blockFrames, this.known / this.blockFrames);
    this.origin += by;
    this.filled -= by;
    this.known -= by;
    this.told -= by;
  }
}

/** Linear prediction by the autocorrelation method, hop by hop; surprise is the size of its error. */
export class Prediction implements Stream {
  readonly blockFrames: number;
  readonly hopFrames: number;
  /** Length of the sound that looks show. */
  readonly capacity: number;
  private readonly listeners: PredictionListener[] = [];
  private readonly tracks: readonly Track[];
  private readonly difference: Track | null;

  constructor(format: SignalFormat) {
    const fours = Math.round((HOP_S * format.sampleRateHz) / (4 * BLOCKS_A_HOP));
    this.blockFrames = Math.max(PREDICTION_ORDER, 4 * fours);
    this.hopFrames = this.blockFrames * BLOCKS_A_HOP;
    this.capacity = BUFFER_HOPS * this.hopFrames;
    const window = halfSine(this.hopFrames);
    this.tracks = Array.from(
      { length: format.channels },
      () => new Track(this.blockFrames, window, PREDICTION_ORDER),
    );
    this.difference = format.channels === 2 ? new Track(this.blockFrames, window, DIFFERENCE_ORDER) : null;
  }

  /** Call before the first block. */
  listen(listener: PredictionListener): void {
    this.listeners.push(listener);
  }

  push(block: Block): void {
    const { tracks } = this;
    for (let taken = 0; taken < block.frames; ) {
      let count = block.frames;
      for (let c = 0; c < tracks.length; c++)
        count = tracks[c]!.take(block.channels[c]!, taken, block.frames);
      this.hearDifference(block, taken, count);
      taken += count;
      this.tell(false);
    }
  }

  finish(): void {
    for (const track of this.tracks) track.close();
    this.difference?.close();
    for (let hop = 0; hop <= CONTEXT_HOPS + 1; hop++) this.tell(true);
  }

  private hearDifference(block: Block, from: number, count: number): void {
    if (this.difference === null) return;
    const [left, right] = this.tracks as [Track, Track];
    const most = DIFFERENCE_SHARE * Math.min(left.power, right.power);
    this.difference.takeDifference(block.channels[0]!, block.channels[1]!, from, count, most);
  }

  private tell(closing: boolean): void {
    for (let c = 0; c < this.tracks.length; c++) this.tellOf(this.tracks[c]!, c, closing);
    if (this.difference !== null) this.tellOf(this.difference, DIFFERENCE, closing);
  }

  private tellOf(track: Track, channel: number, closing: boolean): void {
    const look = track.look(channel, closing);
    if (look !== null) for (const listener of this.listeners) listener(look);
  }
}

function halfSine(size: number): Float64Array {
  return Float64Array.from({ length: size }, (_, n) => sin((Math.PI * (n + 0.5)) / size));
}

/** Models of 1024 frames at 44.1 and 48 kHz. */
export function prediction(format: SignalFormat): Prediction {
  return new Prediction(format);
}
