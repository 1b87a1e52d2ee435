// Flat dither: one channel to a word length with noise that is not shaped: triangular, high-passed, rectangular or none.
import { SILENT_STEPS } from '../../dsp/requantise-plain.ts';
import type { DitherHold } from './dither-hold.ts';

/**
 * `tpdf`: triangular, white, the one that is right everywhere. `tpdf-high`: triangular, each number less the one before:
 * rises by 6 dB an octave, quieter where it is heard. `rpdf`: rectangular: 1.8 dB less noise, which moves with the sound.
 * `none`: only rounds.
 */
export type FlatShape = 'tpdf' | 'tpdf-high' | 'rpdf' | 'none';

/**
 * d = high·h + low·l + before·u[n-1] + offset in steps, u = high·h + low·l; h and l are the halves of one 32-bit draw. Two
 * halves of equal weight make a triangle; one number of 32 bits a rectangle; that less the last one a triangle again.
 */
interface Noise {
  readonly high: number;
  readonly low: number;
  readonly before: number;
  readonly offset: number;
}

const HALF = 2 ** -16;
const WHOLE = 2 ** -32;
export const FLAT_NOISES: Record<FlatShape, Noise> = {
  tpdf: { high: HALF, low: HALF, before: 0, offset: HALF - 1 },
  'tpdf-high': { high: HALF, low: WHOLE, before: -1, offset: 0 },
  rpdf: { high: HALF, low: WHOLE, before: 0, offset: WHOLE / 2 - 0.5 },
  none: { high: 0, low: 0, before: 0, offset: 0 },
};
/** Frames done at a time, so that an engine soon knows the whole loop with its ends, however long the blocks are. */
const STRETCH = 4096;

/** One channel: its noise generator, and whether it dithers just now. */
export class FlatDither {
  private readonly scale: number;
  private readonly noise: Noise;
  private readonly hold: DitherHold;
  private readonly newborn: Int32Array;
  private readonly random = new Int32Array(4);
  /** Frames for which dither goes on, if no sample needs it; see dsp/requantise-plain. */
  private left = 0;
  /** The last sample in steps. */
  private last = 0;
  /** The last number u. */
  private drawn = 0;
  private count = 0;

  /** `newborn`: the generator's four words. */
  constructor(bits: number, shape: FlatShape, hold: DitherHold, newborn: Int32Array) {
    this.scale = 2 ** (bits - 1);
    this.noise = FLAT_NOISES[shape];
    this.hold = hold;
    this.newborn = newborn;
    this.reset();
  }

  /** Samples that were dithered so far. */
  get dithered(): number {
    return this.count;
  }

  reset(): void {
    this.left = 0;
    this.last = 0;
    this.drawn = 0;
    this.count = 0;
    this.random.set(this.newborn);
  }

  /** In place. */
  process(samples: Float64Array, frames: number): void {
    for (let start = 0; start < frames; start += STRETCH) {
      this.quantise(samples, start, Math.min(frames, start + STRETCH));
    }
  }

  /**
   * y = floor(x + d + 1/2) in steps. With d triangular, ±1, mean and variance of the error do not depend on the sound
   * (Lipshitz, Wannamaker, Vanderkooy, JAES 40(5) 1992); with d rectangular only the mean does not.
   */
  private quantise(samples: Float64Array, start: number, end: number): void {
    const { scale, random } = this;
    const { high, low, before, offset } = this.noise;
    const { frames: hold, stride } = this.hold;
    const step = 1 / scale;
    const top = scale - 1;
    let { left, last, drawn, count } = this;
    let a = random[0]!;
    let b = random[1]!;
    let c = random[2]!;
    let counter = random[3]!;
    for (let n = start; n < end; n++) {
      const x = samples[n]! * scale;
      const near = Math.floor(x + 0.5);
      const apart = (near !== x && Math.abs(x) >= SILENT_STEPS) || x > top || x < -scale;
      left = apart ? hold : Math.max(0, left - (near === last ? 1 : stride));
      last = near;
      if (left === 0) {
        samples[n] = near * step;
        continue;
      }
      count++;
      const draw = (((a + b) | 0) + counter) | 0;
      counter = (counter + 1) | 0;
      a = b ^ (b >>> 9);
      b = (c + (c << 3)) | 0;
      c = (((c << 21) | (c >>> 11)) + draw) | 0;
      const u = high * (draw >>> 16) + low * (draw & 0xffff);
      const y = Math.floor(x + (u + before * drawn + offset) + 0.5);
      drawn = u;
      samples[n] = (y > top ? top : y < -scale ? -scale : y) * step;
    }
    this.left = left;
    this.last = last;
    this.drawn = drawn;
    this.count = count;
    random[0] = a;
    random[1] = b;
    random[2] = c;
    random[3] = counter;
  }
}
