// Bus compression: stretches of a mix whose drums no longer stand above the rest, so that mastering has nothing to hold.
import { dbFromGain, dbFromPower } from '../../dsp/decibel.ts';
import { History } from '../../measure/history.ts';
import type { Block } from '../../signal/signal.ts';
import type { Detector, DetectorKind, Finding } from '../finding.ts';
import { flatTops, type FlatTops } from '../heard/flat-tops.ts';
import type { Hearing } from '../hearing.ts';
import { clusterSpans, type Span } from '../spans.ts';

const STEP_S = 0.1;
/** Every fourth sample is enough for a mean. */
const STRIDE = 4;
const STEPS_A_WINDOW = 30;
/** Largest peak over RMS in 3 s, both channels. Mixes of all kinds keep 11 to 17 dB, finished loud records 8 to 11. */
const FLAT_DB = 8;
/** A tone or a pad is flat by nature: of 0.1 s steps the loud ones (95 %) stand this far over the quiet ones (20 %) where drums play. */
const LEAST_PULSE_DB = 1.5;
/** -50 dBFS. */
const LEAST_POWER = 1e-5;
const LEAST_S = 8;
const MOST_NOTES = 20;

interface Flat extends Span {
  readonly crestDb: number;
}

class BusCompressionDetector implements Detector {
  private readonly rate: number;
  private readonly stepFrames: number;
  private readonly tops: FlatTops;
  private readonly powers = new History();
  private energy = 0;
  private inStep = 0;

  constructor({ format }: Hearing, tops: FlatTops) {
    this.tops = tops;
    this.rate = format.sampleRateHz;
    this.stepFrames = STRIDE * Math.max(1, Math.round((STEP_S / STRIDE) * format.sampleRateHz));
  }

  push({ channels, frames }: Block): void {
    for (let start = 0; start < frames; ) {
      const end = Math.min(frames, start + this.stepFrames - this.inStep);
      const first = start + ((STRIDE - (this.inStep % STRIDE)) % STRIDE);
      for (let c = 0; c < channels.length; c++) this.hear(channels[c]!, first, end);
      this.inStep += end - start;
      start = end;
      if (this.inStep === this.stepFrames) this.closeStep(channels.length);
    }
  }

  private hear(samples: Float64Array, start: number, end: number): void {
    let { energy } = this;
    for (let i = start; i < end; i += STRIDE) energy += samples[i]! * samples[i]!;
    this.energy = energy;
  }

  private closeStep(channels: number): void {
    this.powers.push((STRIDE * this.energy) / (this.stepFrames * channels));
    this.energy = 0;
    this.inStep = 0;
  }

  result(): Finding[] {
    const flat: Flat[] = [];
    const half = STEPS_A_WINDOW / 2;
    for (let first = 0; first + STEPS_A_WINDOW <= this.powers.length; first += half) {
      const crestDb = this.crestDb(first);
      if (crestDb !== null && crestDb < FLAT_DB)
        flat.push({
          start: first * this.stepFrames,
          end: (first + STEPS_A_WINDOW) * this.stepFrames,
          crestDb,
        });
    }
    return clusterSpans(flat, 0)
      .filter(({ start, end }) => end - start >= LEAST_S * this.rate)
      .slice(0, MOST_NOTES)
      .map(({ start, end, members }) => ({
        code: 'mix-over-compressed',
        severity: 'note',
        confidence: 0.5,
        channel: null,
        startS: start / this.rate,
        endS: end / this.rate,
        value: Math.round((10 * members.reduce((sum, m) => sum + m.crestDb, 0)) / members.length) / 10,
        unit: 'dB',
      }));
  }

  private peakFrom(first: number): number {
    const start = first * this.stepFrames;
    const end = start + STEPS_A_WINDOW * this.stepFrames;
    return Math.max(...this.tops.channels.map(({ ceilings }) => ceilings.largestWithin(start, end)));
  }

  /** Of one window with a pulse in it; null for silence and held tones. */
  private crestDb(first: number): number | null {
    const powers = this.powers.values().subarray(first, first + STEPS_A_WINDOW);
    const mean = powers.reduce((sum, power) => sum + power, 0) / STEPS_A_WINDOW;
    if (!(mean > LEAST_POWER)) return null;
    const sorted = powers.toSorted();
    const at = (share: number): number => Math.max(sorted[Math.floor(share * (STEPS_A_WINDOW - 1))]!, 1e-12);
    const pulseDb = dbFromPower(at(0.95) / at(0.2));
    if (pulseDb < LEAST_PULSE_DB) return null;
    return dbFromGain(this.peakFrom(first) / Math.sqrt(mean));
  }
}

/** A mix pressed flat before anybody masters it. */
export const BUS_COMPRESSION: DetectorKind = {
  id: 'bus-compression',
  codes: ['mix-over-compressed'],
  create: (hearing) => new BusCompressionDetector(hearing, hearing.stream(flatTops)),
};
