// Compressor: glue: evens out the level by a few decibels, with soft knee, programme-dependent release and stereo link.
import type { SignalFormat } from '../../signal/signal.ts';
import { hopFrames } from '../control/gain-rider.ts';
import { lookAheadFrames, RiddenSound } from '../control/ridden-sound.ts';
import { SideChain } from '../control/side-chain.ts';
import type { ParamRecord } from '../params.ts';
import type { Processor, ProcessorKind } from '../processor.ts';
import { CompressorLaw } from './compressor-law.ts';

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
    lookAheadMs: {
      type: 'number',
      unit: 'ms',
      min: 0,
      max: 20,
      default: 0,
      caption: 'how long before the sound its gain starts to move',
    },
  },
  create: createCompressor,
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
 * gain in dB.
 */
function createCompressor(params: ParamRecord, format: SignalFormat): Processor {
  const hop = hopFrames(format.sampleRateHz);
  const heard = new SideChain(params.sidechainHz as number, format, hop);
  const law = new CompressorLaw(params, format, hop, heard);
  const ahead = lookAheadFrames(params.lookAheadMs as number, format.sampleRateHz);
  return new RiddenSound(heard, law, hop, ahead, format);
}
