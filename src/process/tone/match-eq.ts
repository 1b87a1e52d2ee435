// Match EQ: brings the spectrum along a given curve by one long FIR, of minimum or of linear phase.
import { powerFromDb } from '../../dsp/decibel.ts';
import type { FirSpectrum } from '../../dsp/fft-filter.ts';
import { magnitudeFilter } from '../../dsp/magnitude-filter.ts';
import type { SignalFormat } from '../../signal/signal.ts';
import type { ParamRecord } from '../params.ts';
import type { Processor, ProcessorKind } from '../processor.ts';
import { kernelLanes, laneProcessor } from './lane-filter.ts';
import { matchCurve } from './match-curve.ts';

const MOST_DB = 24;
/** A kernel may be so long before it is cut though that can be measured. */
const MOST_REACH_S = 0.75;

export const MATCH_EQ: ProcessorKind = {
  id: 'match-eq',
  title: 'Match equaliser',
  params: {
    points: {
      type: 'list',
      of: {
        hz: { type: 'number', unit: 'Hz', min: 10, max: 40000, default: 1000, caption: 'a frequency' },
        gainDb: {
          type: 'number',
          unit: 'dB',
          min: -MOST_DB,
          max: MOST_DB,
          default: 0,
          caption: 'boost or cut there',
        },
      },
      maxLength: 64,
      caption: 'the curve, joined smoothly over log frequency and level beyond its ends',
    },
    rangeDb: {
      type: 'number',
      unit: 'dB',
      min: 0,
      max: MOST_DB,
      default: 12,
      caption: 'the most that is boosted or cut anywhere',
    },
    smoothingOctaves: {
      type: 'number',
      unit: 'octaves',
      min: 0,
      max: 3,
      default: 1 / 3,
      caption: 'how far the curve is smoothed; 0 keeps every point',
    },
    phase: {
      type: 'choice',
      choices: ['minimum', 'linear'],
      default: 'minimum',
      caption: 'minimum: no ringing before a sound; linear: leaves every phase, but rings before a sound',
    },
    channel: {
      type: 'choice',
      choices: ['stereo', 'mid', 'side'],
      default: 'stereo',
      caption: 'both channels, only what they share, or only how they differ',
    },
  },
  create: (params, format) => createMatchEq(params, format),
  /** The whole curve in proportion. */
  atStrength: (params, strength): ParamRecord => ({
    ...params,
    rangeDb: (params.rangeDb as number) * strength,
    points: (params.points as readonly ParamRecord[]).map((point) => ({
      ...point,
      gainDb: (point.gainDb as number) * strength,
    })),
  }),
  isNeutral: (params) =>
    params.rangeDb === 0 || (params.points as readonly ParamRecord[]).every(({ gainDb }) => gainDb === 0),
  /** What sound in the middle meets: a curve for the sides does not count. */
  responseDb: (params, hz) => (params.channel === 'side' ? 0 : designOf(params).levelDb(hz)),
};

interface Design {
  readonly levelDb: (hz: number) => number;
  readonly kernels: Map<number, FirSpectrum>;
}

/** Curves and kernels of parameters, which never change. */
const designs = new WeakMap<ParamRecord, Design>();

function designOf(params: ParamRecord): Design {
  const design = designs.get(params) ?? { levelDb: matchCurve(params), kernels: new Map() };
  designs.set(params, design);
  return design;
}

function kernelOf(params: ParamRecord, rate: number): FirSpectrum {
  const { levelDb, kernels } = designOf(params);
  const phase = params.phase === 'linear' ? 'linear' : 'minimum';
  const kernel =
    kernels.get(rate) ?? magnitudeFilter((hz) => powerFromDb(levelDb(hz)), rate, phase, MOST_REACH_S);
  kernels.set(rate, kernel);
  return kernel;
}

function createMatchEq(params: ParamRecord, { sampleRateHz, channels }: SignalFormat): Processor {
  const alone = params.channel !== 'stereo' && channels === 2;
  // Sound of other than two channels has no sides.
  if (MATCH_EQ.isNeutral(params) || (params.channel === 'side' && !alone)) return laneProcessor([]);
  const kernel = kernelOf(params, sampleRateHz);
  if (!alone)
    return laneProcessor([
      kernelLanes(
        Array.from({ length: channels }, () => kernel),
        false,
      ),
    ]);
  const lanes = params.channel === 'mid' ? [kernel, null] : [null, kernel];
  return laneProcessor([kernelLanes(lanes, true)]);
}
