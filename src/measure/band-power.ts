// Band power: the one short-time Fourier transform that spectrum and stereo image are both read from.
import { responseDb } from '../dsp/biquad.ts';
import { powerFromDb } from '../dsp/decibel.ts';
import { createRealFft, type RealFft } from '../dsp/fft.ts';
import { sin } from '../dsp/math.ts';
import type { SignalFormat } from '../signal/signal.ts';
import { History } from './history.ts';
import type { HopListener } from './hops.ts';
import { bandSegments, sumBand, sumPieces, type BandSegments } from './band-segments.ts';
import { erbBands } from './erb-bands.ts';
import { channelWeights } from './layout.ts';
import { kWeighting } from './loudness.ts';
import { thirdOctaves, type CentredBand } from './third-octaves.ts';

/** Long enough to tell the 20 Hz band from the 40 Hz one: 16384 frames at 44.1 and 48 kHz. */
const FRAME_SECONDS = 0.25;
/**
 * Tapers of a quarter on either side and a hop of three quarters weigh every sample by ½ to 1, as Hann windows with half
 * overlap do, at two thirds of their work. Side lobes fall by 18 dB an octave, far faster than music does.
 */
const TAPER_SHARE = 0.25;
export const DEFAULT_HOP_SHARE = 1 - TAPER_SHARE;

/** One look at the sound; everything is lent until the next. */
export interface BandFrame {
  /** Power of each third octave: mean of all channels; left, right and Re(L·R*) only of two channels, else 0. */
  readonly mean: Float64Array;
  readonly left: Float64Array;
  readonly right: Float64Array;
  readonly cross: Float64Array;
  /** By channel: the spectrum, not scaled; `scale`·|X|² of all bins add up to the mean square of the sound. */
  readonly re: readonly Float64Array[];
  readonly im: readonly Float64Array[];
  readonly scale: number;
}

type FrameRows = [Float64Array, Float64Array, Float64Array, Float64Array];

/** Mean powers are those of the sound itself: a full-scale sine has ½. */
export class BandPowerListener implements HopListener {
  readonly bands: readonly CentredBand[];
  readonly erbs: readonly CentredBand[];
  /** Mean over the channels, frame after frame, band by band. */
  readonly powers = new History();
  /** The same by ERB bands. */
  readonly erbPowers = new History();
  /** K-weighted, weighted by channel and summed, of every frame. */
  readonly loudPowers = new History();
  /** Two channels only: Σ|L|², Σ|R|² and Σ Re(L·R*) of every band over all frames. */
  readonly left: Float64Array;
  readonly right: Float64Array;
  readonly cross: Float64Array;
  private readonly segments: BandSegments;
  private readonly kGains: readonly number[];
  private readonly weights: readonly number[];
  private readonly fft: RealFft;
  private readonly taper: Float64Array;
  private readonly held: readonly Float64Array[];
  /** The end of a channel's frame as it was before the taper. */
  private readonly tail: Float64Array;
  private readonly re: readonly Float64Array[];
  private readonly im: readonly Float64Array[];
  /** By channel, piece by piece, of the frame under way. */
  private readonly pieces: readonly Float64Array[];
  private readonly crossPieces: Float64Array;
  private readonly meanPieces: Float64Array;
  private readonly sums = new Float64Array(3);
  private readonly frameMean: Float64Array;
  private readonly frameLeft: Float64Array;
  private readonly frameRight: Float64Array;
  private readonly frameCross: Float64Array;
  private readonly listeners: ((frame: BandFrame) => void)[] = [];
  /** Of every frame, how much the next one looks at again. */
  private readonly keptFrames: number;
  private filled = 0;

  /** `hopShare`: how far a frame lies after the one before, in its own lengths. `weights`: of the channels, in loudness. */
  constructor(
    format: SignalFormat,
    hopShare: number = DEFAULT_HOP_SHARE,
    weights: readonly number[] = channelWeights(format.channels),
  ) {
    const { sampleRateHz, channels } = format;
    const size = frameSize(sampleRateHz);
    this.keptFrames = size * (1 - hopShare);
    const perChannel = (length: number) => Array.from({ length: channels }, () => new Float64Array(length));
    this.bands = thirdOctaves(sampleRateHz);
    this.erbs = erbBands(sampleRateHz);
    this.segments = bandSegments(sampleRateHz, sampleRateHz / size);
    const count = this.segments.bins.length;
    this.kGains = this.bands.map((band) => kGain(band.centreHz, sampleRateHz));
    this.weights = weights;
    this.fft = createRealFft(size);
    this.taper = taperOver(size * TAPER_SHARE);
    this.held = perChannel(size);
    this.tail = new Float64Array(this.keptFrames);
    this.re = perChannel(size / 2 + 1);
    this.im = perChannel(size / 2 + 1);
    this.pieces = perChannel(count);
    this.crossPieces = new Float64Array(count);
    this.meanPieces = new Float64Array(count);
    const rows = Array.from({ length: 7 }, () => new Float64Array(this.bands.length));
    [this.left, this.right, this.cross] = rows as [Float64Array, Float64Array, Float64Array];
    [this.frameMean, this.frameLeft, this.frameRight, this.frameCross] = rows.slice(3) as FrameRows;
  }

  /** Calls `listener` with every look at the sound; call before the first hop. */
  listen(listener: (frame: BandFrame) => void): void {
    this.listeners.push(listener);
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
    this.erbPowers.clear();
    this.loudPowers.clear();
    for (const sums of [this.left, this.right, this.cross]) sums.fill(0);
  }

  /** Looks at the first `length` of the frames held, the rest being silence; their end, as it was, moves to the front. */
  private analyse(taper: Float64Array, length: number): void {
    const scale = 2 / (this.fft.size * windowEnergy(taper, length));
    for (let c = 0; c < this.held.length; c++) {
      const held = this.held[c]!;
      this.tail.set(held.subarray(held.length - this.keptFrames));
      applyTaper(held, taper, length);
      this.fft.forward(held, this.re[c]!, this.im[c]!);
      held.set(this.tail);
      if (c % 2 === 1) this.sumPair(c - 1, scale);
    }
    if (this.held.length % 2 === 1) this.sumLast(scale);
    this.keepSpectrum();
    if (this.held.length === 2) this.addImage();
    if (this.listeners.length > 0) this.tell(scale);
  }

  private tell(scale: number): void {
    const { re, im, frameMean: mean, frameLeft: left, frameRight: right, frameCross: cross } = this;
    for (const listener of this.listeners) listener({ mean, left, right, cross, re, im, scale });
  }

  private sumPair(c: number, scale: number): void {
    const { re, im, segments, crossPieces } = this;
    const left = this.pieces[c]!;
    const right = this.pieces[c + 1]!;
    for (let b = 0; b < segments.bins.length; b++) {
      const sums = sumBand(re[c]!, im[c]!, re[c + 1]!, im[c + 1]!, segments.bins[b]!, this.sums);
      left[b] = scale * sums[0]!;
      right[b] = scale * sums[1]!;
      crossPieces[b] = scale * sums[2]!;
    }
  }

  /** The odd channel is its own partner. */
  private sumLast(scale: number): void {
    const c = this.held.length - 1;
    const [re, im, pieces] = [this.re[c]!, this.im[c]!, this.pieces[c]!];
    for (let b = 0; b < pieces.length; b++) {
      pieces[b] = scale * sumBand(re, im, re, im, this.segments.bins[b]!, this.sums)[0]!;
    }
  }

  private keepSpectrum(): void {
    const { pieces, meanPieces, segments, kGains, weights } = this;
    let loud = 0;
    for (let c = 0; c < pieces.length; c++) {
      for (let b = 0; b < kGains.length; b++) {
        loud += weights[c]! * kGains[b]! * sumPieces(pieces[c]!, segments.thirds[b]!);
      }
    }
    for (let i = 0; i < meanPieces.length; i++) {
      let sum = 0;
      for (let c = 0; c < pieces.length; c++) sum += pieces[c]![i]!;
      meanPieces[i] = sum / pieces.length;
    }
    segments.thirds.forEach((third, b) => {
      this.frameMean[b] = sumPieces(meanPieces, third);
      this.powers.push(this.frameMean[b]!);
    });
    for (const erb of segments.erbs) this.erbPowers.push(sumPieces(meanPieces, erb));
    this.loudPowers.push(loud);
  }

  private addImage(): void {
    const [left, right] = this.pieces;
    this.segments.thirds.forEach((third, b) => {
      this.left[b]! += this.frameLeft[b] = sumPieces(left!, third);
      this.right[b]! += this.frameRight[b] = sumPieces(right!, third);
      this.cross[b]! += this.frameCross[b] = sumPieces(this.crossPieces, third);
    });
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
