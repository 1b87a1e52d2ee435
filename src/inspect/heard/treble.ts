// Treble: a stream of the long-term level in fine steps up to half the rate, and of how far it mirrors itself about any frequency.
import { dbFromPower } from '../../dsp/decibel.ts';
import { log } from '../../dsp/math.ts';
import { bandEdge, type BandEdge } from './band-edge.ts';
import type { SignalFormat } from '../../signal/signal.ts';
import type { Hearing, Stream } from '../hearing.ts';
import { shortSpectra, type SpectraFrame } from './spectra.ts';

/** Long-term levels settle soon: one look in four is enough. */
const EVERY = 4;
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
  private seen = 0;

  constructor(hearing: Hearing) {
    const spectra = hearing.stream(shortSpectra);
    this.binHz = spectra.binHz;
    this.logs = new Float64Array(spectra.size / 2 + 1);
    this.sums = new Float64Array(spectra.size / 2 + 1);
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

  private look({ power, frames }: SpectraFrame): void {
    if (this.seen++ % EVERY !== 0 || frames < this.logs.length) return;
    const { logs, sums } = this;
    let total = 0;
    for (const channel of power) for (let k = 0; k < logs.length; k++) total += channel[k]!;
    if (total < LEAST_POWER * power.length) return;
    this.looks++;
    for (let k = 0; k < logs.length; k++) {
      let sum = NOTHING;
      for (const channel of power) sum += channel[k]!;
      sums[k]! += sum;
      logs[k]! += log(sum);
    }
  }
}

/** Shared by whoever looks at where the treble ends. */
export function treble(_format: SignalFormat, hearing: Hearing): Treble {
  return new Treble(hearing);
}
