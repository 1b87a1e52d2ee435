// Bandwidth: up to which frequency the sound really reaches.
import { powerFromDb } from '../dsp/decibel.ts';
import type { SignalFormat } from '../signal/signal.ts';
import type { BandFrame } from './band-power.ts';
import type { BandwidthResult } from './measurements.ts';

const STEP_HZ = 100;
/** Rounding to 16 bits, of which dither triples the power; 8 dB above that is sound. */
const ROUNDING_POWER = 1 / (12 * 32768 * 32768);
const ABOVE_ROUNDING = 20;
/** What lies 110 dB under the whole is no part of it, however fine the words. */
const FAINTEST = powerFromDb(-110);

/** What reaches high does so more than once: after so many looks (a minute) one in four is looked at. */
const ALL_OF = 215;
const THEN_EVERY = 4;

/** Gathers the long-term power in steps of 100 Hz from looks of `frameLength` frames. */
export class BandwidthListener {
  private readonly stepHz: number;
  private readonly binsPerStep: number;
  private readonly powers: Float64Array;
  private readonly nyquistHz: number;
  private looks = 0;
  private seen = 0;

  constructor(format: SignalFormat, frameLength: number) {
    const binHz = format.sampleRateHz / frameLength;
    this.binsPerStep = Math.max(1, Math.round(STEP_HZ / binHz));
    this.stepHz = this.binsPerStep * binHz;
    this.nyquistHz = format.sampleRateHz / 2;
    this.powers = new Float64Array(Math.floor(frameLength / 2 / this.binsPerStep));
  }

  look({ re, im, scale }: BandFrame): void {
    const { binsPerStep, powers } = this;
    if (this.seen++ >= ALL_OF && this.seen % THEN_EVERY !== 0) return;
    this.looks++;
    for (let c = 0; c < re.length; c++) {
      const x = re[c]!;
      const y = im[c]!;
      for (let step = 0; step < powers.length; step++) {
        let sum = 0;
        const end = (step + 1) * binsPerStep;
        for (let k = step * binsPerStep; k < end; k++) sum += x[k]! * x[k]! + y[k]! * y[k]!;
        powers[step]! += (scale * sum) / re.length;
      }
    }
  }

  result(): BandwidthResult {
    const total = this.powers.reduce((sum, power) => sum + power, 0);
    const rounding = (ABOVE_ROUNDING * ROUNDING_POWER * this.looks * this.stepHz) / this.nyquistHz;
    const least = Math.max(rounding, FAINTEST * total);
    let step = this.powers.length;
    while (step > 0 && this.powers[step - 1]! <= least) step--;
    if (step === 0) return { highestHz: null };
    return { highestHz: step === this.powers.length ? this.nyquistHz : step * this.stepHz };
  }
}
