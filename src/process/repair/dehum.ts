// Dehum: the steady hum of the mains, its fundamental and harmonics, followed where it drifts and subtracted.
import { AMOUNT_PARAM, amountAtStrength } from './repair-amount.ts';
import type { SignalFormat } from '../../signal/signal.ts';
import type { ParamRecord } from '../params.ts';
import type { Processor, ProcessorKind } from '../processor.ts';
import { HumRemover } from './hum-remover.ts';
import { PLACES_PARAM, spansOf } from './repair-places.ts';

export const DEHUM: ProcessorKind = {
  id: 'dehum',
  title: 'Dehum',
  params: {
    hz: {
      type: 'number',
      unit: 'Hz',
      min: 45,
      max: 65,
      default: 50,
      caption: 'nominal frequency of the mains; what strays by up to 0.6 Hz is followed',
    },
    harmonics: {
      type: 'number',
      unit: '',
      min: 1,
      max: 20,
      default: 10,
      caption: 'how many lines: the fundamental and its multiples',
    },
    amount: { ...AMOUNT_PARAM, caption: 'share of the hum that is taken away' },
    places: { ...PLACES_PARAM, caption: 'where it acts; none: wherever there is hum' },
  },
  create: (params, format, firstFrame = 0) => createDehum(params, format, firstFrame),
  atStrength: amountAtStrength,
  isNeutral: ({ amount }) => amount === 0,
};

function createDehum(params: ParamRecord, format: SignalFormat, firstFrame: number): Processor {
  const everywhere = (params.places as readonly ParamRecord[]).length === 0;
  return new HumRemover(
    format,
    params.hz as number,
    Math.round(params.harmonics as number),
    params.amount as number,
    everywhere
      ? null
      : Array.from({ length: format.channels }, (_, c) => spansOf(params.places!, format, c, 0)),
    firstFrame,
  );
}
