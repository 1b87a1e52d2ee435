// Decide repair: what must be mended before taste has a say: a wave that does not rest at zero.
import { dbFromGain } from '../dsp/decibel.ts';
import type { Analysis } from './analysis.ts';
import type { Decision } from './decision.ts';

/**
 * The constant against the whole, in dB: from -40 dB on it costs headroom that a limiter would have to pay for, and edits
 * click. The cut lies under anything that loudspeakers play and turns no phase where music is.
 */
const DC_DB = -40;
const DC_CUT_HZ = 10;

/** Pure: the same for the same song at any level. */
export function decideRepair({ measurements }: Analysis): Decision {
  const { rmsDbfs } = measurements.dynamics;
  const offset = measurements.dcOffset.reduce((most, dc) => Math.max(most, Math.abs(dc)), 0);
  const value = rmsDbfs === null || offset === 0 ? -Infinity : dbFromGain(offset) - rmsDbfs;
  if (value < DC_DB) return { moves: [], restraints: [] };
  const because = {
    code: 'dc',
    measurement: 'dc-to-rms-db',
    value: Math.round(10 * value) / 10,
    target: DC_DB,
    unit: 'dB',
  };
  const params = { bands: [{ type: 'low-cut', hz: DC_CUT_HZ, slope: '12' }] };
  return {
    moves: [{ id: 'dc', kind: 'eq', params, strength: 1, because: [because], expects: [] }],
    restraints: [],
  };
}
