// Decide: asks the deciders in order, weighs their moves on the telling sections, then finds the level: the whole plan.
import { loadEveryProcessor, processorById } from '../process/catalogue.ts';
import { checkParams } from '../process/params.ts';
import { Fault } from '../signal/fault.ts';
import type { Source } from '../signal/stream.ts';
import type { Analysis } from './analysis.ts';
import type { Decider, Question } from './decider.ts';
import { DECIDERS } from './deciders/every-decider.ts';
import { finishedSign } from './finished.ts';
import { stageIsAsked, type Intent } from './intent.ts';
import { refuseIntent } from './refuse-intent.ts';
import { judgeLoudness, type Judgement } from './loudness/decide-loudness.ts';
import { matchReference } from './reference/match-reference.ts';
import { askedForLoudness, asReference, referenceLufs } from './reference/reference-loudness.ts';
import type { Reference } from './reference/signature.ts';
import { MOST_MASTERED_CHANNELS, type Plan, type PlannedSong, type Restraint } from './plan.ts';
import type { Stage } from './stage.ts';
import { soundless } from './soundless.ts';
import { spectrumAfter } from './spectrum-after.ts';
import type { Style } from './style/style.ts';
import { styleById } from './style/styles.ts';
import { tonePicture } from './style/tone-picture.ts';
import type { WeighQuestion } from './trial/scales.ts';
import { weighPlan } from './trial/weigh-plan.ts';
import { turned } from './turned.ts';
import { withStrengths, type Wish } from './wish.ts';

/** What a reference says nothing of, and what must be mended before a song is compared with it. */
const BEFORE_MATCH: readonly Stage[] = ['repair', 'balance', 'resonance'];

/**
 * The moves that follow from the records alone, at the intent's amount: not weighed yet, and without a level. `style`: the one
 * that the intent names, unless it is a learnt one. With a `reference` nothing of what the match decides, and no song is finished. Faults: `too-many-channels`, `unknown-style`, those of `refuseIntent`.
 */
export function decideMoves(
  analysis: Analysis,
  intent: Intent,
  song: PlannedSong,
  style: Style = styleById(intent.style),
  reference: Reference | null = null,
): Plan {
  refuse(intent, song);
  const blank = emptyPlan(intent, song);
  const reason = reasonForNothing(analysis, intent, song, reference ? null : style);
  if (reason) return { ...blank, restraints: [reason] };
  return DECIDERS.filter(
    ({ stage }) => stageIsAsked(intent, stage) && (reference === null || BEFORE_MATCH.includes(stage)),
  ).reduce((plan, decider) => withDecision(plan, decider, analysis, style), blank);
}

/** Why no decider is asked at all; null where they are. Without a style nothing is taken for finished. */
function reasonForNothing(
  analysis: Analysis,
  intent: Intent,
  song: PlannedSong,
  style: Style | null,
): Restraint | null {
  const nothing = soundless(analysis.measurements);
  if (nothing) return { code: nothing, facts: {} };
  if (intent.amount === 0) return { code: 'amount-zero', facts: {} };
  if (analysis.measurements.loudness.integratedLufs === null)
    return { code: 'too-little-to-judge', facts: { frames: song.frames } };
  const sign = style && finishedSign(analysis, intent, song, style);
  return sign && { code: 'finished', facts: { sign } };
}

function withDecision(plan: Plan, decider: Decider, analysis: Analysis, style: Style): Plan {
  if (style.never.includes(decider.stage)) return withNever(plan, decider.stage, style);
  const { moves, restraints } = decider.decide(questionFor(plan, analysis, style));
  const amount = plan.intent.amount / 100;
  return {
    ...plan,
    moves: [...plan.moves, ...moves.map((move) => turned(move, move.strength * amount))],
    restraints: [...plan.restraints, ...restraints],
  };
}

/** A stage that this style leaves alone, told once. */
function withNever(plan: Plan, stage: Stage, { id }: Style): Plan {
  const isTold = plan.restraints.some(({ code, facts }) => code === 'style-never' && facts.stage === stage);
  if (isTold) return plan;
  return { ...plan, restraints: [...plan.restraints, { code: 'style-never', facts: { style: id, stage } }] };
}

/** What the next decider is asked, after the moves that the plan has already. */
export function questionFor({ intent, song, moves }: Plan, analysis: Analysis, style: Style): Question {
  const spectrum = spectrumAfter(analysis.measurements.spectrum, moves, song.sampleRateHz);
  const picture = tonePicture(spectrum, style.spectrum);
  const coverage = picture?.coverage ?? 1;
  return { analysis, intent, style, song, soFar: moves, spectrum, picture, coverage };
}

export interface DecideOptions {
  /** The style that the intent names, where it is none of the house's. */
  readonly style?: Style;
  /** What the song is brought towards, in place of the style. */
  readonly reference?: Reference | null;
  /** Other strengths than the amount's, as in `withStrengths`. */
  readonly strengths?: Wish['strengths'];
  onProgress?(share: number): void;
}

/** The whole judgement: the records, then the sound. Opens and closes the source itself, as often as it listens. */
export async function decide(
  open: (stage?: 'weigh' | 'forecast') => Promise<Source>,
  analysis: Analysis,
  intent: Intent,
  song: PlannedSong,
  { style = styleById(intent.style), strengths = {}, reference = null, onProgress }: DecideOptions = {},
): Promise<Judgement> {
  await loadEveryProcessor(); // which of them the deciders will name is not known before they are asked
  const plan = await weighPlan(
    () => open('weigh'),
    toWeigh(analysis, intent, song, { style, strengths, reference }),
  );
  if (reference) return decideMatched(open, { analysis, plan, style, reference, strengths, onProgress });
  const source = await open();
  try {
    return spelledOut(await judgeLoudness(source, analysis, plan, style, onProgress));
  } finally {
    await source.close();
  }
}

interface MatchedQuestion extends Pick<DecideOptions, 'strengths' | 'onProgress'> {
  readonly analysis: Analysis;
  /** Weighed, and without a match. */
  readonly plan: Plan;
  readonly style: Style;
  readonly reference: Reference;
}

/** The match is found by rendering it, and so needs no other weighing; level and limiter follow as ever. */
async function decideMatched(
  open: () => Promise<Source>,
  { analysis, plan, style, reference, strengths = {}, onProgress }: MatchedQuestion,
): Promise<Judgement> {
  const matched = withStrengths(await matchReference(open, analysis, plan, reference), strengths);
  const lufs = referenceLufs(analysis, plan.intent, reference);
  const source = await open();
  try {
    const asked = askedForLoudness(matched, lufs);
    const { plan: judged, cost } = await judgeLoudness(source, analysis, asked, style, onProgress);
    return spelledOut({ plan: asReference(judged, plan, lufs), cost });
  } finally {
    await source.close();
  }
}

/** What is to be weighed of a song: the moves that its records call for, at the strengths wished. */
export function toWeigh(
  analysis: Analysis,
  intent: Intent,
  song: PlannedSong,
  { style = styleById(intent.style), strengths = {}, reference = null }: DecideOptions,
): WeighQuestion {
  const plan = withStrengths(decideMoves(analysis, intent, song, style, reference), strengths);
  return { analysis, style, plan, asked: new Set(Object.keys(strengths)) };
}

/** With every parameter said: a plan renders the same even where a default is another one day. */
export function spelledOut({ plan, cost }: Judgement): Judgement {
  const moves = plan.moves.map((move) => ({
    ...move,
    params: checkParams(processorById(move.kind).params, move.params, move.id),
  }));
  return { plan: { ...plan, moves }, cost };
}

function emptyPlan(intent: Intent, song: PlannedSong): Plan {
  return {
    version: 2,
    intent,
    song,
    seed: 1,
    moves: [],
    restraints: [],
    promise: { integratedLufs: null, ceilingDbtp: null },
    weighedOn: [],
    damage: null,
  };
}

function refuse(intent: Intent, song: PlannedSong): void {
  if (song.channels > MOST_MASTERED_CHANNELS) {
    throw new Fault('too-many-channels', 'input', { channels: song.channels, most: MOST_MASTERED_CHANNELS });
  }
  refuseIntent(intent);
}
