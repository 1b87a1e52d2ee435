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
/** Share of a frame from one to the next: with a Hann window every sample counts, at three quarters of the work of a half. */
const HOP_SHARE = 0.625;

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
  private readonly window: Float64Array;
  private readonly held: readonly Float64Array[];
  private readonly windowed: Float64Array;
  private readonly re: readonly Float64Array[];
  private readonly im: readonly Float64Array[];
  private readonly bandPowers: readonly Float64Array[];
  private filled = 0;

  constructor(format: SignalFormat) {
    const { sampleRateHz, channels } = format;
    const size = frameSize(sampleRateHz);
    const perChannel = (length: number) => Array.from({ length: channels }, () => new Float64Array(length));
    this.bands = thirdOctaves(sampleRateHz);
    this.bins = this.bands.map((band) => binsOfBand(band, sampleRateHz / size));
    this.kGains = this.bands.map((band) => kGain(band.centreHz, sampleRateHz));
    this.weights = channelWeights(channels);
    this.fft = createRealFft(size);
    this.window = hannOver(size);
    this.held = perChannel(size);
    this.windowed = new Float64Array(size);
    this.re = perChannel(size / 2 + 1);
    this.im = perChannel(size / 2 + 1);
    this.bandPowers = perChannel(this.bands.length);
    this.left = new Float64Array(this.bands.length);
    this.right = new Float64Array(this.bands.length);
    this.cross = new Float64Array(this.bands.length);
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
      this.analyse(this.window, 2 / (size * energyOf(this.window)));
      this.filled = size - Math.round(size * HOP_SHARE);
      for (const held of this.held) held.copyWithin(0, size - this.filled);
    }
  }

  /** Call at the end: a sound shorter than one frame is looked at through a window of its own length. */
  finish(): void {
    if (this.loudPowers.length > 0 || this.filled === 0) return;
    for (const held of this.held) held.fill(0, this.filled);
    const window = new Float64Array(this.fft.size);
    window.set(hannOver(this.filled));
    this.analyse(window, 2 / (this.fft.size * energyOf(window)));
  }

  private analyse(window: Float64Array, scale: number): void {
    for (let c = 0; c < this.held.length; c++) {
      this.transform(c, window);
      for (let b = 0; b < this.bins.length; b++) {
        this.bandPowers[c]![b] = scale * sumSquares(this.re[c]!, this.im[c]!, this.bins[b]!);
      }
    }
    this.keepSpectrum();
    if (this.held.length === 2) this.addImage(scale);
  }

  private transform(channel: number, window: Float64Array): void {
    const { windowed } = this;
    const held = this.held[channel]!;
    for (let n = 0; n < windowed.length; n++) windowed[n] = held[n]! * window[n]!;
    this.fft.forward(windowed, this.re[channel]!, this.im[channel]!);
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

  private addImage(scale: number): void {
    for (let b = 0; b < this.bins.length; b++) {
      this.left[b]! += this.bandPowers[0]![b]!;
      this.right[b]! += this.bandPowers[1]![b]!;
      this.cross[b]! += scale * sumProducts(this.re, this.im, this.bins[b]!);
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

/** sin² over `length` samples, symmetric, nowhere 0: one sample has a window of 1. */
function hannOver(length: number): Float64Array {
  return Float64Array.from({ length }, (_, n) => {
    const s = sin((Math.PI * (n + 0.5)) / length);
    return s * s;
  });
}

function energyOf(window: Float64Array): number {
  let sum = 0;
  for (const w of window) sum += w * w;
  return sum;
}

/** Σ |X|² over the bins of a band. */
function sumSquares(re: Float64Array, im: Float64Array, bins: BandBins): number {
  const { first, last } = bins;
  let even = 0;
  let odd = 0;
  let k = first + 1;
  for (; k + 1 < last; k += 2) {
    even += re[k]! * re[k]! + im[k]! * im[k]!;
    odd += re[k + 1]! * re[k + 1]! + im[k + 1]! * im[k + 1]!;
  }
  if (k < last) even += re[k]! * re[k]! + im[k]! * im[k]!;
  const low = re[first]! * re[first]! + im[first]! * im[first]!;
  const high = re[last]! * re[last]! + im[last]! * im[last]!;
  return even + odd + bins.firstWeight * low + bins.lastWeight * high;
}

/** Σ Re(L·R*) over the bins of a band. */
function sumProducts(re: readonly Float64Array[], im: readonly Float64Array[], bins: BandBins): number {
  const [lr, rr] = [re[0]!, re[1]!];
  const [li, ri] = [im[0]!, im[1]!];
  const { first, last } = bins;
  let sum = 0;
  for (let k = first + 1; k < last; k++) sum += lr[k]! * rr[k]! + li[k]! * ri[k]!;
  const low = lr[first]! * rr[first]! + li[first]! * ri[first]!;
  const high = lr[last]! * rr[last]! + li[last]! * ri[last]!;
  return sum + bins.firstWeight * low + bins.lastWeight * high;
}
