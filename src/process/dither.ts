// Dither: brings sound to a word length once, with triangular noise, plain or moved to where the ear hears it least.
import type { Block, SignalFormat } from '../signal/signal.ts';
import { designShaper, LOWEST_SHAPED_HZ } from './noise-shaper.ts';
import type { Processor } from './processor.ts';

export interface QuantiserOptions {
  /** 8 to 32. */
  readonly bits: number;
  /** `shaped` is `tpdf` above MOST_SHAPED_BITS (no use) and below 32 kHz (no room); `none` only rounds. */
  readonly shape: 'tpdf' | 'shaped' | 'none';
  readonly seed: number;
}

/** At longer words even flat noise lies under everything a converter or an ear can do. */
const MOST_SHAPED_BITS = 18;
/** Errors beyond this many steps come from clipping; fed back whole they would make the shaper burst. */
const LARGEST_ERROR = 2;

/**
 * Output samples are whole multiples of 2^-(bits-1) within ±1. Each channel has its own noise. After 32 samples that are
 * exact at this word length already, samples pass untouched until one is not: silence stays silent, and sound of that
 * word length stays as it is, bit for bit.
 */
export function createQuantiser(options: QuantiserOptions, format: SignalFormat): Processor {
  const { bits, seed } = options;
  const shaped =
    options.shape === 'shaped' && bits <= MOST_SHAPED_BITS && format.sampleRateHz >= LOWEST_SHAPED_HZ;
  const shaper = shaped ? designShaper(format.sampleRateHz) : new Float64Array(9);
  const noise = options.shape === 'none' ? 0 : 1;
  const lanes = Array.from({ length: format.channels }, (_, c) => new Lane(bits, shaper, noise, seed, c));
  return {
    latencyFrames: 0,
    tailFrames: 0,
    reset() {
      for (const lane of lanes) lane.reset();
    },
    process(block: Block) {
      for (let c = 0; c < lanes.length; c++) {
        if (shaped) lanes[c]!.shape(block.channels[c]!, block.frames);
        else lanes[c]!.flat(block.channels[c]!, block.frames);
      }
    },
  };
}

/** One channel: its noise generator, its memory of errors, and whether it dithers just now. */
class Lane {
  private readonly scale: number;
  private readonly shaper: Float64Array;
  private readonly noise: number;
  private readonly seed: number;
  private readonly stream: number;
  /** sfc32 state: a, b, c, counter (see signal/random). */
  private readonly random = new Int32Array(4);
  /** Last errors in steps, newest first. */
  private readonly errors = new Float64Array(9);
  /** Bit k: the sample k before the last was not exact. */
  private inexact = 0;

  constructor(bits: number, shaper: Float64Array, noise: number, seed: number, stream: number) {
    this.scale = 2 ** (bits - 1);
    this.shaper = shaper;
    this.noise = noise;
    this.seed = seed;
    this.stream = stream;
    this.reset();
  }

  reset(): void {
    this.inexact = 0;
    this.errors.fill(0);
    this.random.set([this.seed | 0, this.stream | 0, 0x9e3779b9 | 0, 1]);
    const unheard = new Float64Array(15).fill(0.3 / this.scale);
    this.flat(unheard, unheard.length);
    this.inexact = 0;
  }

  /**
   * y = floor(x + d + 1/2) in steps, d = the sum of two uniform numbers of one step each (triangular, ±1): mean and
   * variance of the error do not depend on the sound (Lipshitz, Wannamaker, Vanderkooy, JAES 40(5) 1992). The two halves of
   * one 32-bit draw are the two numbers.
   */
  flat(samples: Float64Array, frames: number): void {
    const { scale, random, noise } = this;
    const step = 1 / scale;
    const top = scale - 1;
    let inexact = this.inexact;
    let a = random[0]!;
    let b = random[1]!;
    let c = random[2]!;
    let counter = random[3]!;
    for (let n = 0; n < frames; n++) {
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

  /**
   * The same with error feedback: v = x - Σ c_k e[n-k], y = v rounded with dither, e = y - v; the noise leaves as
   * e * (1 - Σ c_k z⁻ᵏ). Nine taps in locals and the generator inlined: the loop is the whole cost of a 16-bit delivery.
   */
  shape(samples: Float64Array, frames: number): void {
    const { scale, random, shaper, errors } = this;
    const step = 1 / scale;
    const top = scale - 1;
    let inexact = this.inexact;
    let a = random[0]!;
    let b = random[1]!;
    let c = random[2]!;
    let counter = random[3]!;
    const [c1, c2, c3, c4, c5, c6, c7, c8, c9] = shaper as unknown as Nine;
    let [e1, e2, e3, e4, e5, e6, e7, e8, e9] = errors as unknown as Nine;
    for (let n = 0; n < frames; n++) {
      const x = samples[n]! * scale;
      const whole = Math.floor(x);
      inexact = (inexact << 1) | (whole !== x || x > top || x < -scale ? 1 : 0);
      if (inexact === 0) {
        e1 = e2 = e3 = e4 = e5 = e6 = e7 = e8 = e9 = 0;
        continue;
      }
      const draw = (((a + b) | 0) + counter) | 0;
      counter = (counter + 1) | 0;
      a = b ^ (b >>> 9);
      b = (c + (c << 3)) | 0;
      c = (((c << 21) | (c >>> 11)) + draw) | 0;
      const dither = ((draw >>> 16) + (draw & 0xffff) + 1) / 65536 - 1;
      // The newest error comes last: everything else is ready while it is still being reckoned.
      const older = c2 * e2 + c3 * e3 + (c4 * e4 + c5 * e5) + (c6 * e6 + c7 * e7 + (c8 * e8 + c9 * e9));
      const v = x - older - c1 * e1;
      let y = Math.floor(v + dither + 0.5);
      let error = y - v;
      if (y > top || y < -scale) {
        y = y > top ? top : -scale;
        error = Math.max(-LARGEST_ERROR, Math.min(LARGEST_ERROR, y - v));
      }
      e9 = e8;
      e8 = e7;
      e7 = e6;
      e6 = e5;
      e5 = e4;
      e4 = e3;
      e3 = e2;
      e2 = e1;
      e1 = error;
      samples[n] = y * step;
    }
    this.inexact = inexact;
    random[0] = a;
    random[1] = b;
    random[2] = c;
    random[3] = counter;
    keep(errors, e1, e2, e3, e4, e5, e6, e7, e8, e9);
  }
}

type Nine = readonly [number, number, number, number, number, number, number, number, number];

function keep(errors: Float64Array, ...nine: Nine): void {
  for (let k = 0; k < errors.length; k++) errors[k] = nine[k]!;
}
