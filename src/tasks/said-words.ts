// Said words: sentences that revise the plan of a mix at hand: refused at once, or made part of it.
import type { Analysis } from '../master/analysis.ts';
import type { Plan } from '../master/plan.ts';
import { refuseWordsFor } from '../master/revise/refuse-words.ts';
import { revisePlan } from '../master/revise/revise-plan.ts';
import type { Source } from '../signal/stream.ts';
import type { Run } from './run.ts';
import { watchSource } from './watch-source.ts';

/** Tells before anything is decided anew. Faults: those of `revisePlan` that need no listening. */
export async function refuseSaid(plan: Plan, words: string, analysis: Analysis): Promise<void> {
  await refuseWordsFor(plan, words, analysis);
}

/** Level and limiter follow, on the mix itself. Stage: `forecast`. Faults: those of `revisePlan`; `cancelled`. */
export async function reviseSaid(
  plan: Plan,
  words: readonly string[],
  analysis: Analysis,
  open: () => Promise<Source>,
  run: Run,
): Promise<Plan> {
  const watched = async (): Promise<Source> => watchSource(await open(), run, 'forecast', plan.song.frames);
  // Each ends, so that none leans on the one before.
  return revisePlan(plan, words.join('. '), { analysis, open: watched });
}
