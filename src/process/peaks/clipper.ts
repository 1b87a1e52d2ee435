// Clipper: cuts the tops of single peaks at a ceiling, without folding their harmonics back, and only by so much.
import { gainFromDb } from '../../dsp/decibel.ts';
import type { SignalFormat } from '../../signal/signal.ts';
import { passThrough } from '../control/pass-through.ts';
import type { ParamRecord } from '../params.ts';
import type { Processor, ProcessorKind } from '../processor.ts';
import { ClipCurve } from './clip-curve.ts';
import { ClipLane } from './clip-lane.ts';

export const CLIPPER: ProcessorKind = {
  id: 'clipper',
  title: 'Clipper',
  params: {
    ceilingDb: {
      type: 'number',
      unit: 'dBFS',
      min: -24,
      max: 0,
      default: -1,
      caption: 'level above which peaks are cut off',
    },
    kneeDb: {
      type: 'number',
      unit: 'dB',
      min: 0,
      max: 12,
      default: 1,
      caption: 'how far below the ceiling it begins to bend: 0 is a hard edge',
    },
    mostDb: {
      type: 'number',
      unit: 'dB',
      min: 0,
      max: 24,
      default: 3,
      caption: 'the most that is taken off any peak; what is higher stays above the ceiling',
    },
    oversample: {
      type: 'choice',
      choices: ['2', '4', '8', '16'],
      default: '4',
      caption: 'how many times the rate it is reckoned at: higher folds less back',
    },
  },
  create: (params, format) => createClipper(params, format),
  /** The share of what it would take off at most. */
  atStrength: (params, strength): ParamRecord =>
    strength === 1 ? params : { ...params, mostDb: (params.mostDb as number) * strength },
  isNeutral: (params) => params.mostDb === 0,
};

function createClipper(params: ParamRecord, { channels }: SignalFormat): Processor {
  if (params.mostDb === 0) return passThrough();
  const ceiling = gainFromDb(params.ceilingDb as number);
  const curve = new ClipCurve(ceiling, params.kneeDb as number, params.mostDb as number);
  const lanes = Array.from({ length: channels }, () => new ClipLane(curve, Number(params.oversample)));
  const { latencyFrames } = lanes[0]!;
  return {
    latencyFrames,
    // The filters are as long after their middle as before it.
    tailFrames: latencyFrames,
    preRingFrames: latencyFrames,
    reset() {
      for (const lane of lanes) lane.reset();
    },
    process({ channels: sound, frames }) {
      for (let c = 0; c < lanes.length; c++) lanes[c]!.process(sound[c]!, frames);
    },
  };
}
