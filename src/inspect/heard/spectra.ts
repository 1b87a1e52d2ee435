// Spectra: short-time Fourier spectra of every channel, computed once for all detectors that look at them.
import { createRealFft, type RealFft } from '../../dsp/fft.ts';
import type { Block, SignalFormat } from '../../signal/signal.ts';
import type { Stream } from '../hearing.ts';

/** Room for the sound to move on by before it moves down; more would not stay near the processor. */
const SPARE_FRAMES = 8192;

/** One look at the sound. Everything is lent until the next. */
export interface SpectraFrame {
  /** First frame of the song that is looked at. */
  readonly start: number;
  /** How many are looked at: the whole length but for the last. */
  readonly frames: number;
  /** By channel: re + i·im of bin k, 0 … size/2, of the Hann-windowed sound, not scaled. */
  readonly re: readonly Float64Array[];
  readonly im: readonly Float64Array[];
  /** By channel: `scale` · |X|², so that the sum over all bins is the mean square of the sound. */
  readonly power: readonly Float64Array[];
  /** Sum of a channel's powers over all bins: worked out once, when somebody asks. */
  total(channel: number): number;
}

export type SpectraListener = (frame: SpectraFrame) => void;

/** Frames of `size` with half overlap and a Hann window; the first begins with the song, the last is filled with zeros. */
export class Spectra implements Stream {
  readonly size: number;
  readonly hopFrames: number;
  readonly binHz: number;
  /** One-sided: twice 1/(size · Σ w²). */
  readonly scale: number;
  private readonly listeners: SpectraListener[] = [];
  private readonly fft: RealFft;
  /** Holds a look and some of what was before: the sound moves down once in several looks. */
  private readonly held: readonly Float64Array[];
  /** Where in `held` the look at hand begins. */
  private first = 0;
  /** By channel: re, im and power one after another. */
  private readonly rows: readonly Float64Array[];
  private readonly re: readonly Float64Array[];
  private readonly im: readonly Float64Array[];
  private readonly power: readonly Float64Array[];
  /** By channel; negative until somebody asks. */
  private readonly totals: Float64Array;
  private readonly total = (channel: number): number => {
    if (this.totals[channel]! < 0) this.totals[channel] = sumOf(this.power[channel]!);
    return this.totals[channel]!;
  };
  private filled = 0;
  private start = 0;
  /** Frames of those held that no look has seen yet. */
  private unseen = 0;

  constructor(format: SignalFormat, leastSeconds: number) {
    const size = powerOfTwoFrom(leastSeconds * format.sampleRateHz);
    const perChannel = (length: number) =>
      Array.from({ length: format.channels }, () => new Float64Array(length));
    this.size = size;
    this.hopFrames = size / 2;
    this.binHz = format.sampleRateHz / size;
    this.scale = 2 / (size * HANN_ENERGY * size);
    this.fft = createRealFft(size);
    this.held = perChannel(size + Math.max(size / 2, SPARE_FRAMES));
    const bins = size / 2 + 1;
    const row = (index: number) => this.rows.map((rows) => rows.subarray(index * bins, (index + 1) * bins));
    this.rows = perChannel(3 * bins);
    this.totals = new Float64Array(format.channels);
    [this.re, this.im, this.power] = [row(0), row(1), row(2)];
  }

  /** Call before the first block. */
  listen(listener: SpectraListener): void {
    this.listeners.push(listener);
  }

  push(block: Block): void {
    let taken = 0;
    while (taken < block.frames) {
      const count = Math.min(this.size - this.filled, block.frames - taken);
      const at = this.first + this.filled;
      for (let c = 0; c < this.held.length; c++)
        this.held[c]!.set(block.channels[c]!.subarray(taken, taken + count), at);
      taken += count;
      this.filled += count;
      this.unseen += count;
      if (this.filled === this.size) this.look();
    }
  }

  finish(): void {
    if (this.unseen === 0) return;
    for (const held of this.held) held.fill(0, this.first + this.filled, this.first + this.size);
    this.look();
  }

  private look(): void {
    const frames = this.filled;
    const { start, re, im, power, total } = this;
    this.totals.fill(-1);
    for (let c = 0; c < this.held.length; c++) this.analyse(c);
    for (const listener of this.listeners) listener({ start, frames, re, im, power, total });
    this.start += this.hopFrames;
    this.first += this.hopFrames;
    this.filled = Math.max(0, frames - this.hopFrames);
    this.unseen = 0;
    if (this.first + this.size > this.held[0]!.length) this.moveDown();
  }

  private moveDown(): void {
    for (const held of this.held) held.copyWithin(0, this.first, this.first + this.filled);
    this.first = 0;
  }

  private analyse(c: number): void {
    const sound = this.held[c]!.subarray(this.first, this.first + this.size);
    this.fft.forwardHann(this.scale, sound, this.rows[c]!);
  }
}

/** Four sums side by side, so that no addition waits for the one before. */
function sumOf(values: Float64Array): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let k = 0;
  for (; k + 3 < values.length; k += 4) {
    a += values[k]!;
    b += values[k + 1]!;
    c += values[k + 2]!;
    d += values[k + 3]!;
  }
  for (; k < values.length; k++) a += values[k]!;
  return a + b + (c + d);
}

/** Mean of w². */
const HANN_ENERGY = 3 / 8;

function powerOfTwoFrom(least: number): number {
  let size = 64;
  while (size < least) size *= 2;
  return size;
}

/** 2048 frames at 44.1 and 48 kHz, about 45 ms: sibilants, gates, holes in the treble. */
export function shortSpectra(format: SignalFormat): Spectra {
  return new Spectra(format, 0.03);
}

/** 32768 frames at 44.1 and 48 kHz, about 0.7 s: lines a hertz or two apart. */
export function longSpectra(format: SignalFormat): Spectra {
  return new Spectra(format, 0.5);
}
