// Content print: what a song sounds like from moment to moment, as a few bits that survive level, rate, trims and encoding.
import { createRealFft, type RealFft } from '../dsp/fft.ts';
import { lowpass } from '../dsp/fir.ts';
import { cos, pow } from '../dsp/math.ts';
import { Thinner } from '../dsp/thinner.ts';
import type { Block, SignalFormat } from '../signal/signal.ts';
import { History } from './history.ts';
import type { Meter } from './meter.ts';

/**
 * After Haitsma & Kalker, A Highly Robust Audio Fingerprinting System (ISMIR 2002): windows of 0.37 s, neighbouring bands
 * between 300 and 2000 Hz, a bit for each pair: whether its difference grows from one window to the next.
 */
export const PRINT_HOP_S = 2048 / 44100;
const WINDOW_S = 0.37;
const LOWEST_HZ = 300;
const HIGHEST_HZ = 2000;
export const PRINT_BITS = 16;
const BANDS = PRINT_BITS + 1;
/** The sound is thinned to the lowest rate from this on: the bands and room for the filter. */
const LEAST_RATE_HZ = 8000;
const STOP_DB = 60;
/** A window 60 dB under the loudest one, or under -120 dBFS, tells nothing of the song. */
const SILENT_SHARE = 1e-6;
const SILENT_POWER = 1e-12;

/** A word of 16 bits every PRINT_HOP_S from the song's start; 0 where it is silent. */
export type ContentPrint = readonly number[];

/** Any rate from 8 kHz, any channels. Songs shorter than 0.4 s have no print: an empty one. */
export function createContentPrint(format: SignalFormat): Meter<ContentPrint> {
  return new PrintMeter(format);
}

class PrintMeter implements Meter<ContentPrint> {
  private readonly rateHz: number;
  private readonly thinners: readonly Thinner[];
  private readonly held: readonly Float64Array[];
  private readonly window: Float64Array;
  private readonly edges: readonly number[];
  private readonly fft: RealFft;
  private readonly windowed: Float64Array;
  private readonly re: Float64Array;
  private readonly im: Float64Array;
  private energies = new Float64Array(BANDS);
  private before = new Float64Array(BANDS);
  private readonly words = new History();
  private readonly powers = new History();
  /** Frames of the song that are taken in at a time: with what is held they fill no more than there is room for. */
  private readonly pieceFrames: number;
  private filled = 0;
  /** First thinned frame that is held. */
  private start = 0;

  constructor({ sampleRateHz, channels }: SignalFormat) {
    const factor = Math.max(1, Math.floor(sampleRateHz / LEAST_RATE_HZ));
    this.rateHz = sampleRateHz / factor;
    const taps =
      factor === 1
        ? Float64Array.of(1)
        : lowpass(HIGHEST_HZ / sampleRateHz, (this.rateHz - HIGHEST_HZ) / sampleRateHz, STOP_DB);
    const length = Math.round(WINDOW_S * this.rateHz);
    const size = powerOfTwoFrom(length);
    this.pieceFrames = size * factor;
    this.thinners = Array.from({ length: channels }, () => new Thinner(taps, factor));
    this.held = Array.from({ length: channels }, () => new Float64Array(2 * size + 2));
    this.window = Float64Array.from({ length }, (_, n) => 0.5 - 0.5 * cos((2 * Math.PI * n) / length));
    this.edges = Array.from(
      { length: BANDS + 1 },
      (_, m) => (LOWEST_HZ * pow(HIGHEST_HZ / LOWEST_HZ, m / BANDS) * size) / this.rateHz,
    );
    this.fft = createRealFft(size);
    this.windowed = new Float64Array(size);
    this.re = new Float64Array(size / 2 + 1);
    this.im = new Float64Array(size / 2 + 1);
  }

  push(block: Block): void {
    for (let taken = 0; taken < block.frames; ) {
      const count = Math.min(this.pieceFrames, block.frames - taken);
      let made = 0;
      this.thinners.forEach((thinner, c) => {
        made = thinner.push(block.channels[c]!, taken, count, this.held[c]!, this.filled);
      });
      taken += count;
      this.filled += made;
      this.look();
    }
  }

  /** Every window that is whole by now. */
  private look(): void {
    let begin = this.nextStart() - this.start;
    while (begin + this.window.length <= this.filled) {
      this.print(begin);
      begin = this.nextStart() - this.start;
    }
    const done = Math.min(begin, this.filled);
    for (const held of this.held) held.copyWithin(0, done, this.filled);
    this.filled -= done;
    this.start += done;
  }

  private nextStart(): number {
    return Math.round(this.words.length * PRINT_HOP_S * this.rateHz);
  }

  private print(begin: number): void {
    [this.energies, this.before] = [this.before, this.energies];
    this.energies.fill(0);
    for (const held of this.held) this.addEnergies(held, begin);
    let word = 0;
    let power = 0;
    for (let m = 0; m < BANDS; m++) power += this.energies[m]!;
    for (let m = 0; m < PRINT_BITS; m++) {
      const now = this.energies[m]! - this.energies[m + 1]!;
      const then = this.before[m]! - this.before[m + 1]!;
      if (now > then) word += 1 << m;
    }
    this.words.push(word);
    this.powers.push(power);
  }

  private addEnergies(held: Float64Array, begin: number): void {
    const { window, windowed, re, im, edges, energies } = this;
    for (let n = 0; n < window.length; n++) windowed[n] = window[n]! * held[begin + n]!;
    windowed.fill(0, window.length);
    this.fft.forward(windowed, re, im);
    for (let m = 0; m < BANDS; m++) {
      const from = edges[m]!;
      const to = edges[m + 1]!;
      for (let k = Math.ceil(from - 0.5); k < to + 0.5; k++) {
        const share = Math.min(to, k + 0.5) - Math.max(from, k - 0.5);
        energies[m]! += share * (re[k]! * re[k]! + im[k]! * im[k]!);
      }
    }
  }

  result(): ContentPrint {
    const powers = this.powers.values();
    let loudest = 0;
    for (const power of powers) loudest = Math.max(loudest, power);
    const floor = Math.max(loudest * SILENT_SHARE, SILENT_POWER * this.window.length * this.window.length);
    return Array.from(this.words.values(), (word, n) => (n === 0 || powers[n]! < floor ? 0 : word));
  }
}

function powerOfTwoFrom(least: number): number {
  let size = 64;
  while (size < least) size *= 2;
  return size;
}
