// Rank candidates: which of them to hear first, by a few plain rules, each with its reason; leaving a song alone may win.
import type { Restraint } from '../plan.ts';
import type { CandidateFigures, CandidateId } from './candidate.ts';

/** What there is to rank. */
export interface RankedCandidate {
  readonly id: CandidateId;
  readonly figures: CandidateFigures;
}

/** What speaks for a candidate at its usual place. */
const USUAL_REASONS: Readonly<Record<CandidateId, string>> = {
  alone: 'candidate-alone',
  gentle: 'candidate-gentle',
  recommended: 'candidate-recommended',
  louder: 'candidate-louder',
  reference: 'candidate-reference',
};
/** A change below this is not heard as one. */
const HARDLY = { loudnessLu: 0.5, toneDb: 0.3 } as const;
/** The gentle one is enough where it comes this near to the recommended one. */
const NEARLY = { distanceDb: 0.25, loudnessLu: 1 } as const;

export interface Ranking<One> {
  readonly candidate: One;
  readonly reason: Restraint;
}

/** Best first. `finished`: the sign that the song bears of being a master already; null for a mix. */
export function rankCandidates<One extends RankedCandidate>(
  candidates: readonly One[],
  finished: string | null,
): Ranking<One>[] {
  const order = orderOf(candidates, finished);
  return [...candidates]
    .sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id))
    .map((candidate, place) => ({ candidate, reason: reasonOf(candidate, place, candidates, finished) }));
}

function orderOf(candidates: readonly RankedCandidate[], finished: string | null): CandidateId[] {
  if (finished !== null || isHardlyChanged(candidates))
    return ['alone', 'reference', 'gentle', 'recommended', 'louder'];
  if (candidates.some(({ id }) => id === 'reference'))
    return ['reference', 'recommended', 'gentle', 'louder', 'alone'];
  if (isGentleEnough(candidates)) return ['gentle', 'recommended', 'louder', 'alone'];
  return ['recommended', 'gentle', 'louder', 'alone'];
}

/** Nobody would hear what is recommended. */
function isHardlyChanged(candidates: readonly RankedCandidate[]): boolean {
  const [alone, best] = [figuresOf(candidates, 'alone'), figuresOf(candidates, 'recommended')];
  if (alone === null || best === null) return best === null;
  const louder = Math.abs(louderBy(best, alone));
  return louder < HARDLY.loudnessLu && best.damage.toneChangeDb < HARDLY.toneDb;
}

function isGentleEnough(candidates: readonly RankedCandidate[]): boolean {
  const [gentle, best] = [figuresOf(candidates, 'gentle'), figuresOf(candidates, 'recommended')];
  if (gentle === null || best === null) return false;
  const further = (gentle.corridorDistanceDb ?? 0) - (best.corridorDistanceDb ?? 0);
  return further < NEARLY.distanceDb && louderBy(best, gentle) < NEARLY.loudnessLu;
}

function figuresOf(candidates: readonly RankedCandidate[], id: CandidateId): CandidateFigures | null {
  return candidates.find((one) => one.id === id)?.figures ?? null;
}

/** LU; 0 where either has no loudness that is known: nobody set one. */
function louderBy(
  { integratedLufs: one }: CandidateFigures,
  { integratedLufs: other }: CandidateFigures,
): number {
  return one === null || other === null ? 0 : one - other;
}

function reasonOf(
  { id, figures }: RankedCandidate,
  place: number,
  candidates: readonly RankedCandidate[],
  finished: string | null,
): Restraint {
  const alone = figuresOf(candidates, 'alone');
  const facts = {
    place: place + 1,
    fromDb: alone?.corridorDistanceDb ?? 0,
    toDb: figures.corridorDistanceDb ?? 0,
    ...(figures.integratedLufs === null ? {} : { lufs: figures.integratedLufs }),
    crestLossDb: figures.damage.crestLossDb,
  };
  if (id === 'alone' && finished !== null)
    return { code: 'candidate-finished', facts: { ...facts, sign: finished } };
  if (id === 'alone' && place === 0) return { code: 'candidate-nothing-to-gain', facts };
  if (id === 'gentle' && place === 0) return { code: 'candidate-gentle-enough', facts };
  return { code: USUAL_REASONS[id], facts };
}
