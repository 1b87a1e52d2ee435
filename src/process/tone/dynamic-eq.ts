// Dynamic EQ: up to eight bands whose gain moves when their part of the sound is louder or quieter than it should be.
import type { SignalFormat } from '../../signal/signal.ts';
import type { ParamRecord } from '../params.ts';
import type { Processor, ProcessorKind } from '../processor.ts';
import { BandDesk, bandHopFrames } from './band-desk.ts';
import type { BandMoves } from './band-moves.ts';
import {
  DYNAMIC_BAND_PARAMS,
  DynamicBand,
  dynamicBandAtStrength,
  isNeutralBand,
  movesOf,
} from './dynamic-band.ts';

export const DYNAMIC_EQ: ProcessorKind = {
  id: 'dynamic-eq',
  title: 'Dynamic equaliser',
  params: {
    bands: { type: 'list', of: DYNAMIC_BAND_PARAMS, maxLength: 8, caption: 'the bands, in any order' },
  },
  create: createDynamicEq,
  atStrength: (params, strength): ParamRecord => ({
    ...params,
    bands: (params.bands as readonly ParamRecord[]).map((band) => dynamicBandAtStrength(band, strength)),
  }),
  isNeutral: (params) => (params.bands as readonly ParamRecord[]).every(isNeutralBand),
};

/** What was designed of a band, which never changes, at each rate. */
const designs = new WeakMap<ParamRecord, Map<number, BandMoves>>();

function designFor(band: ParamRecord, rate: number): BandMoves {
  const known = designs.get(band) ?? new Map<number, BandMoves>();
  const moves = known.get(rate) ?? movesOf(band, rate);
  designs.set(band, known.set(rate, moves));
  return moves;
}

function createDynamicEq(params: ParamRecord, { sampleRateHz, channels }: SignalFormat): Processor {
  const hop = bandHopFrames(sampleRateHz);
  const paired = channels === 2;
  const bands = (params.bands as readonly ParamRecord[]).filter(
    (band) => !isNeutralBand(band) && (paired || band.channel === 'stereo' || band.channel === 'mid'),
  );
  const pairs = Array.from({ length: bands.length === 0 ? 0 : Math.ceil(channels / 2) }, () =>
    bands.map((band) => new DynamicBand(band, designFor(band, sampleRateHz), sampleRateHz, hop, paired)),
  );
  return new BandDesk(pairs, hop);
}
