// Dropouts: short holes in the sound at given places, filled from both of their sides.
import type { SignalFormat } from '../../signal/signal.ts';
import type { ParamRecord } from '../params.ts';
import type { Processor, ProcessorKind } from '../processor.ts';
import { AMOUNT_PARAM, amountAtStrength, repairsNothing } from './repair-amount.ts';
import { HoleMender } from './hole-mender.ts';
import { RepairDesk } from './repair-desk.ts';
import type { Reach } from './repair-mender.ts';
import { PLACES_PARAM, spansOf } from './repair-places.ts';

/** Findings name a place to about 1 ms. */
const MARGIN_S = 0.002;
/** What is learnt from on either side, and the memory of the models: the lowest notes come round within it. */
const SIDE_S = 0.12;
const MEMORY_S = 0.0227;
const MOST_ORDER = 2400;

export const DROPOUTS: ProcessorKind = {
  id: 'dropouts',
  title: 'Dropout repair',
  params: {
    places: PLACES_PARAM,
    longestMs: {
      type: 'number',
      unit: 'ms',
      min: 0.1,
      max: 260,
      default: 260,
      caption: 'longer holes stay: nobody knows what was there',
    },
    amount: { ...AMOUNT_PARAM, caption: 'share of the filling that is put in' },
  },
  create: (params, format, firstFrame = 0) => createDropouts(params, format, firstFrame),
  atStrength: amountAtStrength,
  isNeutral: repairsNothing,
};

function createDropouts(params: ParamRecord, format: SignalFormat, firstFrame: number): Processor {
  const rate = format.sampleRateHz;
  const longest = Math.ceil(((params.longestMs as number) / 1000) * rate);
  const margins = 2 * Math.ceil(MARGIN_S * rate);
  const side = Math.round(SIDE_S * rate);
  const order = Math.min(MOST_ORDER, Math.round(MEMORY_S * rate));
  // A hole may begin in the last frame of a piece.
  const reach: Reach = { piece: longest + margins, overrun: longest, context: side };
  return new RepairDesk(
    format,
    firstFrame,
    Array.from({ length: format.channels }, (_, c) => spansOf(params.places!, format, c, MARGIN_S)),
    reach,
    params.amount as number,
    () => new HoleMender(longest, order, side),
  );
}
