// Diff plans: what two plans differ in, field by field: moves added, dropped and changed, and what is promised.
import type { Move, Plan } from '../plan.ts';

export type Leaf = string | number | boolean | null;

/** One field that is not the same in both; null also where one of them has no such field. */
export interface FieldChange {
  /** Path inside its record: `params.bands[0].gainDb`. */
  readonly path: string;
  readonly before: Leaf;
  readonly after: Leaf;
}

export interface MoveChange {
  readonly id: string;
  readonly before: Move;
  readonly after: Move;
  readonly fields: readonly FieldChange[];
}

/** Plain JSON. */
export interface PlanDiff {
  readonly version: 1;
  readonly same: boolean;
  /** In the order of the plan that has them. */
  readonly added: readonly Move[];
  readonly dropped: readonly Move[];
  readonly changed: readonly MoveChange[];
  /** Ids of the moves that both have, as each orders them; null where the order is the same. */
  readonly order: { readonly before: readonly string[]; readonly after: readonly string[] } | null;
  /** Everything beside the moves: `promise.integratedLufs`, `intent.style`, `song.name` … */
  readonly fields: readonly FieldChange[];
}

/** Moves are the same one where their ids are. */
export function diffPlans(before: Plan, after: Plan): PlanDiff {
  const added = after.moves.filter(({ id }) => !hasMove(before, id));
  const dropped = before.moves.filter(({ id }) => !hasMove(after, id));
  const changed = before.moves.flatMap((move) => changeOf(move, after));
  const order = orderOf(before, after);
  const fields = differences({ ...before, moves: [] }, { ...after, moves: [] });
  const same = added.length + dropped.length + changed.length + fields.length === 0 && order === null;
  return { version: 1, same, added, dropped, changed, order, fields };
}

function hasMove({ moves }: Plan, id: string): boolean {
  return moves.some((move) => move.id === id);
}

function changeOf(before: Move, plan: Plan): MoveChange[] {
  const after = plan.moves.find(({ id }) => id === before.id);
  if (after === undefined) return [];
  const fields = differences(before, after);
  return fields.length === 0 ? [] : [{ id: before.id, before, after, fields }];
}

function orderOf(before: Plan, after: Plan): PlanDiff['order'] {
  const shared = (one: Plan, other: Plan): string[] =>
    one.moves.map(({ id }) => id).filter((id) => hasMove(other, id));
  const orders = { before: shared(before, after), after: shared(after, before) };
  return orders.before.every((id, i) => id === orders.after[i]) ? null : orders;
}

/** Leaf by leaf; lists by position. What holds no leaf makes no difference: an empty list is as good as none. */
function differences(before: unknown, after: unknown, path = ''): FieldChange[] {
  if (isLeaf(before) && isLeaf(after)) {
    return before === after ? [] : [{ path, before: before ?? null, after: after ?? null }];
  }
  const names = new Set([...namesOf(before), ...namesOf(after)]);
  const holder = isLeaf(before) ? after : before;
  return [...names].flatMap((name) =>
    differences(valueAt(before, name), valueAt(after, name), joined(path, name, holder)),
  );
}

function isLeaf(value: unknown): value is Leaf | undefined {
  return typeof value !== 'object' || value === null;
}

function namesOf(value: unknown): string[] {
  return isLeaf(value) ? [] : Object.keys(value as object);
}

function valueAt(value: unknown, name: string): unknown {
  return !isLeaf(value) && Object.hasOwn(value as object, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

function joined(path: string, name: string, holder: unknown): string {
  if (Array.isArray(holder)) return `${path}[${name}]`;
  return path === '' ? name : `${path}.${name}`;
}
