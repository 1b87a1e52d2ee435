// Dither: brings sound to a word length once, with noise of the asked kind, plain or moved to where the ear hears it least.
import type { Block, SignalFormat } from '../../signal/signal.ts';
import { designShaper, LOWEST_SHAPED_HZ } from './noise-shaper.ts';
import type { Processor } from '../processor.ts';
import { PUBLISHED_RATES_HZ, PUBLISHED_SHAPERS, type PublishedShaper } from './published-shapers.ts';
import { ShapedDither } from './shaped-dither.ts';

/**
 * `tpdf`: triangular, white, the one that is right everywhere. `tpdf-high`: triangular, each number less the one before:
 * rises by 6 dB an octave, quieter where it is heard. `rpdf`: rectangular: 1.8 dB less noise, which moves with the sound.
 * `shaped`: the house's own filter for the rate; the published ones by name. `none`: only rounds.
 */
export type DitherShape = FlatShape | 'shaped' | PublishedShaper;

type FlatShape = 'tpdf' | 'tpdf-high' | 'rpdf' | 'none';

export interface QuantiserOptions {
  /** 8 to 32. */
  readonly bits: number;
  /**
   * Shaping is left out above MOST_SHAPED_BITS (no use) and below 32 kHz (no room): `tpdf` then. Published filters are
   * `shaped` where they do not fit the rate.
   */
  readonly shape: DitherShape;
  readonly seed: number;
}

/** At longer words even flat noise lies under everything a converter or an ear can do. */
const MOST_SHAPED_BITS = 18;
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
const NOISES: Record<FlatShape, Noise> = {
  tpdf: { high: HALF, low: HALF, before: 0, offset: HALF - 1 },
  'tpdf-high': { high: HALF, low: WHOLE, before: -1, offset: 0 },
  rpdf: { high: HALF, low: WHOLE, before: 0, offset: WHOLE / 2 - 0.5 },
  none: { high: 0, low: 0, before: 0, offset: 0 },
};
/** Frames that the flat loop does at a time. */
const STRETCH = 4096;

/**
 * Output samples are whole multiples of 2^-(bits-1) within ±1. Each channel has its own noise. After 32 samples that are
 * exact at this word length already, samples pass untouched until one is not: silence stays silent, and sound of that
 * word length stays as it is, bit for bit.
 */
export function createQuantiser(options: QuantiserOptions, format: SignalFormat): Processor {
  const { bits, shape } = options;
  if (isFlat(shape)) return createFlat(options, shape, format);
  if (bits > MOST_SHAPED_BITS || format.sampleRateHz < LOWEST_SHAPED_HZ)
    return createFlat(options, 'tpdf', format);
  return createShaped(options, shaperFor(shape, format.sampleRateHz), format);
}

function isFlat(shape: DitherShape): shape is FlatShape {
  return shape in NOISES;
}

function shaperFor(shape: Exclude<DitherShape, FlatShape>, sampleRateHz: number): ArrayLike<number> {
  const published = shape !== 'shaped' && PUBLISHED_RATES_HZ.includes(sampleRateHz);
  return published ? PUBLISHED_SHAPERS[shape] : designShaper(sampleRateHz);
}

function createFlat({ bits, seed }: QuantiserOptions, shape: FlatShape, format: SignalFormat): Processor {
  const noise = NOISES[shape];
  const lanes = Array.from({ length: format.channels }, (_, c) => new Lane(bits, noise, newStream(seed, c)));
  return {
    latencyFrames: 0,
    tailFrames: 0,
    reset() {
      for (const lane of lanes) lane.reset();
    },
    process({ channels, frames }: Block) {
      for (let c = 0; c < lanes.length; c++) lanes[c]!.process(channels[c]!, frames);
    },
  };
}

function createShaped(
  { bits, seed }: QuantiserOptions,
  shaper: ArrayLike<number>,
  format: SignalFormat,
): Processor {
  const pairs = Array.from(
    { length: Math.ceil(format.channels / 2) },
    (_, pair) =>
      new ShapedDither(
        bits,
        shaper,
        [0, 1].map((lane) => newStream(seed, 2 * pair + lane)),
      ),
  );
  return {
    latencyFrames: 0,
    tailFrames: 0,
    reset() {
      for (const pair of pairs) pair.reset();
    },
    process({ channels, frames }: Block) {
      for (let p = 0; p < pairs.length; p++) {
        pairs[p]!.process(channels[2 * p]!, channels[2 * p + 1] ?? null, frames);
      }
    },
  };
}

/** sfc32 state a, b, c, counter after its 15 warm-up steps (see signal/random). */
function newStream(seed: number, stream: number): Int32Array {
  let [a, b, c, counter] = [seed | 0, stream | 0, 0x9e3779b9 | 0, 1];
  for (let step = 0; step < 15; step++) {
    const draw = (((a + b) | 0) + counter) | 0;
    counter++;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + draw) | 0;
  }
  return Int32Array.of(a, b, c, counter);
}

/** One channel of flat dither: its noise generator, and whether it dithers just now. */
class Lane {
  private readonly scale: number;
  private readonly noise: Noise;
  private readonly newborn: Int32Array;
  private readonly random = new Int32Array(4);
  /** Bit k: the sample k before the last was not exact. */
  private inexact = 0;
  /** The last number u. */
  private last = 0;

  constructor(bits: number, noise: Noise, newborn: Int32Array) {
    this.scale = 2 ** (bits - 1);
    this.noise = noise;
    this.newborn = newborn;
    this.reset();
  }

  reset(): void {
    this.inexact = 0;
    this.last = 0;
    this.random.set(this.newborn);
  }

  /** In stretches, so that an engine soon knows the whole loop with its ends, however long the blocks are. */
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
    const step = 1 / scale;
    const top = scale - 1;
    let inexact = this.inexact;
    let last = this.last;
    let a = random[0]!;
    let b = random[1]!;
    let c = random[2]!;
    let counter = random[3]!;
    for (let n = start; n < end; n++) {
      const x = samples[n]! * scale;
      const whole = Math.floor(x);
      inexact = (inexact << 1) | (whole !== x || x > top || x < -scale ? 1 : 0);
      if (inexact === 0) continue;
      const draw = (((a + b) | 0) + counter) | 0;
      counter = (counter + 1) | 0;
      a = b ^ (b >>> 9);
      b = (c + (c << 3)) | 0;
      c = (((c << 21) | (c >>> 11)) + draw) | 0;
      const u = high * (draw >>> 16) + low * (draw & 0xffff);
      const y = Math.floor(x + (u + before * last + offset) + 0.5);
      last = u;
      samples[n] = (y > top ? top : y < -scale ? -scale : y) * step;
    }
    this.inexact = inexact;
    this.last = last;
    random[0] = a;
    random[1] = b;
    random[2] = c;
    random[3] = counter;
  }
}
