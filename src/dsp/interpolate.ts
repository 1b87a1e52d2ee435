// Interpolate: the true peak between the samples, by 16x windowed-sinc interpolation where it can matter.
import type { PeakBank } from './kernel-contract.ts';
import { kernel } from './kernel.ts';
import { sin } from './math.ts';
import { HEARD_FROM, workLength } from './peak-plain.ts';
import { besselI0 } from './window.ts';

/** Samples that one interpolated value looks at, half on either side: right within 0.01 dB up to 0.455 fs. */
const TAPS = 48;
const PHASES = 16;
/** Phases from one value of the 4x grid to the next. */
const QUARTER = 4;
/** Kaiser window of the sinc: side lobes below -60 dB, so that a sine reads within 0.01 dB. */
const BETA = 6.5;

/** What `peak` and `envelope` tell belongs to the sound this many frames before the newest pushed. */
export const PEAK_LATENCY_FRAMES = TAPS / 2;

/** Frames before a block that the kernel looks at: the latency and what its bound needs. */
const HISTORY = HEARD_FROM;
/** Longest stretch handed to the kernel at once: small enough to stay in the cache. */
const STRETCH = 8192;

/**
 * One channel, streaming; before its start and after its end the sound is silence. Use one instance for one of
 * `peak`, `stretches` and `envelope`. The results are the same to the last bit for any cutting into blocks.
 */
export class PeakInterpolator {
  private readonly loops = kernel();
  readonly bank = peakBank();
  private work = new Float64Array(0);
  /** The samples before what comes next, for who hands the sound to the kernel's `gauge`, and then calls `remember`. */
  readonly history = new Float64Array(HISTORY);

  /** One for a sound of `sampleRateHz`; the method is the same at every rate. */
  constructor(_sampleRateHz: number) {
    this.makeRoom(128);
  }

  /**
   * The largest |value| at and between the samples of this block, delayed by PEAK_LATENCY_FRAMES; exact (to the 16x
   * grid) where it is larger than `above`, else `above`. A meter passes its maximum so far, which saves nearly all of
   * the work: `max = p.peak(x, frames, max)`.
   */
  peak(x: Float64Array, frames: number, above = 0): number {
    let best = above;
    for (let start = 0; start < frames; start += STRETCH) {
      const count = Math.min(STRETCH, frames - start);
      const part = start === 0 && count === x.length ? x : x.subarray(start, start + count);
      best = this.loops.peak(this.bank, this.history, part, count, best);
      this.remember(part, count);
    }
    return best;
  }

  /**
   * The block in `count` stretches, the i-th up to frame ends[i] (excluded; the last ends with the block):
   * tops[i] is raised to the largest |value| at and between the samples of the i-th, delayed by
   * PEAK_LATENCY_FRAMES; where that is not above `above`, to the largest |sample|. Far cheaper than an envelope.
   */
  stretches(
    x: Float64Array,
    frames: number,
    ends: Float64Array,
    tops: Float64Array,
    count: number,
    above = 0,
  ): void {
    this.loops.peaks(this.bank, this.history, x, frames, above, ends, tops, count);
    this.remember(x, frames);
  }

  /**
   * out[i] = the largest |value| in [n - ½, n + ½] around the sample n that was pushed PEAK_LATENCY_FRAMES before
   * x[i] (16x grid, within 0.0003 dB). Where that is not above `above`, out[i] is |sample n|: a limiter passes its ceiling, which saves
   * most of the work. `out` may be `x`. To drain it, push PEAK_LATENCY_FRAMES zeros. Tells whether any is above.
   */
  envelope(x: Float64Array, frames: number, out: Float64Array, above = 0): boolean {
    let any = false;
    for (let start = 0; start < frames; start += STRETCH) {
      const count = Math.min(STRETCH, frames - start);
      this.load(x, start, count);
      const target = start === 0 ? out : out.subarray(start);
      if (this.loops.envelope(this.bank, this.work, count, above, target)) any = true;
      this.keep(count);
    }
    return any;
  }

  /** The rest of the sound into the silence after it, as `peak` would tell; call once after the last block. */
  flush(above = 0): number {
    return this.peak(new Float64Array(2 * PEAK_LATENCY_FRAMES), 2 * PEAK_LATENCY_FRAMES, above);
  }

  /** Back to newborn. */
  reset(): void {
    this.history.fill(0);
  }

  /** The last samples of history and x become the history. */
  remember(x: Float64Array, frames: number): void {
    const { history } = this;
    const kept = Math.max(0, HISTORY - frames);
    history.copyWithin(0, HISTORY - kept);
    for (let n = kept; n < HISTORY; n++) history[n] = x[frames - HISTORY + n]!;
  }

  private load(x: Float64Array, start: number, frames: number): void {
    if (this.work.length < workLength(frames)) this.makeRoom(frames);
    const work = this.work;
    work.set(this.history);
    if (frames < 64) for (let n = 0; n < frames; n++) work[HISTORY + n] = x[start + n]!;
    else work.set(start === 0 && x.length === frames ? x : x.subarray(start, start + frames), HISTORY);
    work.fill(0, HISTORY + frames, workLength(frames));
  }

  private keep(frames: number): void {
    const { history, work } = this;
    for (let n = 0; n < HISTORY; n++) history[n] = work[frames + n]!;
  }

  private makeRoom(frames: number): void {
    this.work = new Float64Array(Math.max(workLength(frames), HISTORY + frames));
  }
}

let bank: PeakBank | null = null;

/** The one bank there is, made on first use. */
export function peakBank(): PeakBank {
  bank ??= designBank();
  return bank;
}

/** table[phase][k] weighs the sample k - (TAPS/2 - 1) frames after n for the value at n + phase/16. */
function designBank(): PeakBank {
  const table = new Float64Array(PHASES * TAPS);
  for (let phase = 0; phase < PHASES; phase++) {
    fillRow(table.subarray(phase * TAPS, (phase + 1) * TAPS), phase / PHASES);
  }
  let near = 0;
  let far = 0;
  let fine = 0;
  for (let phase = 1; phase < PHASES; phase++) {
    const [rowNear, rowFar] = bendWeights(table, phase, 0, PHASES);
    near = Math.max(near, rowNear);
    far = Math.max(far, rowFar);
  }
  for (let phase = 1; phase < PHASES; phase++) {
    const quarter = phase - (phase % QUARTER);
    const [rowNear, rowFar] = bendWeights(table, phase, quarter, quarter + QUARTER);
    fine = Math.max(fine, rowNear / near, rowFar / far);
  }
  // Room for the rounding of the sums that the bounds are compared with.
  return { taps: TAPS, table, near: near * 1.000001, far: far * 1.000001, fine: fine * 1.000001 };
}

/** Kaiser-windowed sinc, corrected to hand on a straight line exactly (sum 1, first moment 0). */
function fillRow(row: Float64Array, offset: number): void {
  const half = TAPS / 2;
  const taper = new Float64Array(TAPS);
  const whole = besselI0(BETA);
  let h0 = 0;
  let h1 = 0;
  let w0 = 0;
  let w1 = 0;
  let w2 = 0;
  for (let k = 0; k < TAPS; k++) {
    const t = k - (half - 1) - offset;
    const u = t / half;
    const w = u * u < 1 ? besselI0(BETA * Math.sqrt(1 - u * u)) / whole : 0;
    const h = t === 0 ? 1 : offset === 0 ? 0 : (w * sin(Math.PI * t)) / (Math.PI * t);
    taper[k] = w;
    row[k] = h;
    h0 += h;
    h1 += t * h;
    w0 += w;
    w1 += t * w;
    w2 += t * t * w;
  }
  const determinant = w0 * w2 - w1 * w1;
  const constant = ((1 - h0) * w2 + h1 * w1) / determinant;
  const slope = (-h1 * w0 - (1 - h0) * w1) / determinant;
  for (let k = 0; k < TAPS; k++)
    row[k] = row[k]! + taper[k]! * (constant + slope * (k - (half - 1) - offset));
}

/**
 * The row of `phase` minus the straight line between those of `from` and `to`, summed twice: weights of the second
 * differences, up to 16 samples away and beyond.
 */
function bendWeights(
  table: Float64Array,
  phase: number,
  from: number,
  to: number,
): [near: number, far: number] {
  const share = (phase - from) / (to - from);
  let sum = 0;
  let weight = 0;
  let near = 0;
  let far = 0;
  for (let k = 0; k <= TAPS; k++) {
    const away = k - (TAPS / 2 - 1);
    sum +=
      weightAt(table, phase, k) - ((1 - share) * weightAt(table, from, k) + share * weightAt(table, to, k));
    weight += sum;
    if (Math.abs(away + 1) <= 16) near += Math.abs(weight);
    else far += Math.abs(weight);
  }
  return [near, far];
}

/** Phase 16 is phase 0 a sample later. */
function weightAt(table: Float64Array, phase: number, k: number): number {
  if (phase === PHASES) return k > 0 ? table[k - 1]! : 0;
  return k < TAPS ? table[phase * TAPS + k]! : 0;
}
