// Fine peak: the true peak around a sample by a longer interpolator, where the usual one could be wrong.
import { PEAK_LATENCY_FRAMES, peakBank } from '../../dsp/interpolate.ts';
import { kaiser } from '../../dsp/window.ts';
import { sin } from '../../dsp/math.ts';

/** Flat to 0.46 fs; the usual 48 taps are to 0.455, and read up to 0.4 dB low on sound that reaches fs/2. */
const TAPS = 96;
const PHASES = 16;
const BETA = 11;
const LEAD = TAPS / 2 - 1;
/** Frames from the newest sample to the one that can be read. */
export const FINE_LATENCY_FRAMES = TAPS / 2;
/** On a 4x grid a peak below 0.49 fs is read at this share at least: cos(0.49 π / 4). */
const COARSE_SHARE = 0.92;

/** One channel; reads single places of the sound pushed so far. */
export class FinePeak {
  private readonly table = finePhases();
  /** How far both interpolators can differ, as a share of the strongest bend (second difference) near by. */
  private readonly bendShare = differenceShare(this.table);
  private readonly above: number;
  private readonly work: Float64Array;
  /** |values| by sixteenths, from half a frame before a sample to half a frame after it. */
  private readonly values = new Float64Array(PHASES + 1);
  private frames = 0;

  /** Looks for what is above `above`; for at most `longest` frames a time. */
  constructor(above: number, longest: number) {
    this.above = above;
    this.work = new Float64Array(TAPS + longest);
  }

  /** The next sound: frames 0 … frames-1 of what can be read now were pushed FINE_LATENCY_FRAMES ago. */
  push(samples: Float64Array, frames: number): void {
    const { work } = this;
    work.copyWithin(0, this.frames, this.frames + TAPS);
    if (frames < 64) for (let n = 0; n < frames; n++) work[TAPS + n] = samples[n]!;
    else work.set(samples.length === frames ? samples : samples.subarray(0, frames), TAPS);
    this.frames = frames;
  }

  /** `peaks[n]`, which the usual interpolator read around frame n, becomes higher where the wave is and that matters. */
  raise(peaks: Float64Array, n: number): void {
    if (this.mayExceed(peaks, n)) this.raiseTo(peaks, n);
  }

  private mayExceed(peaks: Float64Array, n: number): boolean {
    const { work } = this;
    const end = n + TAPS - 1;
    let bend = 0;
    for (let p = n + 2; p < end; p++) {
      const b = Math.abs(work[p - 1]! + work[p + 1]! - (work[p]! + work[p]!));
      if (b > bend) bend = b;
    }
    return peaks[n]! + this.bendShare * bend > this.above;
  }

  /** The largest |value| in [n - ½, n + ½), if above `peaks[n]`; to the 16x grid where that is above `above`. */
  private raiseTo(peaks: Float64Array, n: number): void {
    const { values, above } = this;
    const at = n + TAPS / 2;
    for (let quarter = 0; quarter <= PHASES; quarter += 4) this.read(at, quarter);
    for (let quarter = 0; quarter < PHASES; quarter += 4) {
      if (Math.max(values[quarter]!, values[quarter + 4]!) > COARSE_SHARE * above) {
        for (let inside = quarter + 1; inside < quarter + 4; inside++) this.read(at, inside);
        for (let inside = quarter + 1; inside < quarter + 4; inside++) {
          if (values[inside]! > peaks[n]!) peaks[n] = values[inside]!;
        }
      }
      if (values[quarter]! > peaks[n]!) peaks[n] = values[quarter]!;
    }
  }

  reset(): void {
    this.work.fill(0);
    this.frames = 0;
  }

  /** |value| (place - 8)/16 frames after work[at] into values[place]: a number handed back would be left on the heap. */
  private read(at: number, place: number): void {
    const { work, table, values } = this;
    const sixteenth = place - PHASES / 2;
    if (sixteenth === 0) {
      values[place] = Math.abs(work[at]!);
      return;
    }
    const from = (sixteenth < 0 ? at - 1 : at) - LEAD;
    const row = (sixteenth < 0 ? sixteenth + PHASES : sixteenth) * TAPS;
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (let k = 0; k < TAPS; k += 4) {
      a += work[from + k]! * table[row + k]!;
      b += work[from + k + 1]! * table[row + k + 1]!;
      c += work[from + k + 2]! * table[row + k + 2]!;
      d += work[from + k + 3]! * table[row + k + 3]!;
    }
    values[place] = Math.abs(a + b + (c + d));
  }
}

let shared: Float64Array | null = null;

/** table[phase · TAPS + k] weighs the sample k - LEAD frames after n for the value at n + phase/16; rows sum to 1. */
function finePhases(): Float64Array {
  shared ??= designPhases();
  return shared;
}

function designPhases(): Float64Array {
  const table = new Float64Array(PHASES * TAPS);
  const window = kaiser(PHASES * TAPS + 1, BETA);
  for (let phase = 0; phase < PHASES; phase++) {
    let sum = 0;
    for (let k = 0; k < TAPS; k++) {
      const t = k - LEAD - phase / PHASES;
      const taper = window[PHASES * (t + TAPS / 2)]!;
      const h = t === 0 ? 1 : phase === 0 ? 0 : (taper * sin(Math.PI * t)) / (Math.PI * t);
      table[phase * TAPS + k] = h;
      sum += h;
    }
    for (let k = 0; k < TAPS; k++) table[phase * TAPS + k]! /= sum;
  }
  return table;
}

/**
 * The two interpolators' difference has no sum and nearly no first moment, so it is a weighted sum of second differences
 * (summed by parts twice): at most Σ |weights| times the largest.
 */
function differenceShare(fine: Float64Array): number {
  const { taps, table } = peakBank();
  const shift = LEAD - (PEAK_LATENCY_FRAMES - 1);
  let most = 0;
  for (let phase = 1; phase < PHASES; phase++) {
    let sum = 0;
    let weight = 0;
    let total = 0;
    for (let k = 0; k < TAPS; k++) {
      const usual = k >= shift && k < shift + taps ? table[phase * taps + k - shift]! : 0;
      sum += fine[phase * TAPS + k]! - usual;
      weight += sum;
      total += Math.abs(weight);
    }
    most = Math.max(most, total);
  }
  return most;
}
