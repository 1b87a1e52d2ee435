// Decrackle: the many small clicks of a worn record or a bad connection, within given places.
import type { SignalFormat } from '../../signal/signal.ts';
import type { ParamRecord } from '../params.ts';
import type { Processor, ProcessorKind } from '../processor.ts';
import { AMOUNT_PARAM, amountAtStrength, repairsNothing } from './repair-amount.ts';
import { createHunter } from './hunter.ts';
import { PLACES_PARAM } from './repair-places.ts';

export const DECRACKLE: ProcessorKind = {
  id: 'decrackle',
  title: 'Decrackle',
  params: {
    places: PLACES_PARAM,
    threshold: {
      type: 'number',
      unit: 'σ',
      min: 3,
      max: 50,
      default: 5,
      caption: 'how far a crackle stands out of what the music could have brought',
    },
    longestMs: {
      type: 'number',
      unit: 'ms',
      min: 0.02,
      max: 5,
      default: 1,
      caption: 'what is longer is no crackle and stays',
    },
    amount: AMOUNT_PARAM,
  },
  create: (params, format, firstFrame = 0) => createDecrackle(params, format, firstFrame),
  atStrength: amountAtStrength,
  isNeutral: repairsNothing,
};

function createDecrackle(params: ParamRecord, format: SignalFormat, firstFrame: number): Processor {
  return createHunter(params, format, firstFrame, {
    order: 32,
    fineOrder: 96,
    marginS: 0.0015,
    pieceS: 0.1,
    contextS: 0.04,
  });
}
