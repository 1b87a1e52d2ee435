// Dither: brings sound to a word length once, with noise of the asked kind, plain or moved to where the ear hears it least.
import { Fault } from '../../signal/fault.ts';
import type { Block, SignalFormat } from '../../signal/signal.ts';
import type { Processor } from '../processor.ts';
import { ditherHold } from './dither-hold.ts';
import { FLAT_NOISES, FlatDither, type FlatShape } from './flat-dither.ts';
import { designShaper, LOWEST_SHAPED_HZ, TOTAL_SHARES, type OwnShaper } from './noise-shaper.ts';
import { PUBLISHED_RATES_HZ, PUBLISHED_SHAPERS, type PublishedShaper } from './published-shapers.ts';
import { ShapedDither } from './shaped-dither.ts';

/** The flat ones; `shaped`, `shaped-light`: the house's own filters for the rate; the published filters by name. */
export type DitherShape = FlatShape | OwnShaper | PublishedShaper;

export interface QuantiserOptions {
  /** Whole, from 8 to 32. */
  readonly bits: number;
  /**
   * Shaping is left out above MOST_SHAPED_BITS (no use) and below 32 kHz (no room): `tpdf` then. Published filters are
   * `shaped` where they do not fit the rate.
   */
  readonly shape: DitherShape;
  readonly seed: number;
}

/** What was done to reach a word length. */
export interface WordLengthAccount {
  readonly bits: number;
  /** As it was in effect; see `QuantiserOptions.shape`. */
  readonly shape: DitherShape;
  /** Of all channels together. */
  readonly samples: number;
  /** Of these, samples that were no whole steps or stood near such, and so were dithered; the rest passed to the bit. */
  readonly dithered: number;
}

export interface Quantiser extends Processor {
  /** Of everything since birth or reset. */
  account(): WordLengthAccount;
}

/** At longer words even flat noise lies under everything a converter or an ear can do. */
const MOST_SHAPED_BITS = 18;
/** Below, nothing is music any more; above, float64 has no room for the noise. */
export const WORD_LENGTH_BITS = { least: 8, most: 32 } as const;

/**
 * Output samples are whole multiples of 2^-(bits-1) within ±1. Each channel has its own noise. What is exact at this word
 * length already passes untouched, and dither ends when the sound has become so again (see dither-hold): silence stays
 * silent, and sound of that word length stays as it is, bit for bit. Fault `word-length-not-supported`.
 */
export function createQuantiser(options: QuantiserOptions, format: SignalFormat): Quantiser {
  const { bits, seed } = options;
  checkBits(bits);
  const shape = shapeInEffect(options, format.sampleRateHz);
  const hold = ditherHold(format.sampleRateHz);
  const stream = (channel: number): Int32Array => newStream(seed, channel);
  const lanes = isFlat(shape)
    ? flatLanes(format.channels, (c) => new FlatDither(bits, shape, hold, stream(c)))
    : shapedLanes(format.channels, (pair) => {
        const streams = [stream(2 * pair), stream(2 * pair + 1)];
        return new ShapedDither(bits, shaperFor(shape, format.sampleRateHz), hold, streams);
      });
  let frames = 0;
  return {
    latencyFrames: 0,
    tailFrames: 0,
    reset() {
      frames = 0;
      for (const lane of lanes) lane.reset();
    },
    process(block) {
      frames += block.frames;
      for (const lane of lanes) lane.process(block);
    },
    account() {
      const dithered = lanes.reduce((sum, lane) => sum + lane.dithered(), 0);
      return { bits, shape, samples: frames * format.channels, dithered };
    },
  };
}

function checkBits(bits: number): void {
  const { least, most } = WORD_LENGTH_BITS;
  if (Number.isInteger(bits) && bits >= least && bits <= most) return;
  throw new Fault('word-length-not-supported', 'usage', { bits, least, most });
}

function isFlat(shape: DitherShape): shape is FlatShape {
  return shape in FLAT_NOISES;
}

function isOwn(shape: OwnShaper | PublishedShaper): shape is OwnShaper {
  return shape in TOTAL_SHARES;
}

function shapeInEffect({ bits, shape }: QuantiserOptions, sampleRateHz: number): DitherShape {
  if (isFlat(shape)) return shape;
  if (bits > MOST_SHAPED_BITS || sampleRateHz < LOWEST_SHAPED_HZ) return 'tpdf';
  return isOwn(shape) || PUBLISHED_RATES_HZ.includes(sampleRateHz) ? shape : 'shaped';
}

function shaperFor(shape: Exclude<DitherShape, FlatShape>, sampleRateHz: number): ArrayLike<number> {
  return isOwn(shape) ? designShaper(sampleRateHz, TOTAL_SHARES[shape]) : PUBLISHED_SHAPERS[shape];
}

/** What works on one channel, or on two at once. */
interface Lane {
  process(block: Block): void;
  reset(): void;
  dithered(): number;
}

function flatLanes(channels: number, create: (channel: number) => FlatDither): Lane[] {
  return Array.from({ length: channels }, (_, c) => {
    const lane = create(c);
    return {
      process: (block) => lane.process(block.channels[c]!, block.frames),
      reset: () => lane.reset(),
      dithered: () => lane.dithered,
    };
  });
}

function shapedLanes(channels: number, create: (pair: number) => ShapedDither): Lane[] {
  return Array.from({ length: Math.ceil(channels / 2) }, (_, p) => {
    const pair = create(p);
    return {
      process: ({ channels: planes, frames }) =>
        pair.process(planes[2 * p]!, planes[2 * p + 1] ?? null, frames),
      reset: () => pair.reset(),
      dithered: () => pair.dithered,
    };
  });
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
