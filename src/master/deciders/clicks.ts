// Clicks: single wrong samples, pops, bit errors and crackle, drawn anew where they were surely heard.
import type { Decider } from '../decider.ts';
import { mended, together } from './places-of-findings.ts';

/** Before anything that would smear them. */
export const CLICKS: Decider = {
  id: 'clicks',
  stage: 'repair',
  decide: ({ analysis }) =>
    together(
      mended(analysis, { id: 'declick', codes: ['click', 'pop', 'bit-error'] }),
      mended(analysis, { id: 'decrackle', codes: ['crackle'] }),
    ),
};
