// Compressor law: from the level heard in a hop to the gain of each channel.
import { dbFromPower, gainFromDb } from '../dsp/decibel.ts';
import { smoothing } from '../dsp/envelope.ts';
import type { SignalFormat } from '../signal/signal.ts';
import type { GainSource } from './gain-rider.ts';
import type { ParamRecord } from './params.ts';

/** Window of the RMS detector. */
const RMS_MS = 10;
/** The slow release follows what stays this long … */
const SUSTAIN_MS = 300;
/** … and lets go this much later than the fast one. */
const SLOWER_RELEASE = 6;
/** Levels below count as silence. */
const SILENCE_POWER = 1e-15;

/** From what was heard in a hop to the gain of each channel. */
export class CompressorLaw implements GainSource {
  /** Linear gains for the hop just heard, one a channel. */
  readonly gains: Float64Array;
  private readonly squares: Float64Array;
  private readonly peaks: Float64Array;
  private readonly means: Float64Array;
  private readonly levels: Float64Array;
  private readonly fast: Float64Array;
  private readonly slow: Float64Array;
  private readonly hop: number;
  private readonly threshold: number;
  private readonly knee: number;
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

  constructor(params: ParamRecord, format: SignalFormat, hop: number) {
    const hopRate = format.sampleRateHz / hop;
    const perChannel = (): Float64Array => new Float64Array(format.channels);
    this.hop = hop;
    this.gains = perChannel();
    this.squares = perChannel();
    this.peaks = perChannel();
    this.means = perChannel();
    this.levels = perChannel();
    this.fast = perChannel();
    this.slow = perChannel();
    this.threshold = params.thresholdDb as number;
    this.knee = params.kneeDb as number;
    this.slope = 1 - 1 / (params.ratio as number);
    this.range = params.rangeDb as number;
    this.peakShare = params.peak as number;
    this.link = params.link as number;
    this.mix = params.mix as number;
    this.makeup = gainFromDb(params.makeupDb as number);
    this.auto = params.release === 'auto';
    this.rms = smoothing(RMS_MS, hopRate);
    this.attack = smoothing(params.attackMs as number, hopRate);
    this.release = smoothing(params.releaseMs as number, hopRate);
    this.sustain = smoothing(SUSTAIN_MS, hopRate);
    this.slowRelease = smoothing(SLOWER_RELEASE * (params.releaseMs as number), hopRate);
    this.reset();
  }

  reset(): void {
    for (const state of [this.squares, this.peaks, this.means, this.fast, this.slow]) state.fill(0);
    this.gains.fill(this.makeup);
  }

  /** Part of a hop. */
  listen(heard: readonly Float64Array[], count: number): void {
    const { squares, peaks } = this;
    for (let c = 0; c < squares.length; c++) {
      const samples = heard[c]!;
      let sum = squares[c]!;
      let peak = peaks[c]!;
      for (let n = 0; n < count; n++) {
        const square = samples[n]! * samples[n]!;
        sum += square;
        if (square > peak) peak = square;
      }
      squares[c] = sum;
      peaks[c] = peak;
    }
  }

  /** The hop is whole: its gains. */
  decide(): void {
    const { squares, peaks, means, levels, hop, rms, peakShare, link } = this;
    let loudest = Number.NEGATIVE_INFINITY;
    for (let c = 0; c < levels.length; c++) {
      const square = squares[c]! / hop;
      means[c] = square + rms * (means[c]! - square);
      // A sine's peak power is twice its mean power: 2x lets both detectors read it alike.
      const power = (1 - peakShare) * 2 * means[c]! + peakShare * peaks[c]!;
      levels[c] = dbFromPower(Math.max(power, SILENCE_POWER));
      loudest = Math.max(loudest, levels[c]!);
      squares[c] = 0;
      peaks[c] = 0;
    }
    for (let c = 0; c < levels.length; c++) {
      const reductionDb = this.smooth(c, this.wanted(link * loudest + (1 - link) * levels[c]!));
      const gain = reductionDb > 0 ? gainFromDb(-reductionDb) : 1;
      this.gains[c] = this.makeup * (1 + this.mix * (gain - 1));
    }
  }

  /** Static curve: reduction in dB (≥ 0) at a level; the knee is a parabola. */
  private wanted(level: number): number {
    const { knee, slope } = this;
    const over = level - this.threshold;
    if (2 * over <= -knee) return 0;
    const reduction =
      2 * over < knee ? (slope * (over + knee / 2) * (over + knee / 2)) / (2 * knee) : slope * over;
    return Math.min(reduction, this.range);
  }

  /**
   * Smooth branching on the reduction in dB. Auto release: a second follower that only sustained compression fills lets
   * go later; the larger of the two holds.
   */
  private smooth(c: number, wanted: number): number {
    const { fast, slow } = this;
    const kFast = wanted > fast[c]! ? this.attack : this.release;
    fast[c] = wanted + kFast * (fast[c]! - wanted);
    if (!this.auto) return fast[c]!;
    const kSlow = wanted > slow[c]! ? this.sustain : this.slowRelease;
    slow[c] = wanted + kSlow * (slow[c]! - wanted);
    return Math.max(fast[c]!, slow[c]!);
  }
}
