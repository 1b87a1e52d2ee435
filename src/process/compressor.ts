// Compressor: glue: evens out the level by a few decibels, with soft knee, programme-dependent release and stereo link.
import type { SignalFormat } from '../signal/signal.ts';
import { BiquadCascade } from '../dsp/biquad.ts';
import { lowCut } from '../dsp/biquad-design.ts';
import { GainRider, hopFrames } from './gain-rider.ts';
import { dbFromPower, gainFromDb } from '../dsp/decibel.ts';
import { smoothing } from '../dsp/envelope.ts';
import type { ParamRecord } from './params.ts';
import type { Processor, ProcessorKind } from './processor.ts';

/** Window of the RMS detector. */
const RMS_MS = 10;
/** The slow release follows what stays this long … */
const SUSTAIN_MS = 300;
/** … and lets go this much later than the fast one. */
const SLOWER_RELEASE = 6;
/** Levels below count as silence. */
const SILENCE_POWER = 1e-15;

export const COMPRESSOR: ProcessorKind = {
  id: 'compressor',
  title: 'Compressor',
  params: {
    thresholdDb: {
      type: 'number',
      unit: 'dBFS',
      min: -60,
      max: 0,
      default: -18,
      caption: 'level above which it acts',
    },
    ratio: {
      type: 'number',
      unit: ':1',
      min: 1,
      max: 20,
      default: 1.5,
      caption: 'dB in for one dB out above the threshold',
    },
    kneeDb: {
      type: 'number',
      unit: 'dB',
      min: 0,
      max: 24,
      default: 6,
      caption: 'width of the gradual onset',
    },
    attackMs: {
      type: 'number',
      unit: 'ms',
      min: 0.1,
      max: 250,
      default: 30,
      caption: 'time to take hold (63 %)',
    },
    releaseMs: {
      type: 'number',
      unit: 'ms',
      min: 5,
      max: 2500,
      default: 150,
      caption: 'time to let go (63 %)',
    },
    release: {
      type: 'choice',
      choices: ['auto', 'fixed'],
      default: 'auto',
      caption: 'auto: slower after sustained compression than after a single hit',
    },
    peak: { type: 'number', unit: '', min: 0, max: 1, default: 0.2, caption: 'detector: 0 RMS … 1 peak' },
    sidechainHz: {
      type: 'number',
      unit: 'Hz',
      min: 0,
      max: 500,
      default: 60,
      caption: 'the detector ignores below; 0: hears all',
    },
    link: {
      type: 'number',
      unit: '',
      min: 0,
      max: 1,
      default: 1,
      caption: 'stereo link: 0 each channel alone … 1 both alike',
    },
    rangeDb: {
      type: 'number',
      unit: 'dB',
      min: 0,
      max: 60,
      default: 60,
      caption: 'never compresses by more',
    },
    mix: {
      type: 'number',
      unit: '',
      min: 0,
      max: 1,
      default: 1,
      caption: 'share of the compressed sound, the rest is dry',
    },
    makeupDb: { type: 'number', unit: 'dB', min: -24, max: 24, default: 0, caption: 'gain after it' },
  },
  create: (params, format) => new Compressor(params, format),
  atStrength,
  isNeutral: (params) =>
    params.makeupDb === 0 && (params.ratio === 1 || params.rangeDb === 0 || params.mix === 0),
};

/** Gain reduction goes with 1 - 1/ratio, so that is what is scaled. */
function atStrength(params: ParamRecord, strength: number): ParamRecord {
  if (strength === 1) return params;
  return {
    ...params,
    ratio: 1 / (1 - strength * (1 - 1 / (params.ratio as number))),
    rangeDb: (params.rangeDb as number) * strength,
    makeupDb: (params.makeupDb as number) * strength,
  };
}

/**
 * Feed-forward, after Giannoulis, Massberg and Reiss (JAES 60(6) 2012): level in dB, gain computer, then smoothing of the
 * gain in dB. The gain is computed once a hop (about 0.35 ms) and runs straight between; the sound waits one hop for it.
 */
class Compressor implements Processor {
  readonly latencyFrames: number;
  readonly tailFrames = 0;
  private readonly rider: GainRider;
  private readonly filter: BiquadCascade | null;
  private readonly law: GainLaw;
  private readonly heard: Float64Array[];

  constructor(params: ParamRecord, format: SignalFormat) {
    const { sampleRateHz, channels } = format;
    const hop = hopFrames(sampleRateHz);
    const sidechainHz = params.sidechainHz as number;
    this.law = new GainLaw(params, format, hop);
    this.rider = new GainRider(hop, channels, this.law);
    this.filter =
      sidechainHz > 0 ? new BiquadCascade([lowCut(sidechainHz, Math.SQRT1_2, sampleRateHz)], channels) : null;
    this.heard = Array.from({ length: channels }, () => new Float64Array(hop));
    this.latencyFrames = hop;
  }

  reset(): void {
    this.law.reset();
    this.rider.reset();
    this.filter?.reset();
  }

  process({ channels, frames }: { readonly channels: Float64Array[]; frames: number }): void {
    const { rider, filter, heard } = this;
    for (let at = 0; at < frames; ) {
      const count = Math.min(frames - at, rider.untilHop);
      for (let c = 0; c < heard.length; c++) {
        const from = channels[c]!;
        const to = heard[c]!;
        for (let n = 0; n < count; n++) to[n] = from[at + n]!;
      }
      filter?.process(heard, count);
      this.law.listen(heard, count);
      rider.ride(channels, at, count);
      at += count;
    }
  }
}

/** From what was heard in a hop to the gain of each channel. */
class GainLaw {
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
