// Band look: the levels of a dozen bands in the few milliseconds before and after a place, for what changes all at once.
import { dbFromPower } from '../../dsp/decibel.ts';
import { createRealFft, type RealFft } from '../../dsp/fft.ts';
import { log2, pow } from '../../dsp/math.ts';

export const LOOK_BANDS = 12;
const LOWEST_HZ = 150;
const HIGHEST_HZ = 14000;
/** One look; 512 frames at 44.1 kHz. Two of them, half overlapping, make a level. */
const LEAST_LOOK_S = 0.008;
/** Left out on both sides of the place: a fade of 5 ms. */
const GAP_S = 0.0036;
/** -130 dB: below any dither in one band. */
const SILENT = 1e-13;

/** Bands this far below the loudest, or this low, say nothing. */
const BAND_RANGE_DB = 50;
const BAND_FLOOR_DB = -95;
const LEAST_BANDS = 4;
const PEER_FLOOR_DB = -100;

/** Looks into rings of sound whose length is a power of two. */
export class BandLook {
  /** Frames that are looked at on each side, the gap included. */
  readonly reachFrames: number;
  private readonly size: number;
  private readonly gap: number;
  private readonly fft: RealFft;
  private readonly x: Float64Array;
  /** Real and imaginary parts of the spectrum, then its powers. */
  private readonly rows: Float64Array;
  /** First bin of every band, and of the one that would follow. */
  private readonly bins: Int32Array;
  private readonly sums = new Float64Array(LOOK_BANDS);

  constructor(sampleRateHz: number) {
    this.size = ringLength(LEAST_LOOK_S * sampleRateHz);
    const { size } = this;
    this.gap = Math.round(GAP_S * sampleRateHz);
    this.reachFrames = this.gap + 1.5 * size;
    this.fft = createRealFft(size);
    this.x = new Float64Array(size);
    this.rows = new Float64Array(3 * (size / 2 + 1));
    this.bins = bandBins(size, sampleRateHz);
  }

  /** dB of the LOOK_BANDS before, then after, frame `place` of the song that `ring` holds. */
  around(ring: Float64Array, place: number): Float64Array {
    const levels = new Float64Array(2 * LOOK_BANDS);
    this.measure(ring, place - this.reachFrames, levels, 0);
    this.measure(ring, place + this.gap, levels, LOOK_BANDS);
    return levels;
  }

  private measure(ring: Float64Array, from: number, levels: Float64Array, at: number): void {
    const { sums, size } = this;
    sums.fill(0);
    this.add(ring, from);
    this.add(ring, from + size / 2);
    for (let b = 0; b < LOOK_BANDS; b++) levels[at + b] = dbFromPower(sums[b]! / (size * size) + SILENT);
  }

  private add(ring: Float64Array, from: number): void {
    const { x, rows, bins, sums, size } = this;
    const powers = size + 2;
    unroll(ring, from, x);
    this.fft.forwardHann(1, x, rows);
    for (let b = 0; b < LOOK_BANDS; b++) {
      let sum = 0;
      for (let k = powers + bins[b]!; k < powers + bins[b + 1]!; k++) sum += rows[k]!;
      sums[b]! += sum;
    }
  }
}

/** What `ring` holds from frame `from` of the song on. */
function unroll(ring: Float64Array, from: number, x: Float64Array): void {
  const start = from & (ring.length - 1);
  const first = Math.min(x.length, ring.length - start);
  x.set(ring.subarray(start, start + first));
  if (first < x.length) x.set(ring.subarray(0, x.length - first), first);
}

/** The power of two that holds at least `frames`. */
export function ringLength(frames: number): number {
  let length = 64;
  while (length < frames) length *= 2;
  return length;
}

/** Even on a logarithmic scale, at least one bin each. */
function bandBins(size: number, sampleRateHz: number): Int32Array {
  const octaves = log2(Math.min(HIGHEST_HZ, 0.45 * sampleRateHz) / LOWEST_HZ);
  const bins = new Int32Array(LOOK_BANDS + 1);
  for (let b = 0; b <= LOOK_BANDS; b++) {
    const hz = LOWEST_HZ * pow(2, (b * octaves) / LOOK_BANDS);
    bins[b] = Math.min(
      size / 2,
      Math.max(b === 0 ? 1 : bins[b - 1]! + 1, Math.round((hz * size) / sampleRateHz)),
    );
  }
  return bins;
}

export interface BandChange {
  /** The median of the bands. */
  readonly db: number;
  /** Mean distance from it. */
  readonly uneven: number;
}

/** The bands that sound before `fall` and after `rise`, a bit each; looks as `around` gives them. */
export function soundingBands(fall: Float64Array, rise: Float64Array): number {
  let top = -Infinity;
  for (let b = 0; b < LOOK_BANDS; b++) top = Math.max(top, fall[b]!, rise[LOOK_BANDS + b]!);
  const least = Math.max(top - BAND_RANGE_DB, BAND_FLOOR_DB);
  let sounding = 0;
  for (let b = 0; b < LOOK_BANDS; b++) {
    if (fall[b]! > least && rise[LOOK_BANDS + b]! > least) sounding |= 1 << b;
  }
  return sounding;
}

/** Those of `bands` in which a peer sounds before and after both places. */
export function soundingEverywhere(bands: number, fall: Float64Array, rise: Float64Array): number {
  let sounding = bands;
  for (let b = 0; b < LOOK_BANDS; b++) {
    const least = Math.min(fall[b]!, fall[LOOK_BANDS + b]!, rise[b]!, rise[LOOK_BANDS + b]!);
    if (!(least > PEER_FLOOR_DB)) sounding &= ~(1 << b);
  }
  return sounding;
}

/** Changes in dB, good for one call. */
const changes = new Float64Array(LOOK_BANDS);

/** From before to after a place, in `bands`; given a `peer`, only what it does not do as well. Null for too few bands. */
export function bandChange(look: Float64Array, bands: number, peer?: Float64Array): BandChange | null {
  let count = 0;
  for (let b = 0; b < LOOK_BANDS; b++) {
    if ((bands & (1 << b)) === 0) continue;
    const own = look[LOOK_BANDS + b]! - look[b]!;
    insert(peer === undefined ? own : own - (peer[LOOK_BANDS + b]! - peer[b]!), count++);
  }
  if (count < LEAST_BANDS) return null;
  const db = (changes[(count - 1) >> 1]! + changes[count >> 1]!) / 2;
  let uneven = 0;
  for (let i = 0; i < count; i++) uneven += Math.abs(changes[i]! - db);
  return { db, uneven: uneven / count };
}

/** Puts `change` among the first `count` changes, which are in order. */
function insert(change: number, count: number): void {
  let i = count;
  for (; i > 0 && changes[i - 1]! > change; i--) changes[i] = changes[i - 1]!;
  changes[i] = change;
}
