// Gain: louder or softer by a fixed number of decibels.
import { gainFromDb } from '../../dsp/decibel.ts';
import type { ParamRecord } from '../params.ts';
import type { Processor, ProcessorKind } from '../processor.ts';

export const GAIN: ProcessorKind = {
  id: 'gain',
  title: 'Gain',
  params: {
    gainDb: {
      type: 'number',
      unit: 'dB',
      min: -60,
      max: 60,
      default: 0,
      caption: 'how much louder or softer',
    },
  },
  create: (params) => createGain(gainFromDb(params.gainDb as number)),
  atStrength: (params, strength): ParamRecord =>
    strength === 1 ? params : { ...params, gainDb: (params.gainDb as number) * strength },
  isNeutral: (params) => params.gainDb === 0,
  responseDb: (params) => params.gainDb as number,
};

function createGain(gain: number): Processor {
  return {
    latencyFrames: 0,
    tailFrames: 0,
    reset() {},
    process({ channels, frames }) {
      for (let c = 0; c < channels.length; c++) {
        const samples = channels[c]!;
        for (let n = 0; n < frames; n++) samples[n]! *= gain;
      }
    },
  };
}
