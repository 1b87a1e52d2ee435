// EQ: a parametric equaliser of up to 24 bands, of minimum or linear phase, on both channels, one, the middle or the sides.
import { dbFromPower, powerFromDb } from '../../dsp/decibel.ts';
import type { SignalFormat } from '../../signal/signal.ts';
import type { ParamRecord } from '../params.ts';
import type { Processor, ProcessorKind } from '../processor.ts';
import { bandAtStrength, EQ_BAND_PARAMS, isNeutralBand } from './eq-band.ts';
import { EqDesign, laneDb, linearLanes, sectionLanes, stagesOf } from './eq-stages.ts';
import { laneProcessor } from './lane-filter.ts';

export const EQ: ProcessorKind = {
  id: 'eq',
  title: 'Equaliser',
  params: {
    phase: {
      type: 'choice',
      choices: ['minimum', 'linear'],
      default: 'minimum',
      caption:
        'minimum: no delay, turns the phase as analogue equalisers do; linear: leaves every phase, but rings before a sound',
    },
    bands: { type: 'list', of: EQ_BAND_PARAMS, maxLength: 24, caption: 'the bands, in any order' },
  },
  create: (params, format) => createEq(params, format),
  atStrength: (params, strength): ParamRecord => ({
    ...params,
    bands: (params.bands as readonly ParamRecord[])
      .map((band) => bandAtStrength(band, strength))
      .filter((band) => band !== null),
  }),
  isNeutral: (params) => activeBands(params).length === 0,
  /** What sound in the middle meets: bands on the sides do not count, of left and right the mean power does. */
  responseDb(params, hz, sampleRateHz) {
    const bands = activeBands(params);
    const design = designFor(params, sampleRateHz);
    const on = (...names: string[]): number => {
      const lane = bands.filter(({ channel }) => names.includes(channel as string));
      return laneDb(lane, hz, params.phase === 'linear', design);
    };
    if (!bands.some(({ channel }) => channel === 'left' || channel === 'right')) return on('stereo', 'mid');
    return on('stereo', 'mid') + dbFromPower(0.5 * (powerFromDb(on('left')) + powerFromDb(on('right'))));
  },
};

function activeBands(params: ParamRecord): ParamRecord[] {
  return (params.bands as readonly ParamRecord[]).filter((band) => !isNeutralBand(band));
}

/** What was last designed of parameters, which never change: a response is asked at many frequencies. */
const designs = new WeakMap<ParamRecord, EqDesign>();

function designFor(params: ParamRecord, rate: number): EqDesign {
  let design = designs.get(params);
  if (design?.rate !== rate) {
    design = new EqDesign(rate);
    designs.set(params, design);
  }
  return design;
}

function createEq(params: ParamRecord, { sampleRateHz, channels }: SignalFormat): Processor {
  const design = designFor(params, sampleRateHz);
  const stages = stagesOf(activeBands(params), channels);
  return laneProcessor(
    stages.map((stage) =>
      params.phase === 'linear' ? linearLanes(stage, design) : sectionLanes(stage, design),
    ),
  );
}
