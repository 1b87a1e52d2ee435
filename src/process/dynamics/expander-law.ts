// Expander law: from the highest level of the last moments to the gain of each channel: the quieter, the lower.
import { dbFromPower, gainFromDb, powerFromDb } from '../../dsp/decibel.ts';
import { smoothing } from '../../dsp/envelope.ts';
import { SlidingMaximum } from '../../dsp/lookahead.ts';
import type { SignalFormat } from '../../signal/signal.ts';
import type { GainLaw } from '../control/ridden-sound.ts';
import type { SideChain } from '../control/side-chain.ts';
import type { ParamRecord } from '../params.ts';

/** Levels below count as silence. */
const SILENCE_POWER = 1e-15;
/** Keeps the comparison of powers on the safe side of that in decibels. */
const SURELY = 1 + 1e-9;
/** A reduction under this is none: it is let go whole, so that an open expander passes every bit. */
const NO_DB = 1e-9;

/** From what was heard in a hop to the gain of each channel. */
export class ExpanderLaw implements GainLaw {
  /** Linear gains for the hop just heard, one a channel. */
  readonly gains: Float64Array;
  private readonly heard: SideChain;
  private readonly highest: SlidingMaximum[];
  private readonly powers: Float64Array;
  private readonly reductions: Float64Array;
  private readonly threshold: number;
  /** From this power on nothing is asked for. */
  private readonly openPower: number;
  private readonly knee: number;
  private readonly slope: number;
  private readonly range: number;
  private readonly link: number;
  private readonly attack: number;
  private readonly release: number;

  /** The sound comes later than what is heard by the look-ahead; it is held so much longer. */
  constructor(params: ParamRecord, { sampleRateHz, channels }: SignalFormat, hop: number, heard: SideChain) {
    const hopRate = sampleRateHz / hop;
    const heldMs = (params.holdMs as number) + (params.lookAheadMs as number);
    const heldHops = Math.max(1, Math.ceil((heldMs / 1000) * hopRate));
    this.heard = heard;
    this.gains = new Float64Array(channels);
    this.powers = new Float64Array(channels);
    this.reductions = new Float64Array(channels);
    this.highest = Array.from({ length: channels }, () => new SlidingMaximum(heldHops));
    this.threshold = params.thresholdDb as number;
    this.knee = params.kneeDb as number;
    this.openPower = SURELY * powerFromDb(this.threshold + this.knee / 2);
    this.slope = (params.ratio as number) - 1;
    this.range = params.rangeDb as number;
    this.link = params.link as number;
    this.attack = smoothing(params.attackMs as number, hopRate);
    this.release = smoothing(params.releaseMs as number, hopRate);
    this.reset();
  }

  /** Newborn it is open: what comes first is not swallowed. */
  reset(): void {
    for (const window of this.highest) window.reset();
    this.reductions.fill(0);
    this.gains.fill(1);
  }

  decide(): void {
    const { gains, powers, link } = this;
    const loudest = this.weigh();
    if (link === 1) {
      gains.fill(this.gainFor(0, this.wanted(loudest, loudest)));
      return;
    }
    for (let c = 0; c < gains.length; c++) gains[c] = this.gainFor(c, this.wanted(loudest, powers[c]!));
  }

  /** Highest power of each channel in the time held; gives the largest. */
  private weigh(): number {
    const { heard, highest, powers } = this;
    heard.next();
    let loudest = SILENCE_POWER;
    for (let c = 0; c < powers.length; c++) {
      const power = highest[c]!.next(Math.max(heard.peaks[c]!, SILENCE_POWER));
      powers[c] = power;
      if (power > loudest) loudest = power;
    }
    return loudest;
  }

  /** Reduction in dB that a channel of power `own` asks for. No logarithm where it asks for nothing. */
  private wanted(loudest: number, own: number): number {
    if (own >= this.openPower) return 0;
    const { link } = this;
    if (link === 1) return this.reductionDb(dbFromPower(own));
    return this.reductionDb(link * dbFromPower(loudest) + (1 - link) * dbFromPower(own));
  }

  /** Static curve: reduction in dB (≥ 0) at a level; the knee is a parabola. */
  private reductionDb(level: number): number {
    const { knee, slope } = this;
    const under = this.threshold - level;
    if (2 * under <= -knee) return 0;
    const reduction =
      2 * under < knee ? (slope * (under + knee / 2) * (under + knee / 2)) / (2 * knee) : slope * under;
    return Math.min(reduction, this.range);
  }

  /** Opens with the attack, closes with the release, both in dB. */
  private gainFor(c: number, wanted: number): number {
    const before = this.reductions[c]!;
    const now = wanted + (wanted < before ? this.attack : this.release) * (before - wanted);
    this.reductions[c] = now > NO_DB ? now : 0;
    return now > NO_DB ? gainFromDb(-now) : 1;
  }
}
