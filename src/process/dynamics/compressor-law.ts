// Compressor law: from the level heard in a hop to the gain of each channel.
import { dbToGains, gainFromDb, powerFromDb, powersToDb } from '../../dsp/decibel.ts';
import { smoothing } from '../../dsp/envelope.ts';
import type { SignalFormat } from '../../signal/signal.ts';
import type { GainSource } from '../control/gain-rider.ts';
import type { ParamRecord } from '../params.ts';

/** Window of the RMS detector. */
const RMS_MS = 10;
/** The slow release follows what stays this long … */
const SUSTAIN_MS = 300;
/** … and lets go this much later than the fast one. */
const SLOWER_RELEASE = 6;
/** Levels below count as silence. */
const SILENCE_POWER = 1e-15;
/** Keeps the comparison of powers on the safe side of that in decibels. */
const SURELY = 1 - 1e-9;

/** What is heard hop by hop: a side chain, or whatever else tells of each channel the sum and the largest of its squares. */
export interface HeardHop {
  readonly squares: Float64Array;
  readonly peaks: Float64Array;
  /** Tells the next hop. */
  next(): void;
}

/** What the law does on one side of its threshold. */
export interface Action {
  /** It acts on what is below the threshold, else on what is above. */
  readonly below: boolean;
  /** It turns up, else down. */
  readonly up: boolean;
  /** Decibels of change for each one beyond the threshold. */
  readonly slope: number;
}

/** Turns down what is above, so that `ratio` dB in are one dB out. */
export function compression(ratio: number): Action {
  return { below: false, up: false, slope: 1 - 1 / ratio };
}

/** From what was heard in a hop to the gain of each channel. */
export class CompressorLaw implements GainSource {
  /** Linear gains for the hop just heard, one a channel. */
  readonly gains: Float64Array;
  private readonly heard: HeardHop;
  private readonly means: Float64Array;
  /** Of each channel, then of the loudest: the power as the detector has it, then its decibels. */
  private readonly levels: Float64Array;
  private readonly fast: Float64Array;
  private readonly slow: Float64Array;
  /** The change in dB asked for, then that just decided, by channel. */
  private readonly changes: Float64Array;
  private readonly hop: number;
  private readonly threshold: number;
  /** Up to this power (of those that act below: from it on) nothing is asked for. */
  private readonly idlePower: number;
  private readonly knee: number;
  private readonly below: boolean;
  private readonly up: boolean;
  private readonly slope: number;
  private readonly range: number;
  private readonly peakShare: number;
  private readonly link: number;
  private readonly mix: number;
  private readonly makeup: number;
  private readonly auto: boolean;
  private readonly rms: number;
  private readonly attack: number;
  private readonly release: number;
  private readonly sustain: number;
  private readonly slowRelease: number;

  constructor(
    params: ParamRecord,
    format: SignalFormat,
    hop: number,
    heard: HeardHop,
    action = compression(params.ratio as number),
  ) {
    const hopRate = format.sampleRateHz / hop;
    const perChannel = (): Float64Array => new Float64Array(format.channels);
    this.hop = hop;
    this.gains = perChannel();
    this.heard = heard;
    this.means = perChannel();
    this.levels = new Float64Array(format.channels + 1);
    this.fast = perChannel();
    this.slow = perChannel();
    this.changes = perChannel();
    this.threshold = params.thresholdDb as number;
    this.knee = params.kneeDb as number;
    this.below = action.below;
    this.up = action.up;
    this.slope = action.slope;
    this.idlePower = action.below
      ? powerFromDb(this.threshold + this.knee / 2) / SURELY
      : powerFromDb(this.threshold - this.knee / 2) * SURELY;
    this.range = params.rangeDb as number;
    this.peakShare = params.peak as number;
    this.link = params.link as number;
    this.mix = params.mix as number;
    this.makeup = gainFromDb(params.makeupDb as number);
    this.auto = params.release === 'auto';
    this.rms = smoothing(RMS_MS, hopRate);
    const rising = smoothing(params.attackMs as number, hopRate);
    const falling = smoothing(params.releaseMs as number, hopRate);
    this.attack = action.below ? falling : rising;
    this.release = action.below ? rising : falling;
    this.sustain = smoothing(SUSTAIN_MS, hopRate);
    this.slowRelease = smoothing(SLOWER_RELEASE * (params.releaseMs as number), hopRate);
    this.reset();
  }

  reset(): void {
    for (const state of [this.means, this.fast, this.slow]) state.fill(0);
    this.gains.fill(this.makeup);
  }

  /**
   * The hop is whole: its gains. All numbers travel in arrays: this is asked a thousand times a second for every band, and
   * none is left on the heap.
   */
  decide(): void {
    const { gains, heard, levels, link } = this;
    const count = link === 1 ? 1 : gains.length;
    heard.next();
    this.weigh();
    if (link === 1) levels[0] = levels[gains.length]!;
    this.ask(count);
    this.smooth(count);
    this.turn(count);
    if (link === 1) gains.fill(gains[0]!);
  }

  private weigh(): void {
    const { heard, means, levels, hop, rms, peakShare } = this;
    let loudest = SILENCE_POWER;
    for (let c = 0; c < means.length; c++) {
      const square = heard.squares[c]! / hop;
      const mean = square + rms * (means[c]! - square);
      means[c] = mean;
      // A sine's peak power is twice its mean power: 2x lets both detectors read it alike.
      const power = (1 - peakShare) * 2 * mean + peakShare * heard.peaks[c]!;
      levels[c] = Math.max(power, SILENCE_POWER);
      if (power > loudest) loudest = power;
    }
    levels[means.length] = loudest;
  }

  /** Change in dB that each channel asks for: the static curve, whose knee is a parabola. No logarithm where none asks. */
  private ask(count: number): void {
    const { changes, levels, threshold, knee, slope, range, below, link } = this;
    if (this.isIdle(count)) {
      changes.fill(0);
      return;
    }
    powersToDb(levels, link === 1 ? 1 : levels.length);
    const shared = link * levels[count]!;
    for (let c = 0; c < count; c++) {
      const level = link === 1 ? levels[c]! : shared + (1 - link) * levels[c]!;
      const over = below ? threshold - level : level - threshold;
      const change =
        2 * over < knee ? (slope * (over + knee / 2) * (over + knee / 2)) / (2 * knee) : slope * over;
      changes[c] = 2 * over <= -knee ? 0 : Math.min(change, range);
    }
  }

  private isIdle(count: number): boolean {
    const { levels, below, idlePower } = this;
    if (!below) return levels[levels.length - 1]! <= idlePower;
    let least = levels[0]!;
    for (let c = 1; c < count; c++) least = Math.min(least, levels[c]!);
    return least >= idlePower;
  }

  /**
   * Smooth branching on the change in dB. Auto release: a second follower that only sustained compression fills lets
   * go later; the larger of the two holds.
   */
  private smooth(count: number): void {
    const { fast, slow, changes, attack, release, sustain, slowRelease, auto } = this;
    for (let c = 0; c < count; c++) {
      const wanted = changes[c]!;
      const kFast = wanted > fast[c]! ? attack : release;
      fast[c] = wanted + kFast * (fast[c]! - wanted);
      changes[c] = fast[c]!;
      if (!auto) continue;
      const kSlow = wanted > slow[c]! ? sustain : slowRelease;
      slow[c] = wanted + kSlow * (slow[c]! - wanted);
      changes[c] = Math.max(fast[c]!, slow[c]!);
    }
  }

  private turn(count: number): void {
    const { changes, gains, mix, makeup, up } = this;
    let any = false;
    for (let c = 0; c < count; c++) {
      any ||= changes[c]! > 0;
      gains[c] = up ? changes[c]! : -changes[c]!;
    }
    if (any) dbToGains(gains, count);
    for (let c = 0; c < count; c++) {
      const gain = changes[c]! > 0 ? gains[c]! : 1;
      gains[c] = makeup * (1 + mix * (gain - 1));
    }
  }
}
