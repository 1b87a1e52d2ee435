// Reference loudness: how loud a reference asks a song to be, and that wish carried through the judgement of loudness.
import type { Analysis } from '../analysis.ts';
import { LOUDNESS_RANGE_LUFS, type Intent } from '../intent.ts';
import type { Plan } from '../plan.ts';
import { fromTwoLu, referenceTarget } from './reference-target.ts';
import type { Reference } from './signature.ts';

/** LUFS, from the song's own towards the reference's; null where somebody asked for another loudness, or for none of it. */
export function referenceLufs(
  { measurements }: Analysis,
  { loudness }: Intent,
  { signature, strengths }: Reference,
): number | null {
  const own = measurements.loudness.integratedLufs;
  if (loudness.mode !== 'auto' || own === null || strengths.loudness === 0) return null;
  const integratedLufs =
    referenceTarget(signature).integratedLufs - fromTwoLu(measurements.layout.weights.length);
  const wanted = own + strengths.loudness * (integratedLufs - own);
  return Math.max(LOUDNESS_RANGE_LUFS.min, Math.min(LOUDNESS_RANGE_LUFS.max, wanted));
}

/** The plan as the judgement of loudness is to see it: asked for the reference's number. */
export function askedForLoudness(plan: Plan, lufs: number | null): Plan {
  return lufs === null ? plan : { ...plan, intent: { ...plan.intent, loudness: { mode: 'target', lufs } } };
}

/** The judged plan with its own intent back, and with the reference named as the reason of its level. */
export function asReference(judged: Plan, { intent }: Plan, lufs: number | null): Plan {
  if (lufs === null) return { ...judged, intent };
  const renamed = (code: string): string => (code === 'level-asked' ? 'level-reference' : code);
  return {
    ...judged,
    intent,
    moves: judged.moves.map((move) =>
      move.id === 'level'
        ? { ...move, because: move.because.map((one) => ({ ...one, code: renamed(one.code) })) }
        : move,
    ),
    restraints: judged.restraints.map((one) =>
      one.facts.aim === 'level-asked' ? { ...one, facts: { ...one.facts, aim: 'level-reference' } } : one,
    ),
  };
}
