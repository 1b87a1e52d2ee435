// Check plan: a plan from outside, edited or not, checked word by word before a note of it is played.
import { loadProcessors } from '../../process/catalogue.ts';
import type { Move, Plan, PlannedSong } from '../plan.ts';
import { bad, checkFields } from '../../records/check-fields.ts';
import { renamed, type RecordCodes } from '../../records/record-text.ts';
import { PLAN_FIELDS } from './plan-shape.ts';
import { raisePlan } from './raise-plan.ts';

/** Where an editor of the file finds its schema; no part of the plan. */
const SCHEMA_KEY = '$schema';

/** What the faults of records are called in plans. */
export const PLAN_CODES: RecordCodes = { 'bad-record': 'bad-plan' };

/**
 * A parsed JSON value as a Plan, with every field and parameter filled in and checked. A move needs `id` and `kind`; a plan of
 * version 1 is raised. `file`: how to call it. Faults, all of kind `usage` and with `where`, the path of the field: `bad-plan`
 * (`what`: what it should be), `unknown-field` and the other names that nobody knows (`unknown-processor`,
 * `unknown-parameter`, `unknown-stage`, `unknown-lock`; `nearest`: what may have been meant),
 * `bad-parameter`, `bad-choice`, `bad-list`, `bad-entry`.
 */
export async function checkPlan(given: unknown, file = 'plan'): Promise<Plan> {
  await loadProcessors(kindsNamed(given));
  try {
    return planOf(given);
  } catch (reason) {
    throw renamed(reason, PLAN_CODES, { file });
  }
}

/** Of whatever was given: nothing is known of it yet. */
function kindsNamed(given: unknown): string[] {
  const moves = (given as { moves?: unknown } | null | undefined)?.moves;
  const kinds = Array.isArray(moves) ? moves.map((move: { kind?: unknown } | null) => move?.kind) : [];
  return kinds.filter((kind) => typeof kind === 'string');
}

function planOf(given: unknown): Plan {
  const plan = checkFields(PLAN_FIELDS, withoutSchema(raisePlan(given)), '') as unknown as Plan;
  plan.moves.forEach((move, i) => {
    refuseTwin(plan.moves, i);
    refuseEmptySpans(move, i);
    refuseLateSpans(move, i, plan.song);
  });
  return plan;
}

function withoutSchema(given: unknown): unknown {
  if (typeof given !== 'object' || given === null || !Object.hasOwn(given, SCHEMA_KEY)) return given;
  const { [SCHEMA_KEY]: schema, ...rest } = given as Record<string, unknown>;
  if (typeof schema !== 'string') throw bad(SCHEMA_KEY, 'a text', schema);
  return rest;
}

function refuseTwin(moves: readonly Move[], i: number): void {
  const { id } = moves[i]!;
  if (moves.findIndex((move) => move.id === id) !== i)
    throw bad(`moves[${i}].id`, 'an id that no other move has', id);
}

function refuseEmptySpans({ spans }: Move, i: number): void {
  const empty = spans.findIndex(({ startS, endS }) => endS <= startS);
  if (empty >= 0) throw bad(`moves[${i}].spans[${empty}].endS`, 'later than startS', spans[empty]!.endS);
}

/** Nothing would be heard of them, and it would look as if the move had been made. */
function refuseLateSpans({ spans }: Move, i: number, { frames, sampleRateHz }: PlannedSong): void {
  const durationS = frames / sampleRateHz;
  const late = spans.findIndex(({ startS }) => startS >= durationS);
  if (late < 0) return;
  const what = `before the song’s end, at ${Math.floor(1000 * durationS) / 1000} s`;
  throw bad(`moves[${i}].spans[${late}].startS`, what, spans[late]!.startS);
}
