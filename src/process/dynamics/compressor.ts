// Compressor: glue: evens out the level by a few decibels, with soft knee, programme-dependent release and stereo link.
import type { Block, SignalFormat } from '../../signal/signal.ts';
import { CompressorLaw } from './compressor-law.ts';
import { GainRider, hopFrames } from '../control/gain-rider.ts';
import type { ParamRecord } from '../params.ts';
import type { Processor, ProcessorKind } from '../processor.ts';
import { LONGEST_LISTENED, SideChain } from '../control/side-chain.ts';

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
  private readonly sideChain: SideChain;
  private readonly law: CompressorLaw;

  constructor(params: ParamRecord, format: SignalFormat) {
    const hop = hopFrames(format.sampleRateHz);
    this.sideChain = new SideChain(params.sidechainHz as number, format, hop);
    this.law = new CompressorLaw(params, format, hop, this.sideChain);
    this.rider = new GainRider(hop, format.channels, this.law);
    this.latencyFrames = hop;
  }

  reset(): void {
    this.sideChain.reset();
    this.law.reset();
    this.rider.reset();
  }

  process({ channels, frames }: Block): void {
    const { rider, sideChain } = this;
    for (let start = 0; start < frames; start += LONGEST_LISTENED) {
      const end = Math.min(frames, start + LONGEST_LISTENED);
      sideChain.listen(channels, start, end);
      for (let at = start; at < end; ) {
        const count = Math.min(end - at, rider.untilHop);
        rider.ride(channels, at, count);
        at += count;
      }
    }
  }
}
