// Codec grids: how plainly a stretch of sound falls into the frames of MP3, AAC, Vorbis or Opus at each possible offset.
import { log2 } from '../../dsp/math.ts';
import { HybridBank, HYBRID_FRAMES, HYBRID_LINES } from '../../dsp/hybrid-bank.ts';
import { kernel } from '../../dsp/kernel.ts';
import { TAKEN_BITS } from '../../dsp/lapped-plain.ts';
import { kaiserBesselDerived, lappedForm, Mdct, sineWindow, vorbisWindow } from '../../dsp/mdct.ts';

/** Positions on either side of an offset that it is compared with; its nearest ones may share its emptiness. */
const NEIGHBOURS = 8;
const NEAREST = 2;
/** Powers multiplied before one logarithm is taken: 16 of at most 10¹⁹ each stay finite. */
const GATHERED = 16;
const MOST_POWER = 1e19;
/** Opus codes at this rate whatever it is given. */
const OPUS_RATE_HZ = 48000;

export interface CodecGrid {
  /** What people call it. */
  readonly codec: string;
  /** Offsets that are tried: one frame of the codec. */
  readonly offsets: number;
  /** Frames of sound that all of them together look at. */
  readonly frames: number;
  /** Frame boundaries of the codec stay where they are modulo this, whatever block lengths it mixes. */
  readonly period: number;
  /** Mean log power over `floorPower` of the codec's own coefficients, in bits, at every offset from frame 0 of x. */
  read(x: Float64Array, floorPower: number, out: Float64Array): void;
}

/** Offsets are read with a margin, so that the first and last have neighbours too. */
const margin = (offsets: number): number => offsets + 2 * NEIGHBOURS;

/** Room that `read` fills. */
export function curveLength(grid: CodecGrid): number {
  return margin(grid.offsets);
}

interface LappedPlan {
  readonly codec: string;
  readonly window: Float64Array;
  readonly period: number;
  /** Codes the differences x[n] - emphasis · x[n - 1]. */
  readonly emphasis: number;
}

/** Mean bits of lines `from` … `to` - 1 at every offset. */
type LappedReading = (
  sound: Float64Array,
  from: number,
  to: number,
  floor: number,
  out: Float64Array,
) => void;

function lappedGrid({ codec, window, period, emphasis }: LappedPlan): CodecGrid {
  const hop = window.length / 2;
  const reading = (hop & (hop - 1)) === 0 ? readingAtOnce(window) : readingOneByOne(window);
  const frames = margin(hop) + 2 * hop + 1;
  const sound = new Float64Array(frames);
  /** The treble, where codecs save most; the last lines are beyond every low pass. */
  const low = GATHERED * Math.floor((0.15 * hop) / GATHERED);
  const high = GATHERED * Math.floor((0.95 * hop) / GATHERED);
  return {
    codec,
    offsets: hop,
    frames,
    period,
    read(x, floorPower, out) {
      for (let n = 1; n < frames; n++) sound[n - 1] = x[n]! - emphasis * x[n - 1]!;
      reading(sound, low, high, floorPower * hop, out);
    },
  };
}

/** By the kernel, for hops that are powers of two. */
function readingAtOnce(window: Float64Array): LappedReading {
  const form = lappedForm(window);
  const offsets = margin(form.hop);
  const products = new Float64Array(2 * offsets);
  return (sound, from, to, floor, out) => {
    kernel().lapped(form, sound, offsets, from, to, 1 / floor, products);
    for (let offset = 0; offset < offsets; offset++) {
      const bits = log2(products[2 * offset]!) + TAKEN_BITS * products[2 * offset + 1]!;
      out[offset] = bits / (to - from);
    }
  };
}

function readingOneByOne(window: Float64Array): LappedReading {
  const mdct = new Mdct(window);
  const lines = new Float64Array(mdct.hop);
  return (sound, from, to, floor, out) => {
    for (let offset = 0; offset < margin(mdct.hop); offset++) {
      mdct.transform(sound, offset, lines);
      out[offset] = meanBits(lines, from, to, floor);
    }
  };
}

function hybridGrid(): CodecGrid {
  const bank = new HybridBank(7, 25);
  const count = (bank.to - bank.from) * HYBRID_LINES;
  const lines = new Float64Array(count);
  const used = GATHERED * Math.floor((count - HYBRID_LINES / 2) / GATHERED);
  const offsets = 576;
  return {
    codec: 'MP3',
    offsets,
    frames: margin(offsets) + HYBRID_FRAMES,
    period: offsets,
    read(x, floorPower, out) {
      bank.prepare(x, 0, margin(offsets));
      for (let offset = 0; offset < margin(offsets); offset++) {
        bank.lines(offset, lines);
        out[offset] = meanBits(lines, 0, used, floorPower);
      }
    },
  };
}

function meanBits(lines: Float64Array, from: number, to: number, floor: number): number {
  const scale = 1 / floor;
  let bits = 0;
  for (let k = from; k < to; k += GATHERED) {
    let product = 1;
    for (let j = k; j < k + GATHERED; j++) product *= 1 + Math.min(MOST_POWER, lines[j]! * lines[j]! * scale);
    bits += log2(product);
  }
  return bits / (to - from);
}

/** Those that can have been at work at a rate. Born when they are needed: their tables are of some size. */
export function codecGrids(sampleRateHz: number): CodecGrid[] {
  const grids = [
    hybridGrid(),
    lappedGrid({ codec: 'AAC', window: kaiserBesselDerived(2048, 4), period: 1024, emphasis: 0 }),
    lappedGrid({ codec: 'AAC', window: sineWindow(2048), period: 1024, emphasis: 0 }),
    lappedGrid({ codec: 'Vorbis', window: vorbisWindow(1024), period: 64, emphasis: 0 }),
  ];
  if (sampleRateHz === OPUS_RATE_HZ)
    grids.push(lappedGrid({ codec: 'Opus', window: vorbisWindow(960, 120), period: 960, emphasis: 0.85 }));
  return grids;
}

/**
 * How far each offset falls below its neighbours, in robust standard deviations, by its place modulo the period: sets
 * `drops[(start + offset) mod period]` to the largest of the places that fall together, at least 0. Returns one deviation, in bits.
 * Sound that was coded is empty in its own frames and full one sample beside them; no other sound tells one offset from the next.
 */
export function readDrops(curve: Float64Array, start: number, drops: Float64Array): number {
  const count = curve.length - 2 * NEIGHBOURS;
  const falls = new Float64Array(count);
  for (let n = 0; n < count; n++) {
    let around = 0;
    for (let d = NEAREST; d <= NEIGHBOURS; d++)
      around += curve[n + NEIGHBOURS - d]! + curve[n + NEIGHBOURS + d]!;
    falls[n] = around / (2 * (NEIGHBOURS - NEAREST + 1)) - curve[n + NEIGHBOURS]!;
  }
  const spread = falls.map(Math.abs).sort()[Math.floor(count / 2)]! / 0.6745;
  drops.fill(0);
  if (!(spread > 0)) return 0;
  for (let n = 0; n < count; n++) {
    const place = (start + n + NEIGHBOURS) % drops.length;
    drops[place] = Math.max(drops[place]!, falls[n]! / spread);
  }
  return spread;
}
