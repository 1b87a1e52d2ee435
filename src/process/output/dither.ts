// Dither: brings sound to a word length once, with triangular noise, plain or moved to where the ear hears it least.
import type { Block, SignalFormat } from '../../signal/signal.ts';
import { LOWEST_SHAPED_HZ } from './noise-shaper.ts';
import type { Processor } from '../processor.ts';
import { ShapedDither } from './shaped-dither.ts';

export interface QuantiserOptions {
  /** 8 to 32. */
  readonly bits: number;
  /** `shaped` is `tpdf` above MOST_SHAPED_BITS (no use) and below 32 kHz (no room); `none` only rounds. */
  readonly shape: 'tpdf' | 'shaped' | 'none';
  readonly seed: number;
}

/** At longer words even flat noise lies under everything a converter or an ear can do. */
const MOST_SHAPED_BITS = 18;
/** Frames that the flat loop does at a time. */
const STRETCH = 4096;

/**
 * Output samples are whole multiples of 2^-(bits-1) within ±1. Each channel has its own noise. After 32 samples that are
 * exact at this word length already, samples pass untouched until one is not: silence stays silent, and sound of that
 * word length stays as it is, bit for bit.
 */
export function createQuantiser(options: QuantiserOptions, format: SignalFormat): Processor {
  const { bits, shape } = options;
  const shaped = shape === 'shaped' && bits <= MOST_SHAPED_BITS && format.sampleRateHz >= LOWEST_SHAPED_HZ;
  return shaped ? createShaped(options, format) : createFlat(options, format);
}

function createFlat({ bits, shape, seed }: QuantiserOptions, format: SignalFormat): Processor {
  const noise = shape === 'none' ? 0 : 1;
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

function createShaped({ bits, seed }: QuantiserOptions, format: SignalFormat): Processor {
  const pairs = Array.from(
    { length: Math.ceil(format.channels / 2) },
    (_, pair) =>
      new ShapedDither(
        bits,
        format.sampleRateHz,
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
  private readonly noise: number;
  private readonly newborn: Int32Array;
  private readonly random = new Int32Array(4);
  /** Bit k: the sample k before the last was not exact. */
  private inexact = 0;

  constructor(bits: number, noise: number, newborn: Int32Array) {
    this.scale = 2 ** (bits - 1);
    this.noise = noise;
    this.newborn = newborn;
    this.reset();
  }

  reset(): void {
    this.inexact = 0;
    this.random.set(this.newborn);
  }

  /** In stretches, so that an engine soon knows the whole loop with its ends, however long the blocks are. */
  process(samples: Float64Array, frames: number): void {
    for (let start = 0; start < frames; start += STRETCH) {
      this.quantise(samples, start, Math.min(frames, start + STRETCH));
    }
  }

  /**
   * y = floor(x + d + 1/2) in steps, d = the sum of two uniform numbers of one step each (triangular, ±1): mean and
   * variance of the error do not depend on the sound (Lipshitz, Wannamaker, Vanderkooy, JAES 40(5) 1992). The two halves of
   * one 32-bit draw are the two numbers.
   */
  private quantise(samples: Float64Array, start: number, end: number): void {
    const { scale, random, noise } = this;
    const step = 1 / scale;
    const top = scale - 1;
    let inexact = this.inexact;
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
      const dither = noise * (((draw >>> 16) + (draw & 0xffff) + 1) / 65536 - 1);
      const y = Math.floor(x + dither + 0.5);
      samples[n] = (y > top ? top : y < -scale ? -scale : y) * step;
    }
    this.inexact = inexact;
    random[0] = a;
    random[1] = b;
    random[2] = c;
    random[3] = counter;
  }
}
