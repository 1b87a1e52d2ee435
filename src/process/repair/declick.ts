// Declick: clicks, pops and bit errors at given places, drawn anew from what is around them.
import type { SignalFormat } from '../../signal/signal.ts';
import type { ParamRecord } from '../params.ts';
import type { Processor, ProcessorKind } from '../processor.ts';
import { AMOUNT_PARAM, amountAtStrength, repairsNothing } from './repair-amount.ts';
import { createHunter } from './hunter.ts';
import { PLACES_PARAM } from './repair-places.ts';

export const DECLICK: ProcessorKind = {
  id: 'declick',
  title: 'Declick',
  params: {
    places: PLACES_PARAM,
    threshold: {
      type: 'number',
      unit: 'σ',
      min: 3,
      max: 50,
      default: 5,
      caption: 'how far a click stands out of what the music could have brought',
    },
    longestMs: {
      type: 'number',
      unit: 'ms',
      min: 0.02,
      max: 25,
      default: 20,
      caption: 'what is longer is no click and stays',
    },
    amount: AMOUNT_PARAM,
  },
  create: (params, format, firstFrame = 0) => createDeclick(params, format, firstFrame),
  atStrength: amountAtStrength,
  isNeutral: repairsNothing,
};

function createDeclick(params: ParamRecord, format: SignalFormat, firstFrame: number): Processor {
  return createHunter(params, format, firstFrame, {
    order: 32,
    fineOrder: 256,
    marginS: 0.0015,
    pieceS: 0.08,
    contextS: 0.06,
  });
}
