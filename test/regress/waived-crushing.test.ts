// A mix that its artist marked as meant to be dense is not opened.
import { expect, it } from 'vitest';
import type { Finding } from '../../src/inspect/finding.ts';
import { OPENNESS } from '../../src/master/deciders/crushed-mix.ts';
import { styleById } from '../../src/master/style/styles.ts';
import { questionOf } from '../master/analyses.ts';

const FOUND: Finding = {
  code: 'over-limited',
  severity: 'warning',
  confidence: 0.8,
  channel: 'both',
  startS: null,
  endS: null,
  value: 45,
  unit: '%',
};

it('opens what nobody marked, and nothing else', () => {
  const movesFor = (finding: Finding) =>
    OPENNESS.decide(questionOf({ psrDb: 8, findings: [finding] }, styleById('balanced'), {})).moves;
  expect(movesFor(FOUND)).toHaveLength(1);
  expect(movesFor({ ...FOUND, waived: { note: 'meant' } as Finding['waived'] & object })).toEqual([]);
});
