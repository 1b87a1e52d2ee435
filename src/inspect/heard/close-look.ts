// Close look: what happened where the sound jumped: a few wrong samples, a break between two courses, or just an attack.
import { CovarianceFit, predictionError } from '../../dsp/linear-prediction.ts';
import { BurstRepair } from '../../dsp/burst-repair.ts';

/** More than the watching prediction has: there are few looks, and lines close together need it. */
export const LOOK_ORDER = 24;
/** The model's ear gets white noise of -90 dB. */
const NOISE_SHARE = 1e-9;
/** Errors this many times the local one (RMS) belong to the jolt: one in 16 000 of normal noise. */
const CLEAR = 4;
/** What comes before is part of the jolt only where it is more than an eighth of it. */
const FORERUNNER = 8;
/** Samples without a clear error that the jolt may have within. */
const LONGEST_LULL = 12;
/** Samples that are put right may leave this much: the largest of some thirty normal errors, and a little. */
const LEAST_LEFT = 4.5;
/** Numbers of wrong samples that are tried; 32 at 44.1 kHz is 0.7 ms, the longest pop. */
const LENGTHS: readonly number[] = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32];
export const MOST_LENGTH = 32;
/** So many samples beside a cut top are no higher than it, but for rounding and dither. */
const CUT_FRAMES = 8;
const CUT_LEVEL = 1.01;
/** Or three of the jolt's samples are equally high, within one 16-bit step and its dither, and nothing near is higher. */
const LEAST_TOUCHING = 3;
const CEILING_STEP = 2 ** -14;
const CEILING_SHARE = 0.003;
/** Level on both sides is compared over a third of the near surroundings (4 ms). */
const LEVEL_SHARE = 3;

/** The jolt's figures; `sound` below means the samples, `error` what prediction did not foretell. */
export interface JoltShape {
  /** Index of the first wrong sample, or of the first after a break. */
  start: number;
  /** Samples that must be redrawn to make the sound run on; 0 where up to 32 do not do it. */
  length: number;
  /** Largest correction of a sample, or the height of the break. */
  amplitude: number;
  /** Samples from the first to the last clear error. */
  extent: number;
  /** Largest error over the RMS error of the louder side. */
  ratio: number;
  /** Largest error over the largest of the surroundings. */
  isolation: number;
  /** Redrawn, the samples would stand out above all around them: the wave ran into a ceiling, which is clipping. */
  clipped: boolean;
  /** Largest error left after redrawing, in the RMS error of the surroundings. */
  left: number;
  /** RMS error behind over that before. */
  balance: number;
  /** RMS slope behind over that before: a new note changes it. */
  levelRatio: number;
  /** RMS of the sound around. */
  level: number;
}

/** Fits a model to both sides of a jolt and sees how far the jolt strays from it. One for all looks. */
export class CloseLook {
  readonly shape: JoltShape = {
    start: 0,
    length: 0,
    amplitude: 0,
    extent: 0,
    ratio: 0,
    isolation: 0,
    clipped: false,
    left: 0,
    balance: 1,
    levelRatio: 1,
    level: 0,
  };
  private readonly fit = new CovarianceFit(LOOK_ORDER);
  private readonly repair = new BurstRepair(LOOK_ORDER, MOST_LENGTH);
  private readonly error: Float64Array;

  /** `capacity`: as long as the sound that is shown. */
  constructor(capacity: number) {
    this.error = new Float64Array(capacity);
  }

  /**
   * Looks at `x[from … to - 1]` where the jolt lies within `zoneFrom … zoneTo - 1` (the zone is not part of the fit and
   * must hold `LOOK_ORDER` samples behind the jolt). False where nothing clear is seen; else `shape` tells.
   */
  examine(x: Float64Array, from: number, zoneFrom: number, zoneTo: number, to: number): boolean {
    const { fit, error, shape } = this;
    const begin = from + LOOK_ORDER;
    fit.clear();
    fit.add(x, begin, zoneFrom);
    fit.add(x, zoneTo, to);
    if (!fit.solve(NOISE_SHARE)) return false;
    predictionError(fit.a, LOOK_ORDER, x, begin, to, error);
    const before = rms(error, begin, zoneFrom);
    const behind = rms(error, zoneTo, to);
    const around = Math.max(before, behind);
    const at = placeOfLargest(error, zoneFrom, zoneTo);
    const peak = Math.abs(error[at]!);
    if (!(around > 0) || peak < CLEAR * around) return false;
    shape.ratio = peak / around;
    shape.isolation = peak / Math.max(largest(error, begin, zoneFrom), largest(error, zoneTo, to));
    shape.balance = behind / Math.max(before, around / 1e6);
    this.measureExtent(at, zoneFrom, zoneTo, CLEAR * around);
    this.redraw(around);
    shape.clipped =
      (shape.length > 0 && this.isCut(x)) ||
      this.touchesCeiling(x, from, to, 1) ||
      this.touchesCeiling(x, from, to, -1);
    if (shape.length === 0) shape.amplitude = Math.abs(error[shape.start]!);
    this.compareSides(x, from, zoneFrom, zoneTo, to);
    return true;
  }

  private measureExtent(at: number, zoneFrom: number, zoneTo: number, clear: number): void {
    const { error, shape } = this;
    const peak = Math.abs(error[at]!);
    // One wrong sample makes errors in proportion to the filter's taps: the first of them is its own, the largest may not be.
    const onset = Math.max(clear, peak / (FORERUNNER * largest(this.fit.a, 0, LOOK_ORDER + 1)));
    const first = this.reachFrom(at, -1, zoneFrom, onset);
    const last = this.reachFrom(at, 1, zoneTo - 1, clear);
    shape.start = first;
    shape.extent = last - first + 1;
  }

  /** How far clear errors go on from `at`, with lulls no longer than a chance one. */
  private reachFrom(at: number, step: number, end: number, least: number): number {
    let reached = at;
    for (let n = at; n !== end + step && Math.abs(n - reached) <= LONGEST_LULL; n += step) {
      if (Math.abs(this.error[n]!) >= least) reached = n;
    }
    return reached;
  }

  /** The least number of samples whose redrawing leaves nothing to hear. */
  private redraw(around: number): void {
    const { error, shape, repair, fit } = this;
    shape.length = 0;
    shape.left = shape.ratio;
    for (const length of LENGTHS) {
      if (length > shape.extent) break;
      const left = repair.solve(fit.a, error, shape.start, length, shape.extent) / around;
      shape.left = Math.min(shape.left, left);
      if (left <= Math.max(LEAST_LEFT, shape.ratio / 100)) {
        shape.length = length;
        shape.amplitude = repair.largest;
        return;
      }
    }
  }

  /** Samples that lie above the near ones, and belong still further out. */
  private isCut(x: Float64Array): boolean {
    const { start, length } = this.shape;
    const side = Math.sign(x[start]!);
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i < length; i++) {
      if (side * this.repair.correction[i]! >= 0) return false;
      least = Math.min(least, side * x[start + i]!);
    }
    for (let k = 1; k <= CUT_FRAMES; k++) {
      if (Math.max(side * x[start - k]!, side * x[start + length - 1 + k]!) > CUT_LEVEL * least) return false;
    }
    return true;
  }

  /** Several samples of the jolt stand at the highest level of all on that side: its ceiling. */
  private touchesCeiling(x: Float64Array, from: number, to: number, side: number): boolean {
    const { start, extent } = this.shape;
    let ceiling = 0;
    for (let n = from; n < to; n++) ceiling = Math.max(ceiling, side * x[n]!);
    const least = ceiling - Math.min(CEILING_STEP, CEILING_SHARE * ceiling);
    let touching = 0;
    for (let n = start - 2; n < start + extent; n++) if (ceiling > 0 && side * x[n]! >= least) touching++;
    return touching >= LEAST_TOUCHING;
  }

  private compareSides(x: Float64Array, from: number, zoneFrom: number, zoneTo: number, to: number): void {
    const { shape } = this;
    const reach = Math.floor((to - from) / (2 * LEVEL_SHARE));
    const before = slope(x, Math.max(from, zoneFrom - reach), zoneFrom);
    const behind = slope(x, zoneTo, Math.min(to, zoneTo + reach));
    shape.levelRatio = behind / Math.max(before, 1e-9);
    shape.level = rms(x, from, to);
  }
}

function rms(x: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let n = from; n < to; n++) sum += x[n]! * x[n]!;
  return Math.sqrt(sum / Math.max(1, to - from));
}

function slope(x: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let n = from + 1; n < to; n++) sum += (x[n]! - x[n - 1]!) * (x[n]! - x[n - 1]!);
  return Math.sqrt(sum / Math.max(1, to - from - 1));
}

function largest(x: Float64Array, from: number, to: number): number {
  let most = 0;
  for (let n = from; n < to; n++) most = Math.max(most, Math.abs(x[n]!));
  return most;
}

function placeOfLargest(x: Float64Array, from: number, to: number): number {
  let place = from;
  for (let n = from; n < to; n++) if (Math.abs(x[n]!) > Math.abs(x[place]!)) place = n;
  return place;
}
