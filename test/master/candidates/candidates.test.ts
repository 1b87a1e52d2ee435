// Candidates: several ways from one listening, ranked by plain rules.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Analysis } from '../../../src/master/analysis.ts';
import {
  candidateId,
  type CandidateFigures,
  type CandidateId,
} from '../../../src/master/candidates/candidate.ts';
import {
  judgeCandidate,
  judgeCandidates,
  type CandidateQuestion,
} from '../../../src/master/candidates/judge-candidates.ts';
import { rankCandidates } from '../../../src/master/candidates/rank-candidates.ts';
import { decide } from '../../../src/master/decide.ts';
import { listen } from '../../../src/master/listen.ts';
import { sourceOf, type Source } from '../../../src/signal/stream.ts';
import { musicLike } from '../../signals.ts';
import { intentOf } from '../analyses.ts';

const RATE = 44100;
const MIX = musicLike(2 * RATE, RATE, 3);
const SONG = { name: 'mix', sampleRateHz: RATE, channels: 2, frames: MIX[0]!.length, bits: 24 };

describe('candidates of a mix', () => {
  let analysis: Analysis;
  let question: CandidateQuestion;
  let opened = 0;
  beforeAll(async () => {
    analysis = await listen(sourceOf(MIX, RATE));
    const open = async (): Promise<Source> => {
      opened++;
      return sourceOf(MIX, RATE);
    };
    question = { open, analysis, intent: intentOf(), song: SONG };
  });

  it('come from two listenings, however many there are', async () => {
    opened = 0;
    const { judged } = await judgeCandidates(question);
    expect(opened).toBe(2);
    expect(judged.map(({ id }) => id)).toEqual(['alone', 'gentle', 'recommended', 'louder']);
    const [alone, gentle, recommended, louder] = judged;
    expect(alone!.plan).toMatchObject({ moves: [], restraints: [] });
    expect(louder!.plan.promise.integratedLufs).toBeGreaterThan(
      recommended!.plan.promise.integratedLufs! + 0.4,
    );
    expect(louder!.plan.promise.integratedLufs).toBeLessThan(recommended!.cost!.mostLufs + 0.1);
    expect(gentle!.plan.promise.integratedLufs).toBeLessThan(recommended!.plan.promise.integratedLufs!);
    const strength = (plan: typeof gentle, id: string): number =>
      plan!.plan.moves.find((move) => move.id === id)?.strength ?? 0;
    for (const { id, stage } of gentle!.plan.moves.filter((move) => move.stage !== 'loudness'))
      expect(`${stage} ${strength(gentle, id)}`).toBe(`${stage} ${strength(recommended, id) / 2}`);
  });

  it('recommend what is decided without them', async () => {
    const recommended = await judgeCandidate(question, 'recommended');
    const decided = await decide(question.open, analysis, intentOf(), SONG);
    expect(recommended.plan.moves.map(({ id, kind }) => [id, kind])).toEqual(
      decided.plan.moves.map(({ id, kind }) => [id, kind]),
    );
    expect(recommended.plan.promise.integratedLufs).toBeCloseTo(decided.plan.promise.integratedLufs!, 2);
  });

  it('of silence is silence', async () => {
    const silence = MIX.map((x) => new Float64Array(x.length));
    const open = async (): Promise<Source> => sourceOf(silence, RATE);
    const heard = await listen(await open());
    const { judged } = await judgeCandidates({ ...question, open, analysis: heard });
    expect(judged.map(({ id, plan }) => [id, plan.moves.length])).toEqual([['alone', 0]]);
    await expect(judgeCandidate({ ...question, open, analysis: heard }, 'louder')).rejects.toMatchObject({
      code: 'no-candidate',
    });
  });
});

function figures(lufs: number, distanceDb: number, toneChangeDb = 0): CandidateFigures {
  const damage = { distortionDb: null, crestLossDb: 0, toneChangeDb };
  return { integratedLufs: lufs, truePeakDbtp: -1, psrDb: 12, damage, corridorDistanceDb: distanceDb };
}

function order(
  told: Partial<Record<CandidateId, CandidateFigures>>,
  finished: string | null = null,
): string[] {
  const candidates = Object.entries(told).map(([id, one]) => ({ id: candidateId(id), figures: one }));
  return rankCandidates(candidates, finished).map(
    ({ candidate, reason }) => `${candidate.id} ${reason.code}`,
  );
}

describe('the order of candidates', () => {
  const alone = figures(-20, 1.5);
  const recommended = figures(-12, 0.2, 1);

  it('begins with what is recommended', () => {
    expect(order({ alone, gentle: figures(-15, 0.9), recommended, louder: figures(-9, 0.2, 1) })).toEqual([
      'recommended candidate-recommended',
      'gentle candidate-gentle',
      'louder candidate-louder',
      'alone candidate-alone',
    ]);
  });

  it('begins with the gentle one where that is nearly all there is to gain', () => {
    expect(order({ alone, gentle: figures(-12.5, 0.3), recommended })[0]).toBe(
      'gentle candidate-gentle-enough',
    );
  });

  it('begins with leaving it alone where it is finished, or nobody would hear the change', () => {
    expect(order({ alone, recommended }, 'at-ceiling')[0]).toBe('alone candidate-finished');
    expect(order({ alone, recommended: figures(-19.8, 1.4, 0.1) })[0]).toBe(
      'alone candidate-nothing-to-gain',
    );
  });

  it('follows a reference where there is one', () => {
    expect(order({ alone, recommended, reference: figures(-10, 0.5, 1) })[0]).toBe(
      'reference candidate-reference',
    );
  });

  it('knows no other', () => {
    expect(() => candidateId('loudest')).toThrow(expect.objectContaining({ code: 'unknown-candidate' }));
  });
});
