// Exciter: adds harmonics above a corner, made of the octave below it, and only as far as the sound lacks them.
import type { SignalFormat } from '../../signal/signal.ts';
import { passThrough } from '../control/pass-through.ts';
import type { ParamRecord } from '../params.ts';
import type { Processor, ProcessorKind } from '../processor.ts';
import { dbFromGain, gainFromDb } from '../../dsp/decibel.ts';
import { ExciteLane } from './excite-lane.ts';

/** The least amount means none. */
const NONE_DB = -60;
/** Time in which the filters and the level memories fade below -160 dB. */
const TAIL_S = 0.5;

export const EXCITER: ProcessorKind = {
  id: 'exciter',
  title: 'Exciter',
  params: {
    hz: {
      type: 'number',
      unit: 'Hz',
      min: 1000,
      max: 8000,
      default: 4000,
      caption: 'corner above which harmonics are added; they are made of the octave below it',
    },
    amountDb: {
      type: 'number',
      unit: 'dB',
      min: NONE_DB,
      max: 0,
      default: -18,
      caption: 'how far below that octave the sound above the corner is filled up to; -60 adds nothing',
    },
    even: {
      type: 'number',
      unit: '',
      min: 0,
      max: 1,
      default: 0.5,
      caption: 'which harmonics: 0 the third, 1 the second',
    },
  },
  create: (params, format) => createExciter(params, format),
  atStrength: (params, strength): ParamRecord =>
    strength === 1 ? params : { ...params, amountDb: weaker(params.amountDb as number, strength) },
  isNeutral: (params) => params.amountDb === NONE_DB,
};

function weaker(amountDb: number, strength: number): number {
  return Math.max(NONE_DB, amountDb + dbFromGain(strength));
}

function createExciter(params: ParamRecord, { channels, sampleRateHz }: SignalFormat): Processor {
  if (EXCITER.isNeutral(params)) return passThrough();
  const form = {
    hz: params.hz as number,
    amount: gainFromDb(params.amountDb as number),
    even: params.even as number,
    sampleRateHz,
  };
  const lanes = Array.from({ length: channels }, () => new ExciteLane(form));
  const { latencyFrames } = lanes[0]!;
  return {
    latencyFrames,
    preRingFrames: latencyFrames,
    tailFrames: latencyFrames + Math.ceil(TAIL_S * sampleRateHz),
    reset() {
      for (const lane of lanes) lane.reset();
    },
    process({ channels: sound, frames }) {
      for (let c = 0; c < lanes.length; c++) lanes[c]!.process(sound[c]!, frames);
    },
  };
}
