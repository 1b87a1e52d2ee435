// Alternate plan: one song's plan for its instrumental, radio edit or stems: the same moves and gains, and no new judgement.
import { loadProcessors, processorById } from '../process/catalogue.ts';
import { Fault } from '../signal/fault.ts';
import type { Move, Plan, PlannedSong, Restraint } from './plan.ts';

/** What follows the level of what passes through it does less to a part than to the whole. */
const FOLLOWS_LEVEL: ReadonlySet<string> = new Set([
  'compressor',
  'expander',
  'multiband',
  'delimit',
  'low-end-focus',
  'transient-shaper',
  'saturation',
  'exciter',
  'clipper',
  'limiter',
  'dynamic-eq',
  'de-esser',
  'resonance-control',
]);

/**
 * The plan for `song`, of any length and rate. Everything that does not look at the sound does to it what it did to the song,
 * so stems add up to the master as it was before what follows the level. Moves at places are left out of another length; no
 * loudness is promised, the ceiling still is. Fault `plan-for-other-channels`.
 */
export async function alternatePlan(plan: Plan, song: PlannedSong, file: string): Promise<Plan> {
  if (song.channels !== plan.song.channels) {
    const facts = { file, value: song.channels, planned: plan.song.channels };
    throw new Fault('plan-for-other-channels', 'usage', facts);
  }
  await loadProcessors(plan.moves.map(({ kind }) => kind));
  const sameTime = song.frames * plan.song.sampleRateHz === plan.song.frames * song.sampleRateHz;
  const kept = plan.moves.filter((move) => sameTime || !actsAtPlaces(move));
  const left = plan.moves.filter((move) => !kept.includes(move));
  return {
    ...plan,
    song,
    moves: kept.map((move) => ({ ...move, expects: [], tried: null })),
    restraints: toldOf(kept, left),
    promise: { ...plan.promise, integratedLufs: null },
    weighedOn: [],
    damage: null,
  };
}

function actsAtPlaces({ spans, params }: Move): boolean {
  return spans.length > 0 || (Array.isArray(params.places) && params.places.length > 0);
}

function toldOf(kept: readonly Move[], left: readonly Move[]): Restraint[] {
  const bending = kept.filter((move) => FOLLOWS_LEVEL.has(move.kind) && move.strength > 0);
  const names = (moves: readonly Move[]): string =>
    moves.map(({ kind }) => processorById(kind).title).join(', ');
  return [
    bending.length > 0
      ? { code: 'alternate-bends', facts: { moves: names(bending) } }
      : { code: 'alternate-same', facts: {} },
    ...(left.length > 0 ? [{ code: 'alternate-moves-left-out', facts: { moves: names(left) } }] : []),
  ];
}
