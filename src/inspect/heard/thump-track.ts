// Thump track: where a low tone of 40 to 70 Hz bursts out of rest and dies away at once, and how purely it does so.
import { dbFromPower } from '../../dsp/decibel.ts';
import { lowpass } from '../../dsp/fir.ts';
import { exp, sin } from '../../dsp/math.ts';
import { CompactHistory } from '../../measure/history.ts';
import type { LowBand } from './low-band.ts';
import type { Block } from '../../signal/signal.ts';

/** A breath on a microphone: it rises within 4 ms and falls to a third within 34 ms. */
const TONES_HZ = [40, 44, 48.5, 53.5, 59, 65] as const;
const ATTACK_S = 0.004;
const DECAY_S = 0.034;
const LENGTH_S = 0.09;
/** The thump passes, the notes above it are kept apart. */
const PASS_HZ = 110;
const STOP_HZ = 230;
const STOP_DB = 50;
const FACTOR = 4;
/** The tone starts at one of so many places between two samples. */
const SHIFTS = 2;
/** What went before is as long as the first half turn of the slowest tone and its fall. */
const BEFORE_S = 0.03;
const BODY_S = 0.03;
/** Only sudden sound is worth fitting: its first 30 ms against the 30 ms before. */
const LEAST_RISE = 1.5;
const APART_S = 0.06;
const SILENT = 1e-12;
/** Starts looked at with one set of running sums: those of a whole song would fill as much memory as all the rest. */
const STRETCH = 1 << 14;
/** Nothing is purer than this: the sound itself is not exact. */
const LEAST_UNEXPLAINED = 0.01;

export interface Thump {
  /** Seconds of the song. */
  readonly atS: number;
  /** Its first sample of the track. */
  readonly index: number;
  /** Energy of the fitted tone in dB, on a scale of its own. */
  readonly levelDb: number;
  /** What the tone leaves over of all that sounds up to 110 Hz. */
  readonly unexplainedDb: number;
  /** The tone against all that sounded just before. */
  readonly riseDb: number;
  /** What sounds from 170 to 550 Hz with it, against the tone. */
  readonly bodyDb: number;
}

interface Fit {
  readonly energy: number;
  readonly unexplained: number;
}

/** Running sums of a stretch of the track, which begins `from` samples in. */
interface Sums {
  readonly from: number;
  readonly energy: Float64Array;
  readonly body: Float64Array;
}

/** Hears the low band, mixed to one channel. */
export class ThumpTrack {
  private readonly low: LowBand;
  private readonly rate: number;
  private readonly taps: Float64Array;
  private readonly held: Float64Array;
  private filled: number;
  private readonly deep = new CompactHistory();
  /** Mean square of what the filter took away, at the same rate. */
  private readonly body = new CompactHistory();
  private readonly shapes: readonly Float64Array[];

  constructor(low: LowBand) {
    this.low = low;
    const lowHz = low.format.sampleRateHz;
    this.rate = lowHz / FACTOR;
    this.taps = lowpass(PASS_HZ / lowHz, STOP_HZ / lowHz, STOP_DB);
    this.held = new Float64Array(this.taps.length);
    this.filled = 0;
    this.shapes = TONES_HZ.flatMap((hz) =>
      Array.from({ length: SHIFTS }, (_, i) => shapeOf(hz, i / SHIFTS, this.rate)),
    );
    low.listen((block) => this.hear(block));
  }

  /** Samples of a thump in the track. */
  get span(): number {
    return this.shapes[0]!.length;
  }

  /** The track itself. */
  get samples(): Float32Array {
    return this.deep.values();
  }

  get songS(): number {
    return this.deep.length / this.rate;
  }

  private hear({ channels, frames }: Block): void {
    const { held, taps } = this;
    const share = 1 / channels.length;
    for (let n = 0; n < frames; n++) {
      let sum = 0;
      for (const samples of channels) sum += samples[n]!;
      held[this.filled++] = share * sum;
      if (this.filled < taps.length) continue;
      this.take();
      held.copyWithin(0, FACTOR);
      this.filled -= FACTOR;
    }
  }

  private take(): void {
    const { held, taps } = this;
    const last = taps.length - 1;
    let deep = last % 2 === 0 ? taps[last >> 1]! * held[last >> 1]! : 0;
    for (let k = 0, l = last; k < l; k++, l--) deep += taps[k]! * (held[k]! + held[l]!);
    const rest = held[taps.length >> 1]! - deep;
    this.deep.push(deep);
    this.body.push(rest * rest);
  }

  /** In order of time, at least 60 ms apart. `worth` weighs one against its neighbours. */
  thumps(worth: (thump: Thump) => number): Thump[] {
    const found: Thump[] = [];
    let lastWorth = 0;
    let sums = this.sumsFrom(1);
    for (let i = 1; i + this.span < this.deep.length; i++) {
      if (i % STRETCH === 0) sums = this.sumsFrom(i);
      const thump = this.thumpAt(i, sums);
      if (thump === null) continue;
      const value = worth(thump);
      const last = found.at(-1);
      if (last !== undefined && thump.atS - last.atS < APART_S) {
        if (value <= lastWorth) continue;
        found.pop();
      }
      found.push(thump);
      lastWorth = value;
    }
    return found;
  }

  /** All that the starts from `first` up to the next stretch ask for. */
  private sumsFrom(first: number): Sums {
    const from = Math.max(0, first - Math.round(BEFORE_S * this.rate));
    const to = first + STRETCH + this.span;
    const energy = runningSum(this.deep.values().subarray(from, to), (value) => value * value);
    return { from, energy, body: runningSum(this.body.values().subarray(from, to), (value) => value) };
  }

  private thumpAt(i: number, { from, energy, body }: Sums): Thump | null {
    const at = i - from;
    const before = Math.round(BEFORE_S * this.rate);
    const past = energy[at]! - energy[Math.max(0, at - before)]!;
    const first = energy[at + before]! - energy[at]!;
    if (first < LEAST_RISE * past || first < SILENT) return null;
    const fit = this.fitAt(i, energy[at + this.span]! - energy[at]!);
    if (fit.energy <= SILENT) return null;
    const bodySpan = Math.round(BODY_S * this.rate);
    const beside = ((body[at + bodySpan]! - body[at]!) / bodySpan) * this.span;
    return {
      atS: this.secondsAt(i),
      index: i,
      levelDb: dbFromPower(fit.energy),
      unexplainedDb: dbFromPower(Math.max(LEAST_UNEXPLAINED, fit.unexplained)),
      riseDb: dbFromPower(fit.energy / (past + SILENT)),
      bodyDb: dbFromPower((beside + SILENT) / fit.energy),
    };
  }

  /** The tone that explains most; a tone that starts downwards explains nothing. */
  private fitAt(i: number, whole: number): Fit {
    const deep = this.deep.values();
    let most = 0;
    for (const shape of this.shapes) {
      let sum = 0;
      for (let k = 0; k < shape.length; k++) sum += shape[k]! * deep[i + k]!;
      most = Math.max(most, sum);
    }
    const energy = most * most;
    return { energy, unexplained: (whole - energy) / (whole + SILENT) };
  }

  private secondsAt(i: number): number {
    return this.low.secondsAt(i * FACTOR + (this.taps.length >> 1));
  }
}

/** Of energy 1, the first sample `shift` of a sample before its onset. */
function shapeOf(hz: number, shift: number, rate: number): Float64Array {
  const shape = Float64Array.from({ length: Math.round(LENGTH_S * rate) }, (_, k) => {
    const t = Math.max(0, k - shift) / rate;
    return sin(2 * Math.PI * hz * t) * exp(-t / DECAY_S) * (1 - exp(-t / ATTACK_S));
  });
  const energy = shape.reduce((sum, value) => sum + value * value, 0);
  return shape.map((value) => value / Math.sqrt(energy));
}

function runningSum(values: Float32Array, of: (value: number) => number): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (let n = 0; n < values.length; n++) sums[n + 1] = sums[n]! + of(values[n]!);
  return sums;
}
