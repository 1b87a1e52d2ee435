// A tone that would be changed where it is locked is not said to have nothing to mend.
import { expect, it } from 'vitest';
import { TONE } from '../../src/master/deciders/tone.ts';
import { styleById } from '../../src/master/style/styles.ts';
import { intentOf, questionOf } from '../master/analyses.ts';

it('tells the lock, and nothing that contradicts it', () => {
  const offset = (hz: number): number => (hz > 6000 ? 12 : 0);
  const intent = intentOf({ locks: ['treble'] });
  const { moves, restraints } = TONE.decide(questionOf({ offset }, styleById('balanced'), { intent }));
  const codes = restraints.map(({ code }) => code);
  expect(moves).toEqual([]);
  expect(codes).toContain('tone-locked');
  expect(codes).not.toContain('tone-inside');
});
