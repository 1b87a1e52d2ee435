// Match reference: what brings a song's loud parts to a signature's tone, width and dynamics, as moves with their reasons.
import type { LoudPartsResult } from '../../measure/loud-parts-record.ts';
import type { Source } from '../../signal/stream.ts';
import type { Analysis } from '../analysis.ts';
import { hundredth, moveOf } from '../decider.ts';
import { stageIsAsked, type Intent } from '../intent.ts';
import type { Move, Plan, Restraint, Span } from '../plan.ts';
import { gatherExcerpts } from '../trial/excerpts.ts';
import { tellingSections } from '../trial/telling-sections.ts';
import { atLoudnessZero } from './band-loudness.ts';
import type { MiddleAndSides } from '../sides-in.ts';
import { matchBounds } from './match-bounds.ts';
import { dynamicsMatch } from './match-dynamics.ts';
import { broadly, distanceDb, missingFrom, type MatchBounds } from './match-fit.ts';
import { curveParams, toneMove, widthMove, type Compared } from './match-moves.ts';
import { fitMatch, type FittedMatch } from './match-rounds.ts';
import { matchRestraints } from './match-restraints.ts';
import { referenceLufs } from './reference-loudness.ts';
import { fromTwoLu, referenceTarget, type ReferenceTarget } from './reference-target.ts';
import type { Reference } from './signature.ts';

/** A tone or width this near to the reference's is left alone, dB RMS over third octaves, single notes aside. */
const NEAR_ENOUGH_DB = { tone: 0.75, width: 1 } as const;
/** What is so near in everything is the reference itself. */
const SAME_DB = 0.02;

/**
 * The plan with its match; opens the source once, and closes it. Without sound to compare, or where the reference is the song
 * itself, the plan stays as it is and says so.
 */
export async function matchReference(
  open: () => Promise<Source>,
  analysis: Analysis,
  plan: Plan,
  reference: Reference,
): Promise<Plan> {
  if (plan.intent.amount === 0) return plan;
  const song = analysis.measurements.loudParts ?? null;
  if (song === null) return withRestraint(plan, { code: 'match-nothing-to-compare', facts: {} });
  const target = referenceTarget(reference.signature);
  if (isTheSame(analysis, song, target))
    return withRestraint(plan, { code: 'reference-is-the-song', facts: {} });
  const source = await open();
  try {
    const [excerpt] = await gatherExcerpts(source, loudSpans(analysis));
    if (excerpt === undefined) return withRestraint(plan, { code: 'match-nothing-to-compare', facts: {} });
    return matched({
      plan: withRestraint(plan, leads(reference)),
      analysis,
      song,
      target,
      reference,
      excerpt,
    });
  } finally {
    await source.close();
  }
}

interface MatchQuestion {
  readonly plan: Plan;
  readonly analysis: Analysis;
  readonly song: LoudPartsResult;
  readonly target: ReferenceTarget;
  readonly reference: Reference;
  readonly excerpt: Parameters<typeof fitMatch>[0]['excerpt'];
}

function matched(question: MatchQuestion): Plan {
  const { plan, analysis, song, target, reference, excerpt } = question;
  const { intent, moves: soFar } = plan;
  const { strengths } = reference;
  const bounds = boundsFor(song, target, intent, reference);
  const ceiling = levelling(analysis, intent, reference);
  const dynamics = dynamicsMatch(song, target, intent, strengths.dynamics);
  const fitted = fitMatch({
    song,
    excerpt,
    target,
    bounds,
    soFar,
    between: (curves) => dynamics.moves(curves),
    after: ceiling,
  });
  if (fitted === null) return withRestraint(plan, { code: 'match-nothing-to-compare', facts: {} });
  const made = movesOf(fitted, question, dynamics.settled(fitted.curves, fitted.movedDb));
  const restraints = [
    ...made.restraints,
    ...dynamics.restraints,
    ...matchRestraints(fitted, song, target, bounds),
  ];
  return {
    ...plan,
    moves: [...soFar, ...made.moves],
    restraints: [...plan.restraints, ...restraints],
  };
}

/** Shut where a stage is not asked for, or wanted by nothing. */
function boundsFor(
  song: LoudPartsResult,
  target: ReferenceTarget,
  intent: Intent,
  { strengths }: Reference,
): MatchBounds {
  const shut = song.bandsHz.map(() => ({ lowDb: 0, highDb: 0 }));
  const tone = stageIsAsked(intent, 'tone') && strengths.tone > 0;
  const width = stageIsAsked(intent, 'width') && strengths.width > 0;
  return {
    mid: tone ? matchBounds(song, song.midDb, target, intent.locks) : shut,
    side: width && song.sideDb ? matchBounds(song, song.sideDb, target, intent.locks) : shut,
  };
}

/** Level and limiter as they will be, near enough to see what they do to the tone. */
function levelling(
  analysis: Analysis,
  intent: Intent,
  reference: Reference,
): (louderDb: number) => readonly Move[] {
  const own = analysis.measurements.loudness.integratedLufs ?? 0;
  const wanted = referenceLufs(analysis, intent, reference);
  return (louderDb) => {
    if (wanted === null) return [];
    const gainDb = hundredth(Math.max(-60, Math.min(60, wanted - own - louderDb)));
    const base = { stage: 'loudness', because: [], confidence: 1 } as const;
    return [
      moveOf({ ...base, id: 'level', kind: 'gain', params: { gainDb } }),
      moveOf({ ...base, id: 'limiter', kind: 'limiter', params: { ceilingDbtp: intent.ceilingDbtp } }),
    ];
  };
}

function movesOf(
  { curves, before, reached }: FittedMatch,
  { plan: { intent }, song, target, reference: { strengths } }: MatchQuestion,
  dynamics: readonly Move[],
): { moves: Move[]; restraints: Restraint[] } {
  const compared = comparison(before, reached, target);
  const missing = missingFrom(before, target);
  const amount = intent.amount / 100;
  const moves: Move[] = [];
  const restraints: Restraint[] = [];
  const midDb = broadDistanceDb(missing?.midDb, song, target);
  if (isFlat(curves.midDb) || midDb < NEAR_ENOUGH_DB.tone) {
    if (stageIsAsked(intent, 'tone'))
      restraints.push({ code: 'match-tone-near', facts: { distanceDb: hundredth(midDb) } });
  } else {
    const params = curveParams(song.bandsHz, curves.midDb, 'mid', target.highestHz);
    moves.push({ ...toneMove(params, compared), strength: strengths.tone * amount });
  }
  moves.push(...dynamics.map((move) => ({ ...move, strength: move.strength * amount })));
  const sideDb = broadDistanceDb(missing?.sideDb, song, target);
  if (curves.sideDb !== null && !isFlat(curves.sideDb) && sideDb >= NEAR_ENOUGH_DB.width) {
    const params = curveParams(song.bandsHz, curves.sideDb, 'side', target.highestHz);
    moves.push({ ...widthMove(params, compared), strength: strengths.width * amount });
  } else if (stageIsAsked(intent, 'width') && curves.sideDb !== null) {
    restraints.push({ code: 'match-width-near', facts: { distanceDb: hundredth(sideDb) } });
  } else if (stageIsAsked(intent, 'width')) {
    restraints.push({
      code: 'match-width-mono',
      facts: { which: song.sideDb === null ? 'song' : 'reference' },
    });
  }
  return { moves, restraints };
}

/** Without what single notes differ by, which no match is after. */
function broadDistanceDb(
  missingDb: readonly number[] | null | undefined,
  { bandsHz }: LoudPartsResult,
  target: ReferenceTarget,
): number {
  return missingDb ? distanceDb(broadly(missingDb, bandsHz), bandsHz, target) : 0;
}

function comparison(before: MiddleAndSides, reached: MiddleAndSides, target: ReferenceTarget): Compared {
  return {
    song: atLoudnessZero(before) ?? before,
    after: atLoudnessZero(reached) ?? reached,
    target,
  };
}

function isFlat(gainsDb: readonly number[]): boolean {
  return gainsDb.every((gain) => Math.abs(gain) < 0.05);
}

/** A song up to the length of a telling section, else its loudest 15 s. */
function loudSpans({ measurements }: Analysis): Span[] {
  const { durationS, sections } = measurements;
  const whole = tellingSections(measurements);
  const loudest = sections?.loudest15S;
  if (whole.length === 1 && whole[0]!.startS === 0 && whole[0]!.endS === durationS) return whole;
  return loudest ? [{ startS: loudest.startS, endS: loudest.endS }] : whole.slice(0, 1);
}

function isTheSame({ measurements }: Analysis, song: LoudPartsResult, target: ReferenceTarget): boolean {
  const missing = missingFrom(song, target);
  const lufs = measurements.loudness.integratedLufs;
  if (missing === null || lufs === null) return false;
  const heard = lufs + fromTwoLu(measurements.layout.weights.length);
  if (Math.abs(heard - target.integratedLufs) > SAME_DB) return false;
  return [...missing.midDb, ...(missing.sideDb ?? [])].every((db) => Math.abs(db) <= SAME_DB);
}

function leads({ signature }: Reference): Restraint {
  return {
    code: 'reference-leads',
    facts: { names: signature.references.map(({ name }) => name).join(', ') },
  };
}

function withRestraint(plan: Plan, restraint: Restraint): Plan {
  return { ...plan, restraints: [...plan.restraints, restraint] };
}
