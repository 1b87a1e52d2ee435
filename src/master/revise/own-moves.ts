// Own moves: the moves that words make: one for each subject and place, turned further by every wish, within bounds.
import { gainFromDb } from '../../dsp/decibel.ts';
import { hundredth, moveOf } from '../decider.ts';
import type { Move, Plan } from '../plan.ts';
import { moveStep } from '../render.ts';
import type { ParamRecord } from '../../process/params.ts';
import { withMove } from './levelling.ts';
import type { Place } from './places-asked.ts';
import { subjectOf, type SubjectId } from './subjects.ts';

/** All wishes together move no frequency, no level of a place and no width by more: beyond that the mix is the place to do it. */
export const MOST_WORDS_DB = 3;
/** Less of a change is none. */
const LEAST_DB = 0.05;
/** Subjects that have moves of their own; the others turn what the plan has. */
export type OwnSubject = Exclude<SubjectId, 'compression' | 'pumping'>;

const PREFIX = 'words-';
const BISECTIONS = 12;
/** Third octaves, where the sum of the equalisers is looked at. */
const LOOKED_AT_HZ = Array.from({ length: 31 }, (_, i) => 20 * gainFromDb((20 * i) / 10));

export interface Turned {
  readonly plan: Plan;
  /** What was left of the wish, with its sign; 0 where nothing was. */
  readonly db: number;
}

/** Which of the subjects made by words a move is; null for any other. */
export function subjectOfMove({ id }: Move): string | null {
  return id.startsWith(PREFIX) ? id.slice(PREFIX.length).replace(/@.*$/, '') : null;
}

/** The plan with `db` more of the subject, everywhere or at a place, as far as the bounds allow. */
export function turnOwn(plan: Plan, subject: OwnSubject, place: Place | null, db: number): Turned {
  const id = `${PREFIX}${subject}${place === null ? '' : `@${place.key}`}`;
  const known = plan.moves.find((move) => move.id === id);
  // What a wish left at a share of itself is that share, not the whole of it.
  const before = known === undefined ? 0 : hundredth((known.because[0]?.target ?? 0) * known.strength);
  const made = (after: number): Move => ownMove(id, subject, place, before, hundredth(after));
  const others = plan.moves.filter((move) => move.id !== id);
  const left = bounded(before, db, (after) => fits(made(after), others, plan.song.sampleRateHz));
  const after = hundredth(before + left);
  const move = made(after);
  const moves = Math.abs(after) < LEAST_DB ? others : placedIn(plan.moves, move);
  return { plan: { ...plan, moves }, db: Math.abs(left) < LEAST_DB ? 0 : hundredth(left) };
}

/** In the place of the one of this id; a new one before level and limiter. */
function placedIn(moves: readonly Move[], move: Move): Move[] {
  if (!moves.some(({ id }) => id === move.id)) return withMove(moves, move);
  return moves.map((one) => (one.id === move.id ? move : one));
}

function ownMove(id: string, subject: OwnSubject, place: Place | null, before: number, after: number): Move {
  const because = {
    code: after >= before ? 'words-more' : 'words-less',
    measurement: `words-${subject}`,
    value: before,
    target: after,
    unit: subject === 'loudness' ? 'LU' : 'dB',
  };
  return moveOf({
    id,
    stage: 'own',
    ...processing(subject, after),
    spans: place?.spans ?? [],
    because: [because],
    confidence: 1,
  });
}

/** The processor of a subject and what it is set to for `db` of it; of loudness the level of a place. */
function processing(subject: OwnSubject, db: number): { kind: string; params: ParamRecord } {
  const { doing } = subjectOf(subject);
  switch (doing.by) {
    case 'tone': {
      const bands = doing.bands.map(({ share, ...band }) => ({ ...band, gainDb: hundredth(share * db) }));
      return { kind: 'eq', params: { bands } };
    }
    case 'esses':
      return { kind: 'de-esser', params: { rangeDb: Math.max(0, -db) } };
    case 'width':
      return { kind: 'width', params: { bands: [{ widthPercent: hundredth(100 * gainFromDb(db)) }] } };
    case 'punch':
      return { kind: 'transient-shaper', params: { lowAttackDb: db, midAttackDb: db, highAttackDb: db } };
    default:
      return { kind: 'gain', params: { gainDb: db } };
  }
}

/** As much of `db` as fits: all, or what bisection finds. */
function bounded(before: number, db: number, fit: (after: number) => boolean): number {
  const nearer = Math.abs(before + db) <= Math.abs(before) && before * (before + db) >= 0;
  if (nearer || fit(before + db)) return db;
  let good = 0;
  let bad = db;
  for (let i = 0; i < BISECTIONS; i++) {
    const middle = 0.5 * (good + bad);
    if (fit(before + middle)) good = middle;
    else bad = middle;
  }
  return good;
}

/** Whether it and the others that words made stay within the bounds, wherever they act together. */
function fits(move: Move, others: readonly Move[], sampleRateHz: number): boolean {
  const target = move.because[0]!.target;
  if (move.kind === 'de-esser' && target > 0) return false;
  if (Math.abs(target) > MOST_WORDS_DB + 1e-9) return false;
  if (move.kind !== 'eq') return true;
  const together = others.filter(
    (one) => subjectOfMove(one) !== null && one.kind === 'eq' && meets(one, move),
  );
  const steps = [...together, move].map(moveStep);
  return LOOKED_AT_HZ.filter((hz) => hz < 0.45 * sampleRateHz).every((hz) => {
    const sum = steps.reduce(
      (db, { kind, params }) => db + (kind.responseDb?.(params, hz, sampleRateHz) ?? 0),
      0,
    );
    return Math.abs(sum) <= MOST_WORDS_DB + 0.005;
  });
}

function meets(a: Move, b: Move): boolean {
  if (a.spans.length === 0 || b.spans.length === 0) return true;
  return a.spans.some((x) => b.spans.some((y) => x.startS < y.endS && y.startS < x.endS));
}
