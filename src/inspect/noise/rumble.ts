// Rumble: noise below the lowest notes that goes on whatever is played.
import { dbFromPower } from '../../dsp/decibel.ts';
import { History } from '../../measure/history.ts';
import type { Detector, DetectorKind, Finding } from '../finding.ts';
import type { Hearing } from '../hearing.ts';
import { lowBand } from '../heard/low-band.ts';
import { Spectra } from '../heard/spectra.ts';

const LOOK_S = 0.5;
/** Below 4.5 Hz stands the skirt of a constant offset; above 18 Hz the lowest organ pipes begin. */
const DEEP_HZ = [4.5, 10] as const;
const UPPER_HZ = [10, 18] as const;
const LEAST_LOOKS = 5;
/** Traffic, wind and turntables reach the deepest octave; bass synthesisers and kick drums only lean into the upper. */
const LEAST_DEEP_DB = -5.1;
/** Kicks and notes come and go; noise of 4.5 to 18 Hz in 0.7 s stays within 2 dB of itself. */
const MOST_UNREST_DB = 2.6;
/** Against all that sounds below 550 Hz. */
const LEAST_SHARE_DB = -31;
const WARN_SHARE_DB = -24;
const LEAST_DBFS = -65;
const WARN_DBFS = -42;

class RumbleDetector implements Detector {
  private readonly spectra: Spectra;
  private readonly channels: number;
  private readonly below = new History();
  private total = 0;
  private upper = 0;
  private deepest = 0;

  constructor(hearing: Hearing) {
    const low = hearing.stream(lowBand);
    const spectra = new Spectra(low.format, LOOK_S);
    this.spectra = spectra;
    this.channels = low.format.channels;
    low.listen((block) => spectra.push(block));
    spectra.listen(({ frames, power }) => {
      if (frames === spectra.size) this.look(power);
    });
  }

  push(): void {}

  private look(power: readonly Float64Array[]): void {
    const deep = this.band(power, DEEP_HZ[0], DEEP_HZ[1]);
    const upper = this.band(power, UPPER_HZ[0], UPPER_HZ[1]);
    this.deepest += deep;
    this.upper += upper;
    this.total += this.band(power, DEEP_HZ[0], Infinity);
    this.below.push(deep + upper);
  }

  /** Mean of the channels. */
  private band(power: readonly Float64Array[], fromHz: number, toHz: number): number {
    const { binHz, size } = this.spectra;
    const first = Math.ceil(fromHz / binHz);
    const last = Math.min(size / 2, Math.ceil(toHz / binHz) - 1);
    let sum = 0;
    for (const bins of power) for (let k = first; k <= last; k++) sum += bins[k]!;
    return sum / this.channels;
  }

  result(): Finding[] {
    this.spectra.finish();
    const looks = this.below.length;
    if (looks < LEAST_LOOKS || this.total <= 0) return [];
    const sorted = this.below.values().slice().sort();
    const quiet = dbFromPower(sorted[Math.floor(0.2 * (looks - 1))]!);
    const middle = dbFromPower(sorted[(looks - 1) >> 1]!);
    const share = quiet - dbFromPower(this.total / looks);
    const balance = dbFromPower(this.deepest) - dbFromPower(this.upper);
    if (!(quiet >= LEAST_DBFS && share >= LEAST_SHARE_DB)) return [];
    if (middle - quiet > MOST_UNREST_DB || balance < LEAST_DEEP_DB) return [];
    return [
      {
        code: 'rumble',
        severity: share >= WARN_SHARE_DB && middle >= WARN_DBFS ? 'warning' : 'note',
        confidence: Math.min(0.95, 0.6 + (share - LEAST_SHARE_DB) / 60),
        channel: null,
        startS: null,
        endS: null,
        value: middle,
        unit: 'dBFS',
      },
    ];
  }
}

/** Noise of some 5 to 20 Hz under the music. */
export const RUMBLE: DetectorKind = {
  id: 'rumble',
  codes: ['rumble'],
  create: (hearing) => new RumbleDetector(hearing),
};
