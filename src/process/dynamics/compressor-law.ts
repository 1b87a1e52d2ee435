// Compressor law: from the level heard in a hop to the gain of each channel.
import { dbFromPower, gainFromDb, powerFromDb } from '../../dsp/decibel.ts';
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
  private readonly powers: Float64Array;
  private readonly fast: Float64Array;
  private readonly slow: Float64Array;
  /** What the loudest channel adds to the level of every one, in dB; NaN: not asked for yet. */
  private readonly shared = new Float64Array(1);
  /** The change in dB just decided, by channel. */
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
    this.powers = perChannel();
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

  /** The hop is whole: its gains. */
  decide(): void {
    const { gains, heard, powers, link } = this;
    heard.next();
    const loudest = this.weigh();
    if (link === 1) {
      this.turn(0, this.wanted(loudest, loudest));
      gains.fill(gains[0]!);
      return;
    }
    this.shared[0] = NaN;
    for (let c = 0; c < gains.length; c++) this.turn(c, this.wanted(loudest, powers[c]!));
  }

  /** Power of each channel as the detector has it; gives the largest. */
  private weigh(): number {
    const { heard, means, powers, hop, rms, peakShare } = this;
    let loudest = SILENCE_POWER;
    for (let c = 0; c < powers.length; c++) {
      const square = heard.squares[c]! / hop;
      const mean = square + rms * (means[c]! - square);
      means[c] = mean;
      // A sine's peak power is twice its mean power: 2x lets both detectors read it alike.
      const power = (1 - peakShare) * 2 * mean + peakShare * heard.peaks[c]!;
      powers[c] = Math.max(power, SILENCE_POWER);
      if (power > loudest) loudest = power;
    }
    return loudest;
  }

  /** Change in dB that a channel of power `own` asks for. No logarithm where none is. */
  private wanted(loudest: number, own: number): number {
    if (this.below ? own >= this.idlePower : loudest <= this.idlePower) return 0;
    const { link } = this;
    if (link === 1) return this.changeDb(dbFromPower(loudest));
    // The same for all channels of a hop.
    const { shared } = this;
    if (Number.isNaN(shared[0]!)) shared[0] = link * dbFromPower(loudest);
    return this.changeDb(shared[0]! + (1 - link) * dbFromPower(own));
  }

  /** Sets the channel's gain. */
  private turn(c: number, wanted: number): void {
    const { changes, mix, makeup } = this;
    this.smooth(c, wanted);
    const changeDb = changes[c]!;
    const gain = changeDb > 0 ? gainFromDb(this.up ? changeDb : -changeDb) : 1;
    this.gains[c] = makeup * (1 + mix * (gain - 1));
  }

  /** Static curve: change in dB (≥ 0) at a level; the knee is a parabola. */
  private changeDb(level: number): number {
    const { knee, slope } = this;
    const over = this.below ? this.threshold - level : level - this.threshold;
    if (2 * over <= -knee) return 0;
    const change =
      2 * over < knee ? (slope * (over + knee / 2) * (over + knee / 2)) / (2 * knee) : slope * over;
    return Math.min(change, this.range);
  }

  /**
   * Smooth branching on the change in dB. Auto release: a second follower that only sustained compression fills lets
   * go later; the larger of the two holds.
   */
  private smooth(c: number, wanted: number): void {
    const { fast, slow, changes } = this;
    const kFast = wanted > fast[c]! ? this.attack : this.release;
    fast[c] = wanted + kFast * (fast[c]! - wanted);
    if (!this.auto) {
      changes[c] = fast[c]!;
      return;
    }
    const kSlow = wanted > slow[c]! ? this.sustain : this.slowRelease;
    slow[c] = wanted + kSlow * (slow[c]! - wanted);
    changes[c] = Math.max(fast[c]!, slow[c]!);
  }
}
