// Take plan: a plan that somebody gives instead of a judgement, if it is for this mix.
import type { Judgement } from '../master/loudness/decide-loudness.ts';
import type { Plan } from '../master/plan.ts';
import { Fault } from '../signal/fault.ts';
import type { AnalysedSong } from './analyse-song.ts';
import { plannedSong } from './plan-song.ts';

/** The same for a file that is not the song itself: its instrumental, its radio edit, a stem. Faults: those of `alternatePlan`. */
export async function takeAlternate(mixPath: string, mix: AnalysedSong, plan: Plan): Promise<Judgement> {
  const { alternatePlan } = await import('../master/alternate-plan.ts');
  return { plan: await alternatePlan(plan, plannedSong(mixPath, mix), mixPath), cost: null };
}

/** The plan as a judgement that tells no cost. Fault `plan-for-other-song`. */
export function takePlan(mixPath: string, mix: AnalysedSong, plan: Plan): Judgement {
  const song = plannedSong(mixPath, mix);
  for (const what of ['sampleRateHz', 'channels', 'frames'] as const) {
    if (plan.song[what] === song[what]) continue;
    throw new Fault('plan-for-other-song', 'usage', {
      file: mixPath,
      what,
      value: song[what],
      planned: plan.song[what],
    });
  }
  return { plan, cost: null };
}
