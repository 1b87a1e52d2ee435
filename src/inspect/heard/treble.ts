// Treble: a stream of the long-term level in fine steps up to half the rate, and of how far it mirrors itself about any frequency.
import { dbFromPower } from '../../dsp/decibel.ts';
import { log } from '../../dsp/math.ts';
import { bandEdge, type BandEdge } from './band-edge.ts';
import type { SignalFormat } from '../../signal/signal.ts';
import type { Hearing, Stream } from '../hearing.ts';
import { shortSpectra, type SpectraFrame } from './spectra.ts';

/** Long-term levels settle soon: one look in four is enough, and after a minute one in eight. */
const EVERY = 4;
const THEN_EVERY = 8;
const SETTLED_S = 60;
/** Powers multiplied before one logarithm is taken: silence four times over is still a number. */
const GATHERED = 4;
/** The widest edge of a low pass or an encoder. */
const EDGE_GAP_HZ = 500;
/** Fainter looks (-80 dBFS) tell of noise, not of the music. */
const LEAST_POWER = 1e-8;
/** Silence has no logarithm: 400 dB down. */
const NOTHING = 1e-40;

export class Treble implements Stream {
  readonly binHz: number;
  /** Looks that counted. */
  looks = 0;
  private readonly logs: Float64Array;
  private readonly sums: Float64Array;
  private readonly products: Float64Array;
  /** First frame from which looks may be rarer. */
  private readonly settledFrom: number;
  private gathered = 0;
  private seen = 0;

  constructor(hearing: Hearing) {
    const spectra = hearing.stream(shortSpectra);
    this.binHz = spectra.binHz;
    this.logs = new Float64Array(spectra.size / 2 + 1);
    this.sums = new Float64Array(spectra.size / 2 + 1);
    this.products = new Float64Array(spectra.size / 2 + 1).fill(1);
    this.settledFrom = SETTLED_S * hearing.format.sampleRateHz;
    spectra.listen((frame) => this.look(frame));
  }

  push(): void {
    // The spectra bring what it listens to.
  }

  finish(): void {
    // Nothing is left over.
  }

  /** Mean of the logarithm of the power of each bin, in dB re full scale; null when too little was heard. */
  levels(): Float64Array | null {
    if (this.looks < 8) return null;
    this.takeLogarithms();
    return this.logs.map((sum) => (4.342944819032518 * sum) / this.looks);
  }

  /** Where the sound stops short; known after the end. */
  edge(): BandEdge | null {
    const levels = this.levels();
    return levels === null ? null : bandEdge(levels, this.binHz, EDGE_GAP_HZ);
  }

  /** Level of each bin's mean power, in dB. */
  loudLevels(): Float64Array {
    return this.sums.map((sum) => dbFromPower(Math.max(NOTHING, sum / Math.max(1, this.looks))));
  }

  private look({ start, power, frames, total }: SpectraFrame): void {
    const every = start < this.settledFrom ? EVERY : THEN_EVERY;
    if (this.seen++ % every !== 0 || frames < this.logs.length) return;
    const sounding = power.reduce((sum, _, c) => sum + total(c), 0);
    if (sounding < LEAST_POWER * power.length) return;
    this.looks++;
    const { products, sums } = this;
    const [first, second] = power as [Float64Array, Float64Array?];
    for (let k = 0; k < products.length; k++) {
      let sum = NOTHING + first[k]! + (second === undefined ? 0 : second[k]!);
      for (let c = 2; c < power.length; c++) sum += power[c]![k]!;
      sums[k]! += sum;
      products[k]! *= sum;
    }
    if (++this.gathered === GATHERED) this.takeLogarithms();
  }

  private takeLogarithms(): void {
    const { logs, products } = this;
    if (this.gathered > 0) for (let k = 0; k < logs.length; k++) logs[k]! += log(products[k]!);
    products.fill(1);
    this.gathered = 0;
  }
}

/** Shared by whoever looks at where the treble ends. */
export function treble(_format: SignalFormat, hearing: Hearing): Treble {
  return new Treble(hearing);
}
