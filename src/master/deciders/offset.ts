// Offset: what must be mended before taste has a say: a wave that does not rest at zero.
import { dbFromGain } from '../../dsp/decibel.ts';
import { moveOf, NOTHING, type Decider, type Decision, type Question } from '../decider.ts';

/**
 * The constant against the whole, in dB: from -40 dB on it costs headroom that a limiter would have to pay for, and edits
 * click. The cut lies under anything that loudspeakers play and turns no phase where music is.
 */
const DC_DB = -40;
const DC_CUT_HZ = 10;

export const OFFSET: Decider = { id: 'dc', stage: 'repair', decide };

function decide({ analysis: { measurements } }: Question): Decision {
  const { rmsDbfs } = measurements.dynamics;
  const offset = measurements.dcOffset.reduce((most, dc) => Math.max(most, Math.abs(dc)), 0);
  const value = rmsDbfs === null || offset === 0 ? -Infinity : dbFromGain(offset) - rmsDbfs;
  if (value < DC_DB) return NOTHING;
  const because = {
    code: 'dc',
    measurement: 'dc-to-rms-db',
    value: Math.round(10 * value) / 10,
    target: DC_DB,
    unit: 'dB',
  };
  const params = { bands: [{ type: 'low-cut', hz: DC_CUT_HZ, slope: '12' }] };
  return {
    moves: [moveOf({ id: 'dc', stage: 'repair', kind: 'eq', params, because: [because], confidence: 1 })],
    restraints: [],
  };
}
