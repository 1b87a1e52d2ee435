// Steady lines: how faithfully a tone at any low frequency kept its level and phase through a stretch of the song.
import { cos, sin } from '../../dsp/math.ts';
import type { Spectra, SpectraFrame } from './spectra.ts';

/** Up to three bins from its middle a Hann window still shows the tone itself; the bins beyond are its surroundings. */
const NEAR = 3;
const FAR = 4;
/** No moment counts for more than a hundred ordinary ones, else a fade to silence would decide alone. */
const MOST_WEIGHT = 100;
const FAINTEST = 1e-16;

export interface Steadiness {
  /** 0 … 1: share of the weighted power that turns with the tone. Noise gives about 1 / moments. */
  coherence: number;
  /** Amplitude of the tone, full scale 1. */
  amplitude: number;
}

/**
 * Every moment weighs by the inverse of the power it holds near the tone: the pauses between notes count most, as in the
 * best estimate of a constant tone in noise that comes and goes.
 */
export class SteadyLines {
  readonly moments: number;
  private readonly spectra: Spectra;
  private readonly rate: number;
  private readonly bins: number;
  private readonly re: readonly Float64Array[];
  private readonly im: readonly Float64Array[];
  private readonly power: readonly Float64Array[];
  private readonly weightedRe: Float64Array;
  private readonly weightedIm: Float64Array;
  private readonly sorted: Float64Array;
  private count = 0;
  private totalWeight = 0;
  private totalPower = 0;

  constructor(spectra: Spectra, channels: number, moments: number) {
    const room = () => Array.from({ length: channels }, () => new Float64Array(moments * this.bins));
    this.moments = moments;
    this.spectra = spectra;
    this.rate = spectra.binHz * spectra.size;
    this.bins = spectra.size / 2 + 1;
    this.re = room();
    this.im = room();
    this.power = room();
    this.weightedRe = new Float64Array(moments);
    this.weightedIm = new Float64Array(moments);
    this.sorted = new Float64Array(moments);
  }

  get filled(): number {
    return this.count;
  }

  add(frame: SpectraFrame): void {
    const at = this.count++ * this.bins;
    for (let c = 0; c < this.re.length; c++) {
      this.re[c]!.set(frame.re[c]!, at);
      this.im[c]!.set(frame.im[c]!, at);
      this.power[c]!.set(frame.power[c]!, at);
    }
  }

  clear(): void {
    this.count = 0;
  }

  /** At `fromHz + i · stepHz` for every place of `out`, in channel `c`. */
  measure(c: number, fromHz: number, stepHz: number, out: readonly Steadiness[]): void {
    let weighedBin = -1;
    out.forEach((steadiness, i) => {
      const hz = fromHz + i * stepHz;
      const bin = Math.max(0, Math.min(this.bins - 1, Math.round(hz / this.spectra.binHz)));
      if (bin !== weighedBin) this.weigh(c, bin);
      weighedBin = bin;
      this.turn(hz, steadiness);
    });
  }

  private weigh(c: number, bin: number): void {
    const { bins, count, sorted } = this;
    const power = this.power[c]!;
    for (let t = 0; t < count; t++) sorted[t] = power[t * bins + bin]!;
    const middle = count === 0 ? 0 : sorted.subarray(0, count).sort()[count >> 1]!;
    const least = Math.max(FAINTEST, middle / MOST_WEIGHT);
    this.totalWeight = 0;
    this.totalPower = 0;
    for (let t = 0; t < count; t++) {
      const at = t * bins + bin;
      const re = this.re[c]![at]!;
      const im = this.im[c]![at]!;
      const weight = 1 / Math.max(least, power[at]! + this.around(power, t, bin));
      this.weightedRe[t] = weight * re;
      this.weightedIm[t] = weight * im;
      this.totalWeight += weight;
      this.totalPower += weight * (re * re + im * im);
    }
  }

  private around(power: Float64Array, t: number, bin: number): number {
    const last = this.bins - 1;
    let sum = 0;
    for (let d = NEAR; d <= FAR; d++) {
      sum += power[t * this.bins + Math.abs(bin - d)]!;
      sum += power[t * this.bins + (bin + d > last ? 2 * last - bin - d : bin + d)]!;
    }
    return sum / (2 * (FAR - NEAR + 1));
  }

  /** The weighted sum of all moments, each turned back by the phase the tone should have there. */
  private turn(hz: number, out: Steadiness): void {
    const { weightedRe, weightedIm, count } = this;
    const angle = (-2 * Math.PI * hz * this.spectra.hopFrames) / this.rate;
    const stepRe = cos(angle);
    const stepIm = sin(angle);
    let turnRe = 1;
    let turnIm = 0;
    let re = 0;
    let im = 0;
    for (let t = 0; t < count; t++) {
      re += weightedRe[t]! * turnRe - weightedIm[t]! * turnIm;
      im += weightedRe[t]! * turnIm + weightedIm[t]! * turnRe;
      const next = turnRe * stepRe - turnIm * stepIm;
      turnIm = turnRe * stepIm + turnIm * stepRe;
      turnRe = next;
    }
    const size = re * re + im * im;
    const most = this.totalWeight * this.totalPower;
    out.coherence = most > 0 ? Math.min(1, size / most) : 0;
    out.amplitude = this.totalWeight > 0 ? (4 * Math.sqrt(size)) / (this.totalWeight * this.spectra.size) : 0;
  }
}
