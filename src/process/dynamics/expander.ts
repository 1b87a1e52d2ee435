// Expander: turns down what is quieter than a threshold: breath, bleed and noise between the notes; steep, a soft gate.
import type { SignalFormat } from '../../signal/signal.ts';
import { hopFrames } from '../control/gain-rider.ts';
import { lookAheadFrames, RiddenSound } from '../control/ridden-sound.ts';
import { SideChain } from '../control/side-chain.ts';
import type { ParamRecord } from '../params.ts';
import type { Processor, ProcessorKind } from '../processor.ts';
import { ExpanderLaw } from './expander-law.ts';

/** A side-chain cut from here on cuts nothing. */
const HEARS_ALL_HZ = 20000;

export const EXPANDER: ProcessorKind = {
  id: 'expander',
  title: 'Expander',
  params: {
    thresholdDb: {
      type: 'number',
      unit: 'dBFS',
      min: -100,
      max: 0,
      default: -50,
      caption: 'level below which it acts',
    },
    ratio: {
      type: 'number',
      unit: ':1',
      min: 1,
      max: 100,
      default: 2,
      caption: 'dB out for one dB in below the threshold; 20 and more is a gate',
    },
    kneeDb: {
      type: 'number',
      unit: 'dB',
      min: 0,
      max: 24,
      default: 6,
      caption: 'width of the gradual onset',
    },
    rangeDb: {
      type: 'number',
      unit: 'dB',
      min: 0,
      max: 100,
      default: 12,
      caption: 'never turns down by more',
    },
    attackMs: {
      type: 'number',
      unit: 'ms',
      min: 0.1,
      max: 100,
      default: 2,
      caption: 'time to open (63 %, in dB)',
    },
    holdMs: {
      type: 'number',
      unit: 'ms',
      min: 10,
      max: 1000,
      default: 40,
      caption: 'stays open for so long after the last loud moment; bridges the waves of a bass too',
    },
    releaseMs: {
      type: 'number',
      unit: 'ms',
      min: 5,
      max: 4000,
      default: 200,
      caption: 'time to close (63 %, in dB)',
    },
    lowCutHz: {
      type: 'number',
      unit: 'Hz',
      min: 0,
      max: 2000,
      default: 0,
      caption: 'the detector ignores below; 0: hears all',
    },
    highCutHz: {
      type: 'number',
      unit: 'Hz',
      min: 200,
      max: HEARS_ALL_HZ,
      default: HEARS_ALL_HZ,
      caption: 'the detector ignores above; 20000: hears all',
    },
    link: {
      type: 'number',
      unit: '',
      min: 0,
      max: 1,
      default: 1,
      caption: 'stereo link: 0 each channel alone … 1 both alike',
    },
    lookAheadMs: {
      type: 'number',
      unit: 'ms',
      min: 0,
      max: 20,
      default: 2,
      caption: 'how long before the sound its gain starts to move, so that no onset is cut',
    },
  },
  create: createExpander,
  atStrength,
  isNeutral: (params) => params.ratio === 1 || params.rangeDb === 0,
};

/** The reduction in dB goes with ratio - 1, so that is what is scaled. */
function atStrength(params: ParamRecord, strength: number): ParamRecord {
  if (strength === 1) return params;
  return {
    ...params,
    ratio: 1 + strength * ((params.ratio as number) - 1),
    rangeDb: (params.rangeDb as number) * strength,
  };
}

/** After Giannoulis, Massberg and Reiss (JAES 60(6) 2012), its curve turned over. */
function createExpander(params: ParamRecord, format: SignalFormat): Processor {
  const hop = hopFrames(format.sampleRateHz);
  const topHz = params.highCutHz as number;
  const heard = new SideChain(
    params.lowCutHz as number,
    format,
    hop,
    topHz < HEARS_ALL_HZ ? topHz : Infinity,
  );
  const law = new ExpanderLaw(params, format, hop, heard);
  const ahead = lookAheadFrames(params.lookAheadMs as number, format.sampleRateHz);
  return new RiddenSound(heard, law, hop, ahead, format);
}
