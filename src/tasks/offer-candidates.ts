// Offer candidates: the ways to master a mix that was heard already, each with its figures and the wish that makes it.
import type { CandidateFigures, CandidateId } from '../master/candidates/candidate.ts';
import { GENTLE_SHARE } from '../master/candidates/candidate-wishes.ts';
import { rankedCandidates } from '../master/candidates/ranked-candidates.ts';
import type { Intent, LoudnessIntent } from '../master/intent.ts';
import type { Restraint } from '../master/plan.ts';
import type { Wish } from '../master/wish.ts';
import type { Source } from '../signal/stream.ts';
import type { AnalysedSong } from './analyse-song.ts';
import { plannedSong } from './plan-song.ts';
import { SILENT_RUN, type Run } from './run.ts';
import { watchSource } from './watch-source.ts';

/** Plain JSON. */
export interface CandidateOffer {
  readonly id: CandidateId;
  readonly figures: CandidateFigures;
  /** Why it stands where it stands; words by code. */
  readonly reason: Restraint;
  /** What to wish for to have it. */
  readonly wish: Wish;
}

/** Best first. Plain JSON. */
export interface CandidateOffers {
  readonly offers: readonly CandidateOffer[];
  readonly missing: readonly Restraint[];
}

/**
 * The recommended one is what the wish asks for, words aside; the others stand around it. Listens to the sound twice, and
 * renders its telling sections. Stages: `decide`, `weigh`, `forecast`. Faults: those of `judgeHeard`; `cancelled`.
 */
export async function offerCandidates(
  open: () => Promise<Source>,
  mixPath: string,
  mix: AnalysedSong,
  { intent, strengths }: Wish,
  run: Run = SILENT_RUN,
): Promise<CandidateOffers> {
  const song = plannedSong(mixPath, mix);
  const watched = async (stage = 'forecast'): Promise<Source> =>
    watchSource(await open(), run, stage, song.frames);
  run.progress('decide', 0);
  const options = { strengths };
  const question = { open: watched, analysis: mix.analysis, intent, song, options };
  const { ranked, missing } = await rankedCandidates(question);
  const offers = ranked.map(({ candidate: { id, figures, reason }, intent: asked }) => ({
    id,
    figures,
    reason,
    wish: { intent: asFixed(asked, id, figures), strengths: strengthsOf(id, strengths) },
  }));
  return { offers, missing };
}

/** What somebody set by hand the gentle one halves as well. */
function strengthsOf(id: CandidateId, strengths: Wish['strengths']): Wish['strengths'] {
  if (id !== 'gentle') return strengths;
  return Object.fromEntries(Object.entries(strengths).map(([move, share]) => [move, GENTLE_SHARE * share]));
}

/** The gentle one is as quiet as it is by another style's limits: its wish says the loudness itself. */
function asFixed(asked: Intent, id: CandidateId, { integratedLufs }: CandidateFigures): Intent {
  if (id !== 'gentle' || integratedLufs === null || asked.loudness.mode !== 'auto') return asked;
  const loudness: LoudnessIntent = { mode: 'target', lufs: Math.round(10 * integratedLufs) / 10 };
  return { ...asked, loudness };
}
