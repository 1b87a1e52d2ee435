// Level budget: the loudest that a song may become by what limiting costs it, before and after its tone was drawn.
import type { LoudnessCost } from '../../master/loudness/loudness-cost.ts';
import type { BalanceSong, SongLevels } from './balance-record.ts';
import { ceilingShiftDb, type LevelCurve } from './level-plan.ts';
import type { TonedSong } from './tone-album.ts';

/** What loudness costs a song by its new tone: heard, or guessed from its old one. */
export interface CostedSong extends Pick<TonedSong, 'plan' | 'changeLu'> {
  readonly cost: LoudnessCost | null;
  /** The loudest by its own plan is not known to be within its budget any more. */
  readonly isNew: boolean;
}

/** `again`: heard anew. */
export function heardAs(
  { plan, changeLu }: TonedSong,
  { cost }: BalanceSong,
  again: LoudnessCost | null,
): CostedSong {
  return again
    ? { plan, changeLu: 0, cost: again, isNew: true }
    : { plan, changeLu, cost, isNew: changeLu !== 0 };
}

/**
 * What a number was asked for may spend what may be asked; everything else what its style likes to spend. A finished song, and one
 * whose cost nobody knows, is never made louder.
 */
export function mostIntegrated(
  { cost, plan, changeLu, isNew }: CostedSong,
  before: SongLevels,
  curve: LevelCurve | null,
): number {
  const own = before.integratedLufs;
  const finished = plan?.restraints.some(({ code }) => code === 'loudness-finished') ?? false;
  if (!cost || !plan || !curve || finished) return own;
  const shift = ceilingShiftDb(curve);
  const asked = plan.intent.loudness.mode === 'target';
  const most = (asked ? cost.mostLufs : cost.kneeLufs) + shift + Math.min(0, changeLu);
  return isNew ? most : Math.max(own + Math.min(0, shift), most);
}
