// Decide: asks the deciders in order and writes the plan: repair, tone, dynamics, then level.
import { processorById } from '../process/catalogue.ts';
import { checkParams } from '../process/params.ts';
import { Fault } from '../signal/fault.ts';
import type { Source } from '../signal/stream.ts';
import type { Analysis } from './analysis.ts';
import { decideDynamics } from './decide-dynamics.ts';
import { judgeLoudness, type Judgement } from './decide-loudness.ts';
import { decideRepair } from './decide-repair.ts';
import { decideTone } from './decide-tone.ts';
import { finishedSign } from './finished.ts';
import type { Intent } from './intent.ts';
import type { Move, Plan, PlannedSong, Restraint } from './plan.ts';
import { movesResponseDb } from './render.ts';
import { soundless } from './soundless.ts';
import { styleById } from './styles.ts';
import { tonePicture } from './tone-picture.ts';
import { withStrengths, type Wish } from './wish.ts';

/** Most channels that can be mastered. */
export const MOST_CHANNELS = 2;

/**
 * The moves that follow from the records alone: repair, tone and glue, at the intent's amount. The level is not decided yet.
 * Faults: `too-many-channels`, `unknown-style`, `bad-amount`, `bad-ceiling`.
 */
export function decideMoves(analysis: Analysis, intent: Intent, song: PlannedSong): Plan {
  refuse(intent, song);
  const style = styleById(intent.style);
  const blank = emptyPlan(intent, song);
  const nothing = soundless(analysis.measurements);
  if (nothing) return withRestraints(blank, [{ code: nothing, facts: {} }]);
  const strength = intent.amount / 100;
  if (strength === 0) return withRestraints(blank, [{ code: 'amount-zero', facts: {} }]);
  if (analysis.measurements.loudness.integratedLufs === null) {
    return withRestraints(blank, [{ code: 'too-little-to-judge', facts: { frames: song.frames } }]);
  }
  const sign = finishedSign(analysis, intent, song);
  if (sign) return withRestraints(blank, [{ code: 'finished', facts: { sign } }]);
  const repair = decideRepair(analysis);
  const tone = decideTone(analysis, style, song);
  const coverage = tonePicture(analysis.measurements.spectrum, style.spectrum)?.coverage ?? 1;
  const bandsHz = analysis.measurements.spectrum?.bandsHz ?? [];
  const dynamics = decideDynamics(
    analysis,
    style,
    coverage,
    movesResponseDb(withStrength(tone.moves, strength), bandsHz, song.sampleRateHz),
  );
  return {
    ...blank,
    moves: withStrength([...repair.moves, ...tone.moves, ...dynamics.moves], strength),
    restraints: [...tone.restraints, ...dynamics.restraints],
  };
}

export interface DecideOptions {
  /** Other strengths than the amount's, as in `withStrengths`. */
  readonly strengths?: Wish['strengths'];
  onProgress?(share: number): void;
}

/** The whole judgement: the records, then one pass over the sound. Opens and closes the source itself. */
export async function decide(
  open: () => Promise<Source>,
  analysis: Analysis,
  intent: Intent,
  song: PlannedSong,
  { strengths = {}, onProgress }: DecideOptions = {},
): Promise<Judgement> {
  const plan = withStrengths(decideMoves(analysis, intent, song), strengths);
  const source = await open();
  try {
    const { plan: judged, curve } = await judgeLoudness(source, analysis, plan, onProgress);
    return { plan: { ...judged, moves: judged.moves.map(spelledOut) }, curve };
  } finally {
    await source.close();
  }
}

/** With every parameter said: a plan renders the same even where a default is another one day. */
function spelledOut(move: Move): Move {
  return { ...move, params: checkParams(processorById(move.kind).params, move.params, move.id) };
}

function withStrength(moves: readonly Move[], strength: number): Move[] {
  return moves.map((move) => ({ ...move, strength }));
}

function emptyPlan(intent: Intent, song: PlannedSong): Plan {
  return {
    version: 1,
    intent,
    song,
    seed: 1,
    moves: [],
    restraints: [],
    promise: { integratedLufs: null, ceilingDbtp: null },
  };
}

function withRestraints(plan: Plan, restraints: readonly Restraint[]): Plan {
  return { ...plan, restraints: [...plan.restraints, ...restraints] };
}

function refuse(intent: Intent, song: PlannedSong): void {
  if (song.channels > MOST_CHANNELS) {
    throw new Fault('too-many-channels', 'input', { channels: song.channels, most: MOST_CHANNELS });
  }
  if (!(intent.amount >= 0 && intent.amount <= 100)) {
    throw new Fault('bad-amount', 'usage', { value: intent.amount, min: 0, max: 100 });
  }
  if (!(intent.ceilingDbtp >= -24 && intent.ceilingDbtp <= 0)) {
    throw new Fault('bad-ceiling', 'usage', { value: intent.ceilingDbtp, min: -24, max: 0 });
  }
}
