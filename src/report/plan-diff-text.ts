// Plan diff text: what two plans differ in, as a person reads it: what came, what went, what was set otherwise.
import type { FieldChange, MoveChange, PlanDiff } from '../master/plan-file/diff-plans.ts';
import type { Move, Plan } from '../master/plan.ts';
import type { TextOptions } from './check-text.ts';
import { clock, fixed, level, quantity } from './figures.ts';
import { changedFigure, moveFigures, strengthWords } from './move-figures.ts';
import { PLAIN, wrapped, type TextStyle } from './text-style.ts';
import { moveTitle } from './words-moves.ts';
import { restraintWords } from './words-restraints.ts';

const INDENT = '    ';
/** Fields of a move that say why it is there, and not what it does. */
const REASONS = /^(because|expects|confidence|rejected|tried)\b/;
/** Fields of a plan that say how it came to be. */
const HISTORY = /^(restraints|weighedOn|damage)\b/;

/** `names`: what the two plans are called. Lines of at most `width`, each change marked `+`, `-` or `~`. */
export function planDiffText(
  diff: PlanDiff,
  names: { readonly before: string; readonly after: string },
  { width = 80, style = PLAIN }: TextOptions = {},
): string {
  const head = style.strong(`${names.before} → ${names.after}`);
  if (diff.same) return `${head}\n  No difference.`;
  const told = [
    ...diff.dropped.flatMap((move) => entry('-', move, ownFigures(move), style, width)),
    ...diff.added.flatMap((move) => entry('+', move, ownFigures(move), style, width)),
    ...diff.changed
      .filter(doesOtherwise)
      .flatMap((change) => entry('~', change.after, changeWords(change), style, width)),
    ...reasonLines(diff, width),
    ...orderLines(diff),
    ...planLines(diff.fields),
  ];
  return [head, ...told].join('\n');
}

/** Codes of restraints that tell what became of wishes, and of the loudness with them. */
const OF_WISHES = /^(words-|loudness-|level-)/;

/** What a revision changed, and what could not be had. */
export function revisionText(
  { diff, plan }: { readonly diff: PlanDiff; readonly plan: Plan },
  names: { readonly before: string; readonly after: string },
  { width = 80, style = PLAIN }: TextOptions = {},
): string {
  const told = plan.restraints.filter(({ code }) => OF_WISHES.test(code));
  const lines = told.flatMap((restraint) => wrapped(restraintWords(restraint), width, '  '));
  const changes = planDiffText(diff, names, { width, style });
  return lines.length === 0 ? changes : [changes, '', ...lines].join('\n');
}

const MARKS = { '+': 'added', '-': 'dropped', '~': 'changed' } as const;

function entry(
  mark: keyof typeof MARKS,
  move: Move,
  figures: readonly string[],
  style: TextStyle,
  width: number,
): string[] {
  const dress = { '+': style.good, '-': style.bad, '~': style.warn }[mark];
  const name = move.kind === move.id ? move.id : `${move.id}, ${move.kind}`;
  const head = `${dress(`${mark} ${MARKS[mark]}`)}  ${style.strong(moveTitle(move))} (${name})`;
  return [head, ...figures.flatMap((words) => wrapped(words, width, INDENT))];
}

/** What a move does, whole. */
function ownFigures(move: Move): string[] {
  const strength = strengthWords(move);
  const figures = [...moveFigures(move), ...(strength === '' ? [] : [strength])].join('; ');
  return [figures].filter((words) => words !== '');
}

function doesOtherwise({ fields }: MoveChange): boolean {
  return fields.some(({ path }) => !REASONS.test(path));
}

/** The moves that do what they did, for other reasons. */
function reasonLines({ changed }: PlanDiff, width: number): string[] {
  const titles = changed.filter((change) => !doesOtherwise(change)).map(({ after }) => moveTitle(after));
  if (titles.length === 0) return [];
  return wrapped(`~ why, what for or how tried: ${titles.join(', ')}`, width);
}

function changeWords({ fields }: MoveChange): string[] {
  return fields.filter(({ path }) => !REASONS.test(path)).map(fieldWords);
}

/** `gain +3.0 dB → +4.0 dB`, `band 2: hz …`. */
function fieldWords({ path, before, after }: FieldChange): string {
  const place = /^spans\[(\d+)\]\.(startS|endS)$/.exec(path);
  if (place) {
    const told = (value: FieldChange['before']): string =>
      typeof value === 'number' ? clock(value) : 'none';
    return `place ${Number(place[1]) + 1}, ${place[2] === 'startS' ? 'from' : 'to'}: ${told(before)} → ${told(after)}`;
  }
  if (path === 'strength') return `strength ${percent(before)} → ${percent(after)}`;
  const name = path.replace(/^params\./, '');
  const entries = [...name.matchAll(/(\w+)\[(\d+)\]\.?/g)].map(
    ([, list, at]) => `${list!.replace(/s$/, '')} ${Number(at) + 1}: `,
  );
  const last = name.slice(name.lastIndexOf('.') + 1);
  return `${entries.join('')}${changedFigure(last, bare(before), bare(after))}`;
}

function bare(value: FieldChange['before']): string | number | null {
  return typeof value === 'boolean' ? String(value) : value;
}

function percent(value: FieldChange['before']): string {
  return typeof value === 'number' ? `${fixed(100 * value, 0)}\u00a0%` : 'none';
}

function orderLines({ order }: PlanDiff): string[] {
  return order === null ? [] : [`~ order    ${order.before.join(', ')} → ${order.after.join(', ')}`];
}

function planLines(fields: readonly FieldChange[]): string[] {
  const told = fields.filter(({ path }) => !HISTORY.test(path)).map(planWords);
  const history = fields.length > told.length ? ['~ what was left alone, or how the plan was weighed'] : [];
  return [...told, ...history];
}

function planWords({ path, before, after }: FieldChange): string {
  const value = (told: FieldChange['before']): string => {
    if (typeof told !== 'number') return told === null ? 'none' : String(told);
    if (/lufs$/i.test(path)) return level(told, 'LUFS');
    if (/dbtp$/i.test(path)) return level(told, 'dBTP');
    return quantity(told, null);
  };
  return `~ ${PLAN_NAMES[path] ?? path}  ${value(before)} → ${value(after)}`;
}

const PLAN_NAMES: Readonly<Record<string, string>> = {
  'promise.integratedLufs': 'promised loudness',
  'promise.ceilingDbtp': 'promised ceiling',
  'intent.style': 'style asked for',
  'intent.amount': 'amount asked for, in per cent',
  'intent.loudness.mode': 'loudness asked for',
  'intent.loudness.lufs': 'loudness asked for',
  'intent.ceilingDbtp': 'ceiling asked for',
};
