// Band power: the one short-time Fourier transform that spectrum and stereo image are both read from.
import { responseDb } from '../dsp/biquad.ts';
import { powerFromDb } from '../dsp/decibel.ts';
import { createRealFft, type RealFft } from '../dsp/fft.ts';
import { sin } from '../dsp/math.ts';
import type { SignalFormat } from '../signal/signal.ts';
import { History } from './history.ts';
import type { HopListener } from './hops.ts';
import { channelWeights, kWeighting } from './loudness.ts';
import { binsOfBand, thirdOctaves, type BandBins, type ThirdOctave } from './third-octaves.ts';

/** Long enough to tell the 20 Hz band from the 40 Hz one: 16384 frames at 44.1 and 48 kHz. */
const FRAME_SECONDS = 0.25;
/**
 * Tapers of a quarter on either side and a hop of three quarters weigh every sample by ½ to 1, as Hann windows with half
 * overlap do, at two thirds of their work. Side lobes fall by 18 dB an octave, far faster than music does.
 */
const TAPER_SHARE = 0.25;

/** Mean powers are those of the sound itself: a full-scale sine has ½. */
export class BandPowerListener implements HopListener {
  readonly bands: readonly ThirdOctave[];
  /** Mean over the channels, frame after frame, band by band. */
  readonly powers = new History();
  /** K-weighted, weighted by channel and summed, of every frame. */
  readonly loudPowers = new History();
  /** Two channels only: Σ|L|², Σ|R|² and Σ Re(L·R*) of every band over all frames. */
  readonly left: Float64Array;
  readonly right: Float64Array;
  readonly cross: Float64Array;
  private readonly bins: readonly BandBins[];
  private readonly kGains: readonly number[];
  private readonly weights: readonly number[];
  private readonly fft: RealFft;
  private readonly taper: Float64Array;
  private readonly held: readonly Float64Array[];
  private readonly windowed: Float64Array;
  private readonly re: readonly Float64Array[];
  private readonly im: readonly Float64Array[];
  private readonly bandPowers: readonly Float64Array[];
  private readonly bandCross: Float64Array;
  private readonly sums = new Float64Array(3);
  /** Of every frame, how much the next one looks at again. */
  private readonly keptFrames: number;
  private filled = 0;

  /** `hopShare`: how far a frame lies after the one before, in its own lengths. */
  constructor(format: SignalFormat, hopShare: number = 1 - TAPER_SHARE) {
    const { sampleRateHz, channels } = format;
    const size = frameSize(sampleRateHz);
    this.keptFrames = size * (1 - hopShare);
    const perChannel = (length: number) => Array.from({ length: channels }, () => new Float64Array(length));
    this.bands = thirdOctaves(sampleRateHz);
    this.bins = this.bands.map((band) => binsOfBand(band, sampleRateHz / size));
    this.kGains = this.bands.map((band) => kGain(band.centreHz, sampleRateHz));
    this.weights = channelWeights(channels);
    this.fft = createRealFft(size);
    this.taper = taperOver(size * TAPER_SHARE);
    this.held = perChannel(size);
    this.windowed = new Float64Array(size);
    this.re = perChannel(size / 2 + 1);
    this.im = perChannel(size / 2 + 1);
    this.bandPowers = perChannel(this.bands.length);
    this.bandCross = new Float64Array(this.bands.length);
    this.left = new Float64Array(this.bands.length);
    this.right = new Float64Array(this.bands.length);
    this.cross = new Float64Array(this.bands.length);
  }

  /** Frames that are looked at together. */
  get frameLength(): number {
    return this.fft.size;
  }

  hop(channels: readonly Float64Array[], frames: number): void {
    const { size } = this.fft;
    let taken = 0;
    while (taken < frames) {
      const count = Math.min(size - this.filled, frames - taken);
      this.held.forEach((held, c) => held.set(channels[c]!.subarray(taken, taken + count), this.filled));
      taken += count;
      this.filled += count;
      if (this.filled < size) return;
      this.analyse(this.taper, size);
      this.filled = this.keptFrames;
      for (const held of this.held) held.copyWithin(0, size - this.filled);
    }
  }

  /** Call at the end: a sound shorter than one frame is looked at through a window of its own length. */
  finish(): void {
    if (this.loudPowers.length > 0 || this.filled === 0) return;
    for (const held of this.held) held.fill(0, this.filled);
    this.analyse(taperOver(Math.floor(this.filled * TAPER_SHARE)), this.filled);
  }

  /** Back to newborn. */
  reset(): void {
    this.filled = 0;
    this.powers.clear();
    this.loudPowers.clear();
    for (const sums of [this.left, this.right, this.cross]) sums.fill(0);
  }

  /** Looks at the first `length` of the frames held, the rest being silence. */
  private analyse(taper: Float64Array, length: number): void {
    const scale = 2 / (this.fft.size * windowEnergy(taper, length));
    for (let c = 0; c < this.held.length; c++) {
      this.windowed.set(this.held[c]!);
      applyTaper(this.windowed, taper, length);
      this.fft.forward(this.windowed, this.re[c]!, this.im[c]!);
      if (c % 2 === 1) this.sumPair(c - 1, scale);
    }
    if (this.held.length % 2 === 1) this.sumLast(scale);
    this.keepSpectrum();
    if (this.held.length === 2) this.addImage();
  }

  private sumPair(c: number, scale: number): void {
    const { re, im, bins, bandCross } = this;
    const left = this.bandPowers[c]!;
    const right = this.bandPowers[c + 1]!;
    for (let b = 0; b < bins.length; b++) {
      const sums = sumBand(re[c]!, im[c]!, re[c + 1]!, im[c + 1]!, bins[b]!, this.sums);
      left[b] = scale * sums[0]!;
      right[b] = scale * sums[1]!;
      bandCross[b] = scale * sums[2]!;
    }
  }

  /** The odd channel is its own partner. */
  private sumLast(scale: number): void {
    const c = this.held.length - 1;
    const [re, im, powers] = [this.re[c]!, this.im[c]!, this.bandPowers[c]!];
    for (let b = 0; b < this.bins.length; b++) {
      powers[b] = scale * sumBand(re, im, re, im, this.bins[b]!, this.sums)[0]!;
    }
  }

  private keepSpectrum(): void {
    let loud = 0;
    for (let b = 0; b < this.bands.length; b++) {
      let sum = 0;
      for (let c = 0; c < this.bandPowers.length; c++) {
        const power = this.bandPowers[c]![b]!;
        sum += power;
        loud += this.weights[c]! * this.kGains[b]! * power;
      }
      this.powers.push(sum / this.bandPowers.length);
    }
    this.loudPowers.push(loud);
  }

  private addImage(): void {
    for (let b = 0; b < this.bins.length; b++) {
      this.left[b]! += this.bandPowers[0]![b]!;
      this.right[b]! += this.bandPowers[1]![b]!;
      this.cross[b]! += this.bandCross[b]!;
    }
  }
}

/** The power of two nearest above FRAME_SECONDS. */
function frameSize(sampleRateHz: number): number {
  let size = 256;
  while (size < FRAME_SECONDS * sampleRateHz) size *= 2;
  return size;
}

function kGain(hz: number, sampleRateHz: number): number {
  return powerFromDb(responseDb(kWeighting(sampleRateHz), hz, sampleRateHz));
}

/** The rising quarter wave of sin², nowhere 0. */
function taperOver(length: number): Float64Array {
  return Float64Array.from({ length }, (_, n) => {
    const s = sin((Math.PI * (n + 0.5)) / (2 * length));
    return s * s;
  });
}

function applyTaper(frame: Float64Array, taper: Float64Array, length: number): void {
  for (let n = 0; n < taper.length; n++) frame[n] = frame[n]! * taper[n]!;
  for (let n = 0, m = length - 1; n < taper.length; n++, m--) frame[m] = frame[m]! * taper[n]!;
}

/** Σ w². */
function windowEnergy(taper: Float64Array, length: number): number {
  let energy = length - 2 * taper.length;
  for (let n = 0; n < taper.length; n++) energy += 2 * taper[n]! * taper[n]!;
  return energy;
}

/** Σ |L|², Σ |R|² and Σ Re(L·R*) over the bins of a band, into `sums`. */
function sumBand(
  lr: Float64Array,
  li: Float64Array,
  rr: Float64Array,
  ri: Float64Array,
  bins: BandBins,
  sums: Float64Array,
): Float64Array {
  const { first, last, firstWeight: low, lastWeight: high } = bins;
  let left = 0;
  let right = 0;
  let cross = 0;
  for (let k = first + 1; k < last; k++) {
    const a = lr[k]!;
    const b = li[k]!;
    const c = rr[k]!;
    const d = ri[k]!;
    left += a * a + b * b;
    right += c * c + d * d;
    cross += a * c + b * d;
  }
  const leftEnds = low * power(lr, li, lr, li, first) + high * power(lr, li, lr, li, last);
  const rightEnds = low * power(rr, ri, rr, ri, first) + high * power(rr, ri, rr, ri, last);
  const crossEnds = low * power(lr, li, rr, ri, first) + high * power(lr, li, rr, ri, last);
  sums[0] = left + leftEnds;
  sums[1] = right + rightEnds;
  sums[2] = cross + crossEnds;
  return sums;
}

/** Re(A·B*) of bin k. */
function power(ar: Float64Array, ai: Float64Array, br: Float64Array, bi: Float64Array, k: number): number {
  return ar[k]! * br[k]! + ai[k]! * bi[k]!;
}
