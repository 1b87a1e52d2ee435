// Declip: crests that ran into a ceiling, at given places, drawn anew above it.
import { gainFromDb } from '../../dsp/decibel.ts';
import type { SignalFormat } from '../../signal/signal.ts';
import type { ParamRecord } from '../params.ts';
import type { Processor, ProcessorKind } from '../processor.ts';
import { AMOUNT_PARAM, amountAtStrength, repairsNothing } from './repair-amount.ts';
import { ClipMender } from './clip-mender.ts';
import { RepairDesk } from './repair-desk.ts';
import type { Reach } from './repair-mender.ts';
import { PLACES_PARAM, spansOf } from './repair-places.ts';

/** Findings name a place to about 1 ms. */
const MARGIN_S = 0.0015;
const PIECE_S = 0.06;
/** What the model learns from on either side, and how far ahead the ceiling is looked for. */
const SIDE_S = 0.04;
const AHEAD_S = 0.5;
/** A crest that begins in the last frame of a piece may be so long. */
const OVERRUN_S = 0.01;
/** At 44.1 and 48 kHz; in proportion to the rate above. */
const ORDER = 48;
const MOST_ORDER = 128;

export const DECLIP: ProcessorKind = {
  id: 'declip',
  title: 'Declip',
  params: {
    places: PLACES_PARAM,
    mostDb: {
      type: 'number',
      unit: 'dB',
      min: 0,
      max: 24,
      default: 6,
      caption: 'how far above the ceiling a crest may rise',
    },
    amount: AMOUNT_PARAM,
  },
  create: (params, format, firstFrame = 0) => createDeclip(params, format, firstFrame),
  atStrength: amountAtStrength,
  isNeutral: (params) => params.mostDb === 0 || repairsNothing(params),
};

function createDeclip(params: ParamRecord, format: SignalFormat, firstFrame: number): Processor {
  const rate = format.sampleRateHz;
  const order = Math.min(MOST_ORDER, Math.round(ORDER * Math.max(1, rate / 48000)));
  const reach: Reach = {
    piece: Math.round(PIECE_S * rate),
    overrun: Math.round(OVERRUN_S * rate),
    context: Math.round(AHEAD_S * rate),
  };
  const side = Math.round(SIDE_S * rate);
  const most = gainFromDb(params.mostDb as number);
  return new RepairDesk(
    format,
    firstFrame,
    Array.from({ length: format.channels }, (_, c) => spansOf(params.places!, format, c, MARGIN_S)),
    reach,
    params.amount as number,
    () => new ClipMender(order, most, reach, side),
  );
}
