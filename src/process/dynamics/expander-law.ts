// Expander law: from the highest level of the last moments to the gain of each channel: the quieter, the lower.
import { dbToGains, powerFromDb, powersToDb } from '../../dsp/decibel.ts';
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
  /** Of each channel, then of the loudest: the highest power of the time held, then its decibels. */
  private readonly levels: Float64Array;
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
    this.levels = new Float64Array(channels + 1);
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

  /** All numbers travel in arrays: none is left on the heap. */
  decide(): void {
    const { gains, levels, link } = this;
    const count = link === 1 ? 1 : gains.length;
    this.weigh();
    if (link === 1) levels[0] = levels[gains.length]!;
    this.ask(count);
    this.turn(count);
    if (link === 1) gains.fill(gains[0]!);
  }

  private weigh(): void {
    const { heard, highest, levels } = this;
    heard.next();
    let loudest = SILENCE_POWER;
    for (let c = 0; c < highest.length; c++) {
      const power = highest[c]!.next(Math.max(heard.peaks[c]!, SILENCE_POWER));
      levels[c] = power;
      if (power > loudest) loudest = power;
    }
    levels[highest.length] = loudest;
  }

  /** To `gains`, the reduction in dB that each channel asks for. No logarithm where none asks. */
  private ask(count: number): void {
    const { gains, levels, openPower, link, threshold, knee, slope, range } = this;
    let least = levels[0]!;
    for (let c = 1; c < count; c++) least = Math.min(least, levels[c]!);
    if (least >= openPower) {
      gains.fill(0);
      return;
    }
    powersToDb(levels, link === 1 ? 1 : levels.length);
    const shared = link * levels[count]!;
    for (let c = 0; c < count; c++) {
      // Static curve; the knee is a parabola.
      const under = threshold - (link === 1 ? levels[c]! : shared + (1 - link) * levels[c]!);
      const reduction =
        2 * under < knee ? (slope * (under + knee / 2) * (under + knee / 2)) / (2 * knee) : slope * under;
      gains[c] = 2 * under <= -knee ? 0 : Math.min(reduction, range);
    }
  }

  /** Opens with the attack, closes with the release, both in dB. */
  private turn(count: number): void {
    const { gains, reductions, attack, release } = this;
    let any = false;
    for (let c = 0; c < count; c++) {
      const wanted = gains[c]!;
      const before = reductions[c]!;
      const now = wanted + (wanted < before ? attack : release) * (before - wanted);
      const kept = now > NO_DB ? now : 0;
      reductions[c] = kept;
      gains[c] = -kept;
      any ||= kept > 0;
    }
    if (!any) gains.fill(1);
    else dbToGains(gains, count);
  }
}
