// Delimit: gives the onsets of crushed sound some of their peaks back, and leaves sound that has its peaks as it is.
import { hopFrames } from '../control/gain-rider.ts';
import { type Listener, lookAheadFrames, RiddenSound } from '../control/ridden-sound.ts';
import { SideChain } from '../control/side-chain.ts';
import type { SignalFormat } from '../../signal/signal.ts';
import type { ParamRecord } from '../params.ts';
import type { Processor, ProcessorKind } from '../processor.ts';
import { DelimitLaw } from './delimit-law.ts';

/** Below, nothing counts as an onset: a bass note has none of its own. */
const ONSETS_ABOVE_HZ = 100;
/** The gain starts so long before the onset that it stands when the peak comes. */
const AHEAD_MS = 2;

export const DELIMIT: ProcessorKind = {
  id: 'delimit',
  title: 'Delimit',
  params: {
    amountDb: {
      type: 'number',
      unit: 'dB',
      min: 0,
      max: 12,
      default: 3,
      caption: 'no onset is raised by more; the output may pass full scale',
    },
    crestDb: {
      type: 'number',
      unit: 'dB',
      min: 6,
      max: 24,
      default: 14,
      caption: 'gives back what peaks lack of standing so high over the body; where they do, nothing changes',
    },
    windowMs: {
      type: 'number',
      unit: 'ms',
      min: 2,
      max: 60,
      default: 4,
      caption: 'how long an onset is',
    },
  },
  create: createDelimit,
  atStrength: (params, strength): ParamRecord =>
    strength === 1 ? params : { ...params, amountDb: strength * (params.amountDb as number) },
  isNeutral: (params) => params.amountDb === 0,
};

function createDelimit(params: ParamRecord, format: SignalFormat): Processor {
  const hop = hopFrames(format.sampleRateHz);
  const whole = new SideChain(0, format, hop);
  const onsets = new SideChain(ONSETS_ABOVE_HZ, format, hop);
  const law = new DelimitLaw(params, format, hop, whole, onsets);
  const both: Listener = {
    listen(channels, start, end) {
      whole.listen(channels, start, end);
      onsets.listen(channels, start, end);
    },
    reset() {
      whole.reset();
      onsets.reset();
    },
  };
  return new RiddenSound(both, law, hop, lookAheadFrames(AHEAD_MS, format.sampleRateHz), format);
}
