// Raise plan: a plan file of an earlier version as one of today's, before it is checked.
import type { Stage } from '../stage.ts';

type Loose = Readonly<Record<string, unknown>>;

/** The moves that version 1 made, and where they belong; any other is somebody's own. */
const STAGES_OF_ONE: Readonly<Record<string, Stage>> = {
  dc: 'repair',
  rumble: 'repair',
  tone: 'tone',
  glue: 'dynamics',
  level: 'loudness',
  limiter: 'loudness',
};

/** What is no plan of version 1 stays as it is. What version 1 did not tell is left out: the check fills it in. */
export function raisePlan(given: unknown): unknown {
  if (!isRecord(given) || given.version !== 1) return given;
  const moves = Array.isArray(given.moves) ? given.moves.map(raiseMove) : given.moves;
  return { ...given, version: 2, moves };
}

function raiseMove(move: unknown): unknown {
  if (!isRecord(move) || typeof move.id !== 'string' || !Object.hasOwn(STAGES_OF_ONE, move.id)) return move;
  return { stage: STAGES_OF_ONE[move.id], ...move };
}

function isRecord(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
