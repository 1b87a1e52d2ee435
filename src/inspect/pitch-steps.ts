// Pitch steps: by how much the pitch of all that sounds moved from one look to the next.
import { atan, log } from '../dsp/math.ts';
import type { Spectra, SpectraFrame } from './spectra.ts';

const LOWEST_HZ = 250;
const HIGHEST_HZ = 8000;
/** A partial stands 6 dB above what lies three bins aside, and not 50 dB below the strongest. */
const STANDS_OUT = 4;
const LEAST_OF_STRONGEST = 1e-5;
const FAINTEST = 1e-12;
const LEAST_PARTIALS = 3;
const MOST_PARTIALS = 10;
/** From one look to the next a wavering pitch moves by less; more is another note. */
const MOST_STEP = 0.03;
const CLIPPED_STEP = 0.01;

interface Partial {
  readonly step: number;
  readonly bin: number;
}

/** Listens to `spectra`; `step` and `weight` are those of the last look. */
export class PitchSteps {
  /** ln(frequency) moved, the median of all partials, weighted by frequency. */
  step = 0;
  /** How many partials told it, up to 10; 0 where they were too few. */
  weight = 0;
  private readonly channels: number;
  private readonly first: number;
  private readonly last: number;
  private readonly power: Float64Array;
  /** The mix of all channels, of the last look and of the one before. */
  private re: Float64Array;
  private im: Float64Array;
  private beforeRe: Float64Array;
  private beforeIm: Float64Array;
  /** Frequency of every bin near a partial, in bins; 0 elsewhere. */
  private pitch: Float64Array;
  private beforePitch: Float64Array;
  private begun = false;

  constructor(spectra: Spectra, channels: number) {
    const bins = spectra.size / 2 + 1;
    const row = () => new Float64Array(bins);
    this.channels = channels;
    this.first = Math.max(3, Math.ceil(LOWEST_HZ / spectra.binHz));
    this.last = Math.min(bins - 4, Math.floor(HIGHEST_HZ / spectra.binHz));
    this.power = row();
    [this.re, this.im, this.beforeRe, this.beforeIm] = [row(), row(), row(), row()];
    [this.pitch, this.beforePitch] = [row(), row()];
  }

  look(frame: SpectraFrame): void {
    [this.re, this.beforeRe] = [this.beforeRe, this.re];
    [this.im, this.beforeIm] = [this.beforeIm, this.im];
    [this.pitch, this.beforePitch] = [this.beforePitch, this.pitch];
    this.mix(frame);
    const partials = this.begun ? this.partials() : [];
    const enough = partials.length >= LEAST_PARTIALS;
    this.begun = true;
    this.step = enough ? Math.max(-CLIPPED_STEP, Math.min(CLIPPED_STEP, middleStep(partials))) : 0;
    this.weight = enough ? Math.min(MOST_PARTIALS, partials.length) : 0;
  }

  private mix(frame: SpectraFrame): void {
    const { re, im, power } = this;
    for (let k = this.first - 3; k <= this.last + 3; k++) {
      let a = 0;
      let b = 0;
      for (let c = 0; c < this.channels; c++) {
        a += frame.re[c]![k]!;
        b += frame.im[c]![k]!;
      }
      re[k] = a;
      im[k] = b;
      power[k] = a * a + b * b;
    }
  }

  /** What every partial moved since the look before, as ln(frequency), and its frequency in bins. */
  private partials(): Partial[] {
    const { power } = this;
    const partials: Partial[] = [];
    let strongest = 0;
    for (let k = this.first; k < this.last; k++) strongest = Math.max(strongest, power[k]!);
    const least = Math.max(FAINTEST, LEAST_OF_STRONGEST * strongest);
    this.pitch.fill(0);
    for (let k = this.first; k < this.last; k++) {
      if (power[k]! <= least || power[k]! <= power[k - 1]! || power[k]! < power[k + 1]!) continue;
      if (power[k]! <= STANDS_OUT * Math.max(power[k - 3]!, power[k + 3]!)) continue;
      const bin = this.pitchOf(k);
      this.pitch.fill(bin, k - 1, k + 2);
      const before = this.beforePitch[k]!;
      if (before <= 0 || Math.abs(bin - k) >= 1) continue;
      const step = log(bin / before);
      if (Math.abs(step) < MOST_STEP) partials.push({ step, bin });
    }
    return partials;
  }

  /** Frequency in bins by the turn of the phase over half a window (a tone on bin k turns by πk). */
  private pitchOf(k: number): number {
    const re = this.re[k]! * this.beforeRe[k]! + this.im[k]! * this.beforeIm[k]!;
    const im = this.im[k]! * this.beforeRe[k]! - this.re[k]! * this.beforeIm[k]!;
    const turns = angleOf(im, re) / Math.PI - k;
    return k + turns - 2 * Math.round(turns / 2);
  }
}

/** The median, weighted by frequency: all partials err by about as many hertz. */
function middleStep(partials: Partial[]): number {
  partials.sort((a, b) => a.step - b.step);
  const half = partials.reduce((sum, { bin }) => sum + bin, 0) / 2;
  let sum = 0;
  for (const { step, bin } of partials) {
    sum += bin;
    if (sum >= half) return step;
  }
  return 0;
}

/** Of re + i·im, from -π to π. */
function angleOf(im: number, re: number): number {
  if (re > 0) return atan(im / re);
  if (re === 0) return im === 0 ? 0 : im > 0 ? Math.PI / 2 : -Math.PI / 2;
  return atan(im / re) + (im >= 0 ? Math.PI : -Math.PI);
}
