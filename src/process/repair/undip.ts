// Undip: moments at given places in which the level fell and came back, turned up again by as much as they fell.
import { gainFromDb } from '../../dsp/decibel.ts';
import type { SignalFormat } from '../../signal/signal.ts';
import type { ParamRecord } from '../params.ts';
import type { Processor, ProcessorKind } from '../processor.ts';
import { DipMender } from './dip-mender.ts';
import { AMOUNT_PARAM, amountAtStrength, repairsNothing } from './repair-amount.ts';
import { RepairDesk } from './repair-desk.ts';
import type { Reach } from './repair-mender.ts';
import { PLACES_PARAM, spansOf } from './repair-places.ts';

/** Findings name the middle of a fade to some ms; fades lie around it. */
const MARGIN_S = 0.012;
/** What the fades are judged by: before and behind. */
const SIDE_S = 0.06;

export const UNDIP: ProcessorKind = {
  id: 'undip',
  title: 'Level dip repair',
  params: {
    places: PLACES_PARAM,
    mostDb: {
      type: 'number',
      unit: 'dB',
      min: 0,
      max: 48,
      default: 42,
      caption: 'how far a dip may be turned up; deeper ones are holes',
    },
    longestMs: {
      type: 'number',
      unit: 'ms',
      min: 10,
      max: 400,
      default: 260,
      caption: 'what is longer is no dip and stays',
    },
    amount: { ...AMOUNT_PARAM, caption: 'share of the fall that is made good' },
  },
  create: (params, format, firstFrame = 0) => createUndip(params, format, firstFrame),
  atStrength: amountAtStrength,
  isNeutral: (params) => params.mostDb === 0 || repairsNothing(params),
};

function createUndip(params: ParamRecord, format: SignalFormat, firstFrame: number): Processor {
  const rate = format.sampleRateHz;
  const margin = Math.round(MARGIN_S * rate);
  const longest = Math.ceil(((params.longestMs as number) / 1000) * rate);
  const reach: Reach = { piece: longest + 2 * margin + 2, overrun: 1, context: Math.round(SIDE_S * rate) };
  return new RepairDesk(
    format,
    firstFrame,
    Array.from({ length: format.channels }, (_, c) => spansOf(params.places!, format, c, MARGIN_S)),
    reach,
    params.amount as number,
    () => new DipMender(rate, margin, reach, 1 / gainFromDb(params.mostDb as number)),
  );
}
