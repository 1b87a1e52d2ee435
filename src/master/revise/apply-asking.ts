// Apply asking: one wish made a bounded change of the plan; what could not be had is told, and nothing is guessed.
import { Fault } from '../../signal/fault.ts';
import type { Analysis } from '../analysis.ts';
import { hundredth } from '../decider.ts';
import type { Move, Plan, Restraint } from '../plan.ts';
import { isLocked, LOCKS, type LockKeeps } from '../stage.ts';
import { turned } from '../turned.ts';
import type { Asking, ChangeAsked, ShareAsked } from './asking.ts';
import { addCompressor, turnCompressors } from './dynamics-asked.ts';
import { subjectOfMove, turnOwn } from './own-moves.ts';
import { placeOfAsked, type Place } from './places-asked.ts';
import { subjectOf } from './subjects.ts';

/** A plan on its way through the wishes. */
export interface Revising {
  readonly plan: Plan;
  /** What the loudness of the whole song is to change by, LU: decided once, after all wishes. */
  readonly loudnessLu: number;
  /** What was asked for and could not be had, or not all of it. */
  readonly told: readonly Restraint[];
}

/** Names by which moves can be meant: ids, processors, stages, and the subjects of those that words made. */
export function moveNames({ moves }: Plan): string[] {
  const names = moves.flatMap((move) => [move.id, subjectOfMove(move) ?? '', move.kind, move.stage]);
  return [...new Set(names)].filter((name) => name !== '');
}

/** Faults: those of `placeOfAsked`; `wish-locked` (`lock`, `subject`), `wish-everywhere` (`subject`), `width-of-mono`, `no-such-move`. */
export function applyAsking(at: Revising, asking: Asking, analysis: Analysis | null): Revising {
  return asking.kind === 'share' ? applyShare(at, asking) : applyChange(at, asking, analysis);
}

function applyChange(at: Revising, asked: ChangeAsked, analysis: Analysis | null): Revising {
  const { subject, db } = asked;
  const { doing } = subjectOf(subject);
  refuseLocked(at.plan, asked);
  const { song } = at.plan;
  const place = asked.place && placeOfAsked(asked.place, song.frames / song.sampleRateHz, analysis);
  if (doing.by === 'width' && song.channels < 2) throw new Fault('width-of-mono', 'usage', {});
  if (subject === 'compression' || subject === 'pumping') {
    if (place !== null) throw new Fault('wish-everywhere', 'usage', { subject });
    return applyDynamics(at, subject, db, analysis);
  }
  if (subject === 'loudness' && place === null) return { ...at, loudnessLu: at.loudnessLu + db };
  const { plan, db: left } = turnOwn(at.plan, subject, place, db);
  const short = Math.abs(left - db) < 0.01 ? [] : [boundedBy(subject, db, left, place)];
  return { ...at, plan, told: [...at.told, ...short] };
}

function boundedBy(subject: string, askedDb: number, db: number, place: Place | null): Restraint {
  return { code: 'words-bounded', facts: { subject, askedDb, db, place: place?.key ?? 'everywhere' } };
}

function applyDynamics(
  at: Revising,
  subject: 'compression' | 'pumping',
  db: number,
  analysis: Analysis | null,
): Revising {
  const plan = turnCompressors(at.plan, db);
  if (plan !== null) return { ...at, plan };
  // Without a compressor it is the limiter that pumps, and what makes it work is the level before it.
  if (subject === 'pumping' && db < 0 && at.plan.moves.some(({ kind }) => kind === 'limiter')) {
    const eased = { code: 'words-limiter-eased', facts: { lu: db } };
    return { ...at, loudnessLu: at.loudnessLu + db, told: [...at.told, eased] };
  }
  const added = db > 0 ? addCompressor(at.plan, db, analysis) : null;
  if (added !== null) return { ...at, plan: added };
  const why = db > 0 ? 'unheard' : 'none';
  return { ...at, told: [...at.told, { code: 'words-no-compressor', facts: { subject, why } }] };
}

function refuseLocked({ intent }: Plan, { subject }: ChangeAsked): void {
  const { doing, stage } = subjectOf(subject);
  const lock = intent.locks.find(
    (one) =>
      (LOCKS[one] as LockKeeps).stages.includes(stage) ||
      (doing.by === 'tone' && isLocked([one], doing.lowHz, doing.highHz)),
  );
  if (lock !== undefined) throw new Fault('wish-locked', 'usage', { lock, subject });
}

/** Undone, halved, or whole again. */
function applyShare(at: Revising, { name, share }: ShareAsked): Revising {
  const meant = at.plan.moves.filter((move) => isMeant(move, name));
  if (meant.length === 0) throw noSuchMove(at.plan, name);
  return meant.reduce((now, move) => shareOf(now, move, share), at);
}

function isMeant(move: Move, name: string): boolean {
  return [move.id, subjectOfMove(move), move.kind, move.stage].includes(name);
}

function noSuchMove(plan: Plan, name: string): Fault {
  return new Fault('no-such-move', 'usage', { name, moves: plan.moves.map(({ id }) => id).join(', ') });
}

/** Level and limiter follow the loudness, so it is the loudness that changes. */
function shareOf(at: Revising, move: Move, share: number): Revising {
  if (move.id === 'level' || move.id === 'limiter') {
    const db = move.id === 'limiter' ? -overCeilingDb(move) : -Number(move.params.gainDb);
    return { ...at, loudnessLu: at.loudnessLu + hundredth(db * (1 - share)) };
  }
  const { moves } = at.plan;
  if (share === 0) return { ...at, plan: { ...at.plan, moves: moves.filter((one) => one !== move) } };
  const strength = share === 1 ? 1 : hundredth(move.strength * share);
  return {
    ...at,
    plan: { ...at.plan, moves: moves.map((one) => (one === move ? turned(one, strength) : one)) },
  };
}

/** How far the highest peak would stand above the ceiling, as the plan tells it. */
function overCeilingDb({ because }: Move): number {
  const told = because.find(({ measurement }) => measurement === 'true-peak-dbtp');
  return told === undefined ? 0 : Math.max(0, told.value - told.target);
}
