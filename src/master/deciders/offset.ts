// Offset: a wave that does not rest at zero is put back there, before taste has a say.
import { alone, hundredth, moveOf, NOTHING, type Decider, type Decision, type Question } from '../decider.ts';
import { dcToRmsDb } from '../measured-value.ts';
import { sureFindings } from '../sure-findings.ts';

/**
 * The constant against the whole, in dB: natural music stays under -39 dB, lopsided as its waves may be; from -36 dB on it
 * takes headroom from one side, makes limiters work on one side first, and edits click.
 */
const DC_DB = -36;
/** What is left where the constant is gone: nothing that measurements tell. */
const GONE_DB = -80;
/** Far under anything that loudspeakers play: 20 Hz turns by 14 degrees and falls by 0.02 dB. */
const CUT = { hz: 5, slope: '12' } as const;

export const OFFSET: Decider = { id: 'dc', stage: 'repair', decide };

function decide({ analysis }: Question): Decision {
  const value = dcToRmsDb(analysis.measurements);
  if (value === null || value < DC_DB) return NOTHING;
  if (sureFindings(analysis, 'dc-step').length > 0) return alone('dc-of-step');
  const measurement = 'dc-to-rms-db';
  const move = moveOf({
    id: 'dc',
    stage: 'repair',
    kind: 'low-clean',
    params: { ...CUT },
    because: [{ code: 'dc', measurement, value: hundredth(value), target: DC_DB, unit: 'dB' }],
    expects: [{ measurement, before: hundredth(value), after: GONE_DB, unit: 'dB' }],
    confidence: 1,
  });
  return { moves: [move], restraints: [] };
}
