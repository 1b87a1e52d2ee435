// Interpolate: the true peak between the samples, by 16x windowed-sinc interpolation where it can matter.
import { sin } from './math.ts';
import { besselI0 } from './window.ts';

/** Samples that one interpolated value looks at, half on either side. */
const TAPS = 48;
const PHASES = 16;
const BETA = 6.5;

/** What `peak` and `envelope` tell belongs to the sound this many frames before the newest pushed. */
export const PEAK_LATENCY_FRAMES = TAPS / 2;

/** Between two points of a 4x grid a sine below fs/2 can rise by 1/cos(π/8) at most (0.69 dB). */
const COARSE_SHARE = 0.9238795325112867;

/**
 * One channel, streaming; before its start and after its end the sound is silence. Use one instance for `peak` or for
 * `envelope`, not for both.
 */
export class PeakInterpolator {
  private readonly bank: Float64Array;
  private work = new Float64Array(TAPS);
  private readonly history = new Float64Array(TAPS);

  constructor(_sampleRateHz: number) {
    this.bank = designBank();
  }

  /**
   * The largest |value| at and between the samples of this block, delayed by PEAK_LATENCY_FRAMES; exact (to the 16x
   * grid) where it is larger than `above`, else anything from 0 to `above`. A meter passes its maximum so far, which
   * saves nearly all of the work: `max = Math.max(max, p.peak(x, frames, max))`.
   */
  peak(x: Float64Array, frames: number, above = 0): number {
    const work = this.load(x, frames);
    let best = above;
    for (let n = 0; n < frames; n++) best = this.interval(work, n, best);
    this.keep(work, frames);
    return best;
  }

  /**
   * out[i] = the largest |value| in [n - ½, n + ½) around the sample n that was pushed PEAK_LATENCY_FRAMES before
   * x[i] (16x grid). Where that is not above `above`, out[i] is |sample n|. To drain it, push PEAK_LATENCY_FRAMES zeros.
   */
  envelope(x: Float64Array, frames: number, out: Float64Array, above = 0): void {
    const work = this.load(x, frames);
    for (let n = 0; n < frames; n++) out[n] = this.around(work, n, above);
    this.keep(work, frames);
  }

  /** The rest of the sound into the silence after it, as `peak` would tell; call once after the last block. */
  flush(above = 0): number {
    return this.peak(new Float64Array(TAPS), TAPS, above);
  }

  /** Back to newborn. */
  reset(): void {
    this.history.fill(0);
  }

  private load(x: Float64Array, frames: number): Float64Array {
    if (this.work.length < TAPS + frames) this.work = new Float64Array(TAPS + frames);
    this.work.set(this.history);
    this.work.set(x.subarray(0, frames), TAPS);
    return this.work;
  }

  private keep(work: Float64Array, frames: number): void {
    this.history.set(work.subarray(frames, frames + TAPS));
  }

  /** Largest of `best` and the values from sample n to before sample n + 1 (of the delayed sound). */
  private interval(work: Float64Array, n: number, best: number): number {
    let coarse = Math.abs(work[n + TAPS / 2]!);
    let result = coarse > best ? coarse : best;
    let at = 0;
    for (let phase = 4; phase < PHASES; phase += 4) {
      const v = this.value(work, n + 1, phase);
      if (v > coarse) {
        coarse = v;
        at = phase;
      }
    }
    if (coarse > result) result = coarse;
    if (coarse < COARSE_SHARE * result) return result;
    for (let phase = Math.max(1, at - 3); phase < PHASES && phase <= at + 3; phase++) {
      const v = this.value(work, n + 1, phase);
      if (v > result) result = v;
    }
    if (at === 0) {
      for (let phase = 13; phase < PHASES; phase++) {
        const v = this.value(work, n + 1, phase);
        if (v > result) result = v;
      }
    }
    return result;
  }

  private around(work: Float64Array, n: number, above: number): number {
    const sample = Math.abs(work[n + TAPS / 2]!);
    let largest = sample;
    for (let phase = 8; phase < PHASES; phase += 4) largest = Math.max(largest, this.value(work, n, phase));
    largest = Math.max(largest, this.value(work, n + 1, 4));
    if (largest < COARSE_SHARE * above) return sample;
    for (let phase = 9; phase < PHASES; phase++) largest = Math.max(largest, this.value(work, n, phase));
    for (let phase = 1; phase < 8; phase++) largest = Math.max(largest, this.value(work, n + 1, phase));
    return largest > above ? largest : sample;
  }

  private value(work: Float64Array, from: number, phase: number): number {
    const bank = this.bank;
    const h = phase * TAPS;
    let sum = 0;
    for (let k = 0; k < TAPS; k++) sum += bank[h + k]! * work[from + k]!;
    return Math.abs(sum);
  }
}

/** bank[phase][k] weighs the sample k - (TAPS/2 - 1) frames after n for the value at n + phase/16. */
function designBank(): Float64Array {
  const bank = new Float64Array(PHASES * TAPS);
  const half = TAPS / 2;
  for (let phase = 0; phase < PHASES; phase++) {
    let sum = 0;
    for (let k = 0; k < TAPS; k++) {
      const t = k - (half - 1) - phase / PHASES;
      const u = t / half;
      const taper = u * u < 1 ? besselI0(BETA * Math.sqrt(1 - u * u)) / besselI0(BETA) : 0;
      const h = t === 0 ? 1 : (taper * sin(Math.PI * t)) / (Math.PI * t);
      bank[phase * TAPS + k] = h;
      sum += h;
    }
    for (let k = 0; k < TAPS; k++) bank[phase * TAPS + k] = bank[phase * TAPS + k]! / sum;
  }
  return bank;
}
