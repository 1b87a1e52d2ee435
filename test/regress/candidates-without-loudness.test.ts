// Candidates that decide no loudness: no figure is made up for it, and what is not there is not said to be spent.
import { expect, it } from 'vitest';
import type { CandidateFigures, CandidateId } from '../../src/master/candidates/candidate.ts';
import { rankCandidates } from '../../src/master/candidates/rank-candidates.ts';
import { candidateWords } from '../../src/report/words-candidates.ts';

function heard(id: CandidateId, integratedLufs: number | null, toneChangeDb: number) {
  const damage = { distortionDb: null, crestLossDb: 0, toneChangeDb };
  const figures: CandidateFigures = {
    integratedLufs,
    truePeakDbtp: null,
    psrDb: 12,
    damage,
    corridorDistanceDb: 1 - toneChangeDb,
  };
  return { id, figures };
}

it('tells no loudness where none was decided', () => {
  const ranked = rankCandidates(
    [heard('alone', -25, 0), heard('gentle', null, 0.4), heard('recommended', null, 0.9)],
    null,
  );
  for (const { reason } of ranked) expect(candidateWords(reason)).not.toMatch(/LUFS|NaN|undefined/);
  const words = candidateWords(ranked.find(({ candidate }) => candidate.id === 'recommended')!.reason);
  expect(words.replace(/\s/g, ' ')).toBe(
    'The tone comes from 1.0 dB to 0.1 dB outside the style, and peaks stand as high above the loudness as before.',
  );
});

it('says that peaks stand higher where a crushed mix was opened, though a limiter holds some', () => {
  const facts = { fromDb: 0.4, toDb: 0.2, crestLossDb: -2.6 };
  const words = candidateWords({ code: 'candidate-recommended', facts });
  expect(words.replace(/\s/g, ' ')).toMatch(/peaks stand 2\.6 dB higher above the loudness/);
});

it('leaves alone what changes neither loudness nor tone', () => {
  const [first] = rankCandidates([heard('alone', -25, 0), heard('recommended', null, 0.1)], null);
  expect(first!.candidate.id).toBe('alone');
});

it('says why there is no louder one', () => {
  const missing = { code: 'candidate-no-level', facts: { candidate: 'louder' } };
  expect(candidateWords(missing)).toContain('no loudness is decided');
});
