// Faithful lines: which tones still turn in step with themselves after nearly a second.
import type { Spectra, SpectraFrame } from './spectra.ts';

/** Longer than nearly all notes are held; a tone from a machine is still in step. */
const LAG_S = 0.92;
/** Three bins from its middle a Hann window hides the tone itself. */
const NEAR = 3;
const NEXT = 4;
/** Below the noise of 24-bit dither there is nothing to hear. */
const FAINTEST_POWER = 1e-15;

/** Give it looks that do not overlap, so that noise has no memory. */
export class FaithfulLines {
  /** Looks that had one to be compared with, since the last `clear`. */
  compared = 0;
  private readonly spectra: Spectra;
  private readonly channels: number;
  private readonly firstBin: number;
  private readonly bins: number;
  private readonly lag: number;
  /** The last `lag` looks, each divided by the root of the power it met: re, im and what it was divided by. */
  private readonly held: Float32Array;
  private readonly re: Float64Array;
  private readonly im: Float64Array;
  private readonly power: Float64Array;
  /** Sums since the last `clear`, by bin. */
  private readonly crossRe: Float64Array;
  private readonly crossIm: Float64Array;
  private readonly weight: Float64Array;
  private looks = 0;
  private total = 0;
  private heard = 0;

  constructor(spectra: Spectra, channels: number, lowestHz: number) {
    const row = () => new Float64Array(this.bins);
    this.spectra = spectra;
    this.channels = channels;
    this.bins = spectra.size / 2 + 1;
    this.firstBin = Math.max(NEXT, Math.ceil(lowestHz / spectra.binHz));
    this.lag = Math.max(1, Math.round(LAG_S * spectra.binHz));
    this.held = new Float32Array(3 * this.lag * this.bins);
    [this.re, this.im, this.power] = [row(), row(), row()];
    [this.crossRe, this.crossIm, this.weight] = [row(), row(), row()];
  }

  look(frame: SpectraFrame): void {
    this.mix(frame);
    this.compare(3 * (this.looks % this.lag) * this.bins);
    this.looks++;
    if (this.looks > this.lag) this.compared++;
  }

  /** Forgets the sums, not the looks. */
  clear(): void {
    this.compared = 0;
    this.total = 0;
    this.heard = 0;
    this.crossRe.fill(0);
    this.crossIm.fill(0);
    this.weight.fill(0);
  }

  /** Mean power of everything, as that of a sine of amplitude a is a²/2. */
  meanPower(): number {
    const perSine = 0.375 * this.spectra.size * this.spectra.size * this.channels * this.channels;
    return (2 * this.total) / (perSine * Math.max(1, this.heard));
  }

  /** The middle of all channels. */
  private mix(frame: SpectraFrame): void {
    const { re, im, power } = this;
    re.set(frame.re[0]!);
    im.set(frame.im[0]!);
    for (let c = 1; c < this.channels; c++) {
      const otherRe = frame.re[c]!;
      const otherIm = frame.im[c]!;
      for (let k = 0; k < re.length; k++) {
        re[k]! += otherRe[k]!;
        im[k]! += otherIm[k]!;
      }
    }
    let total = 0;
    for (let k = 0; k < re.length; k++) {
      const x = re[k]!;
      const y = im[k]!;
      const own = x * x + y * y;
      power[k] = own;
      total += own;
    }
    this.total += total;
    this.heard++;
  }

  /** Kernel loop: multiplies each bin by its conjugate of `lag` looks ago, both divided by what they met, and keeps it. */
  private compare(at: number): void {
    const { re, im, power, held, crossRe, crossIm, weight } = this;
    const floor = FAINTEST_POWER * this.spectra.size * this.spectra.size;
    for (let k = this.firstBin; k < this.bins - NEXT; k++) {
      const around = power[k - NEXT]! + power[k - NEAR]! + power[k + NEAR]! + power[k + NEXT]!;
      const scale = 1 / Math.sqrt(power[k]! + 0.25 * around + floor);
      const a = re[k]! * scale;
      const b = im[k]! * scale;
      const past = at + 3 * k;
      const c = held[past]!;
      const d = held[past + 1]!;
      crossRe[k]! += a * c + b * d;
      crossIm[k]! += b * c - a * d;
      weight[k]! += scale * held[past + 2]!;
      held[past] = a;
      held[past + 1] = b;
      held[past + 2] = scale;
    }
  }

  /** The bin whose tone is the most faithful, not within a window's width of bin `apart` (-Infinity: of all). */
  mostFaithful(apart: number): number {
    let best = this.firstBin;
    let most = -1;
    for (let k = this.firstBin; k < this.bins - NEXT; k++) {
      if (Math.abs(k - apart) <= NEXT || this.faith(k) <= most) continue;
      most = this.faith(k);
      best = k;
    }
    return best;
  }

  /** 0 … 1: 1 for a tone alone, 0 for noise and for notes that are gone or changed after the lag. */
  faith(k: number): number {
    return this.cross(k) / Math.max(1, this.compared);
  }

  private cross(k: number): number {
    return Math.sqrt(this.crossRe[k]! * this.crossRe[k]! + this.crossIm[k]! * this.crossIm[k]!);
  }

  /** Full scale 1; where channels differ, of their mean. */
  amplitude(k: number): number {
    const power = this.weight[k]! > 0 ? this.cross(k) / this.weight[k]! : 0;
    return (4 * Math.sqrt(power)) / (this.spectra.size * this.channels);
  }

  /** Between two bins by the ratio of their amplitudes, as the Hann window gives it. */
  hertz(k: number): number {
    const up = this.amplitude(k + 1) >= this.amplitude(k - 1) ? 1 : -1;
    const own = this.amplitude(k);
    const ratio = own > 0 ? Math.min(1, this.amplitude(k + up) / own) : 0;
    return (k + (up * Math.max(0, 2 * ratio - 1)) / (1 + ratio)) * this.spectra.binHz;
  }
}
