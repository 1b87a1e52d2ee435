// Ranked candidates: the ways to master a song, judged, heard on its telling sections, and put in the order in which to hear them.
import { finishedSign } from '../finished.ts';
import type { Restraint } from '../plan.ts';
import { styleById } from '../style/styles.ts';
import type { Excerpt } from '../trial/excerpts.ts';
import { hearCandidate } from './candidate-figures.ts';
import type { Candidate } from './candidate.ts';
import { judgeCandidates, type CandidateQuestion, type JudgedCandidate } from './judge-candidates.ts';
import { rankCandidates } from './rank-candidates.ts';

export interface RankedCandidates {
  /** Best first. */
  readonly ranked: readonly {
    readonly candidate: Candidate;
    /** What it asks for. */
    readonly intent: JudgedCandidate['intent'];
    /** Its telling sections, as they will sound. */
    readonly excerpts: readonly Excerpt[];
  }[];
  /** Why some are not there. */
  readonly missing: readonly Restraint[];
}

/** Faults: `unknown-style`, those of the deciders and of the source. */
export async function rankedCandidates(question: CandidateQuestion): Promise<RankedCandidates> {
  const { analysis, intent, song, options = {} } = question;
  const style = options.style ?? styleById(intent.style);
  const { judged, excerpts, missing } = await judgeCandidates(question);
  const heard = judged.map((one) => ({ ...one, ...hearCandidate(one, excerpts, analysis, style) }));
  const sign = finishedSign(analysis, intent, song, style);
  const ranked = rankCandidates(heard, sign).map(({ candidate: one, reason }) => {
    const { id, plan, figures, cost } = one;
    return { candidate: { id, plan, figures, cost, reason }, intent: one.intent, excerpts: one.excerpts };
  });
  return { ranked, missing };
}
