// Low looks: the bass and what plays over it up to 1.8 kHz, by thirds of an octave, ten times a second.
import { createRealFft, type RealFft } from '../dsp/fft.ts';
import { lowpass } from '../dsp/fir.ts';
import { Thinner } from '../dsp/thinner.ts';
import { hann } from '../dsp/window.ts';
import type { SignalFormat } from '../signal/signal.ts';
import { CompactHistory } from './history.ts';
import { HOPS_PER_SECOND, type HopListener } from './hops.ts';
import { binsOfBand, thirdOctaves, type Band, type BandBins } from './third-octaves.ts';

/** From the third octave of 31.5 Hz to that of 1.6 kHz: bass, voices and chords; what lies above repeats with them. */
const LOWEST_HZ = 28;
const HIGHEST_HZ = 1800;
/** The sound is thinned to the lowest rate from this on: the bands and room for the filter. */
const LEAST_RATE_HZ = 5400;
/** What folds back is as far under the music as a look can tell. */
const STOP_DB = 50;
/** Two waves of the deepest note, so that thirds of an octave can be told apart there. */
const LOOK_S = 0.25;
/** Looks overlap by three quarters: whatever the beat, the same music is found again at nearly the same place in a look. */
const LOOKS_A_LENGTH = 4;

/** Mean power of all channels; the same for any blocks, at any polarity, with left and right swapped. */
export class LowLooks implements HopListener {
  readonly bands: readonly Band[];
  /** Seconds from one look to the next. */
  readonly stepS: number;
  /** Seconds that one look takes in. */
  readonly lookS: number;
  private readonly rows = new CompactHistory();
  private readonly thinners: readonly Thinner[];
  private readonly held: readonly Float64Array[];
  private readonly bins: readonly BandBins[];
  private readonly fft: RealFft;
  private readonly window: Float64Array;
  private readonly windowed: Float64Array;
  private readonly re: Float64Array;
  private readonly im: Float64Array;
  private readonly scale: number;
  private readonly sums: Float64Array;
  private filled = 0;

  constructor({ sampleRateHz, channels }: SignalFormat) {
    const factor = Math.max(1, Math.floor(sampleRateHz / LEAST_RATE_HZ));
    const rate = sampleRateHz / factor;
    const size = powerOfTwoFrom(LOOK_S * rate);
    const taps =
      factor === 1
        ? Float64Array.of(1)
        : lowpass(HIGHEST_HZ / sampleRateHz, (rate - HIGHEST_HZ) / sampleRateHz, STOP_DB);
    const mostThinned = Math.ceil(sampleRateHz / HOPS_PER_SECOND / factor) + 2;
    this.bands = thirdOctaves(rate).filter(({ lowHz, highHz }) => lowHz > LOWEST_HZ && highHz < HIGHEST_HZ);
    this.bins = this.bands.map((band) => binsOfBand(band, rate / size));
    this.lookS = size / rate;
    this.stepS = size / LOOKS_A_LENGTH / rate;
    this.thinners = Array.from({ length: channels }, () => new Thinner(taps, factor));
    this.held = Array.from({ length: channels }, () => new Float64Array(size + mostThinned));
    this.fft = createRealFft(size);
    this.window = hann(size);
    this.windowed = new Float64Array(size);
    this.re = new Float64Array(size / 2 + 1);
    this.im = new Float64Array(size / 2 + 1);
    const energy = this.window.reduce((sum, w) => sum + w * w, 0);
    this.scale = 2 / (size * energy * channels);
    this.sums = new Float64Array(this.bands.length);
  }

  /** How many looks there were. */
  get count(): number {
    return this.rows.length / this.bands.length;
  }

  /** Look by look, band by band: power, a full-scale sine has ½. */
  powers(): Float32Array {
    return this.rows.values();
  }

  hop(channels: readonly Float64Array[], frames: number): void {
    const { size } = this.fft;
    let made = 0;
    this.thinners.forEach((thinner, c) => {
      made = thinner.push(channels[c]!, 0, frames, this.held[c]!, this.filled);
    });
    this.filled += made;
    while (this.filled >= size) this.look();
  }

  private look(): void {
    const { held, fft, window, windowed, re, im, sums, scale, bins } = this;
    const { size } = fft;
    const step = size / LOOKS_A_LENGTH;
    sums.fill(0);
    for (const samples of held) {
      for (let n = 0; n < size; n++) windowed[n] = window[n]! * samples[n]!;
      fft.forward(windowed, re, im);
      for (let b = 0; b < bins.length; b++) sums[b]! += bandSum(re, im, bins[b]!);
      samples.copyWithin(0, step, this.filled);
    }
    for (let b = 0; b < sums.length; b++) this.rows.push(scale * sums[b]!);
    this.filled -= step;
  }
}

function bandSum(re: Float64Array, im: Float64Array, bins: BandBins): number {
  const { first, last, firstWeight, lastWeight } = bins;
  const power = (k: number): number => re[k]! * re[k]! + im[k]! * im[k]!;
  let sum = firstWeight * power(first) + (last > first ? lastWeight * power(last) : 0);
  for (let k = first + 1; k < last; k++) sum += power(k);
  return sum;
}

function powerOfTwoFrom(least: number): number {
  let size = 256;
  while (size < least) size *= 2;
  return size;
}
