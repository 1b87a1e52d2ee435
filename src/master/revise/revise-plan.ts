// Revise plan: a plan changed by words, each wish within its bounds, and level, limiter and promise made right again.
import { loadEveryProcessor, processorById } from '../../process/catalogue.ts';
import { checkParams } from '../../process/params.ts';
import { Fault } from '../../signal/fault.ts';
import type { Source } from '../../signal/stream.ts';
import type { Analysis } from '../analysis.ts';
import { hundredth, moveOf, thousandth } from '../decider.ts';
import {
  DEFAULT_INTENT,
  LOUDNESS_RANGE_LUFS,
  stageIsAsked,
  type DamageBudget,
  type Intent,
  type LoudnessIntent,
} from '../intent.ts';
import { judgeLoudness } from '../loudness/decide-loudness.ts';
import type { Move, Plan, Restraint } from '../plan.ts';
import { MOST_MOVES } from '../plan-file/plan-shape.ts';
import { knownStyle, styleById } from '../style/styles.ts';
import type { Style } from '../style/style.ts';
import { damageBudget, mostSpent } from '../trial/damage-budget.ts';
import { weighPlan } from '../trial/weigh-plan.ts';
import { applyAsking, moveNames, type Revising } from './apply-asking.ts';
import { isLevelledByHand, isLevelling, UNHEARD } from './levelling.ts';
import { readWords } from './read-words.ts';

/** The reach of the gain processor. */
const MOST_LEVEL_DB = 60;
/** Codes of what was told of the last decision about loudness; a new decision tells anew. */
const OF_LOUDNESS = /^(loudness-|level-|limiter-|words-)/;

/** A budget that nothing exceeds; 48 dB is the reach of every compressor. */
const UNHELD: DamageBudget = { distortionDb: 1000, crestLossDb: 1000, toneChangeDb: 1000, reductionDb: 48 };

/** The mix that a plan is for, as it was heard. */
export interface HeardMix {
  readonly analysis: Analysis;
  /** Gives its sound from the start; opened and closed here. */
  open(): Promise<Source>;
  /** The style that the plan's intent names, where it is none of the house's. */
  readonly style?: Style;
  onProgress?(share: number): void;
}

/**
 * The plan with the wishes of `words` (docs/guide/revising.md). With the mix, all moves are tried again and level and limiter
 * are decided anew, within the same budget as ever, unless somebody set them without promising a loudness. Without it the level changes by what was asked, peaks are held at the ceiling, and no loudness is promised.
 * Faults: those of `readWords` and `applyAsking`; `unknown-style`; `plan-full` where no file would hold all moves.
 */
export async function revisePlan(plan: Plan, words: string, mix: HeardMix | null = null): Promise<Plan> {
  await loadEveryProcessor();
  const revised = readWords(words, moveNames(plan)).reduce<Revising>(
    (at, asking) => applyAsking(at, asking, mix?.analysis ?? null),
    { plan, loudnessLu: 0, told: [] },
  );
  const fresh = { ...revised.plan, weighedOn: [], damage: null, moves: revised.plan.moves.map(untried) };
  const judged = mix === null ? unheard(fresh, revised) : await heard(fresh, revised, mix);
  if (judged.moves.length > MOST_MOVES) throw new Fault('plan-full', 'usage', { most: MOST_MOVES });
  return { ...judged, moves: judged.moves.map(spelledOut) };
}

/** What it fared as among other moves says nothing now. */
function untried(move: Move): Move {
  return move.tried === null ? move : { ...move, tried: null };
}

function spelledOut(move: Move): Move {
  return { ...move, params: checkParams(processorById(move.kind).params, move.params, move.id) };
}

/** What was told of the loudness before goes; what the wishes came to stays. */
function retold(plan: Plan, told: readonly Restraint[]): Restraint[] {
  return [...plan.restraints.filter(({ code }) => !OF_LOUDNESS.test(code)), ...told];
}

/** Level, limiter and promise by the judgement, on the mix itself. */
async function heard(plan: Plan, { loudnessLu, told }: Revising, mix: HeardMix): Promise<Plan> {
  const known = mix.style ?? knownStyle(plan.intent.style);
  const moves = plan.moves.filter((move) => !isLevelling(move));
  const now = plan.promise.integratedLufs ?? mix.analysis.measurements.loudness.integratedLufs;
  const asked = known === null ? promised(plan) : plan.intent.loudness;
  const intent = { ...plan.intent, loudness: aimed(asked, now, loudnessLu) };
  const style = known ?? styleById(DEFAULT_INTENT.style);
  const bare = await priced({ ...plan, intent, moves, restraints: retold(plan, told) }, style, mix);
  if (isLevelledByHand(plan)) {
    return { ...levelledByHand(bare, kept(plan), loudnessLu), intent: plan.intent };
  }
  const source = await mix.open();
  try {
    const judged = (await judgeLoudness(source, mix.analysis, bare, style, mix.onProgress)).plan;
    return { ...judged, moves: [...judged.moves, ...(decides(intent) ? [] : kept(plan))] };
  } finally {
    await source.close();
  }
}

/** What somebody set without a promise stays, but for what was asked. */
function levelledByHand(plan: Plan, levelling: readonly Move[], loudnessLu: number): Plan {
  const moves = loudnessLu === 0 ? levelling : withLevel(levelling, loudnessLu);
  const told = { code: 'words-own-level', facts: { levelDb: hundredth(loudnessLu) } };
  return { ...plan, moves: [...plan.moves, ...moves], restraints: [...plan.restraints, told] };
}

/** Every move tried again and what all take measured; nothing is turned down for it, for it was asked for, but it is told. */
async function priced(plan: Plan, style: Style, { analysis, open }: HeardMix): Promise<Plan> {
  const { intent, moves } = plan;
  const asked = new Set(moves.map(({ id }) => id));
  const free = { ...plan, intent: { ...intent, budget: UNHELD } };
  const { weighedOn, damage, moves: tried } = await weighPlan(open, { analysis, style, plan: free, asked });
  const told = moves.map((move) => ({
    ...move,
    tried: tried.find(({ id }) => id === move.id)?.tried ?? null,
  }));
  const weighed = { ...plan, weighedOn, damage, moves: told };
  const spent = weighed.damage && mostSpent(weighed.damage, damageBudget(style, intent.budget));
  if (spent === null || spent.share <= 1) return weighed;
  const facts = { part: spent.part, value: hundredth(spent.value), allowed: hundredth(spent.allowed) };
  return { ...weighed, restraints: [...weighed.restraints, { code: 'words-beyond-budget', facts }] };
}

/** Of a style that is not at hand it is not known how loud it likes to be: the plan's own loudness then stays. */
function promised({ intent, promise }: Plan): LoudnessIntent {
  const { integratedLufs } = promise;
  if (intent.loudness.mode !== 'auto' || integratedLufs === null) return intent.loudness;
  return { mode: 'target', lufs: hundredth(integratedLufs) };
}

/** Whether the judgement decides level and limiter; else they stay as somebody set them. */
function decides(intent: Intent): boolean {
  return intent.loudness.mode !== 'off' && stageIsAsked(intent, 'loudness');
}

function kept({ moves }: Plan): Move[] {
  return moves.filter(isLevelling);
}

/** The loudness that is asked for now: as it was, unless louder or quieter was said. */
function aimed(asked: LoudnessIntent, lufs: number | null, loudnessLu: number): LoudnessIntent {
  if (loudnessLu === 0 || lufs === null) return asked;
  const { min, max } = LOUDNESS_RANGE_LUFS;
  return { mode: 'target', lufs: hundredth(Math.min(max, Math.max(min, lufs + loudnessLu))) };
}

/** Nothing was heard: the level as asked, a limiter in case it is needed, and nothing promised but the ceiling. */
function unheard(plan: Plan, { loudnessLu, told }: Revising): Plan {
  const { integratedLufs } = plan.promise;
  const intent = { ...plan.intent, loudness: aimed(plan.intent.loudness, integratedLufs, loudnessLu) };
  const levelled = loudnessLu === 0 ? plan.moves : withLevel(plan.moves, loudnessLu);
  const unjudged = {
    code: isLevelledByHand(plan) ? 'words-own-level' : UNHEARD,
    facts: { levelDb: hundredth(loudnessLu) },
  };
  return {
    ...plan,
    intent,
    moves: withLimiter(levelled, plan.promise.ceilingDbtp),
    restraints: retold(plan, [...told, unjudged]),
    promise: { ...plan.promise, integratedLufs: null },
  };
}

function withLevel(moves: readonly Move[], db: number): Move[] {
  const level = moves.find(({ id }) => id === 'level');
  const before = level === undefined ? 0 : Number(level.params.gainDb);
  const gainDb = thousandth(Math.min(MOST_LEVEL_DB, Math.max(-MOST_LEVEL_DB, before + db)));
  const because = { measurement: 'words-loudness', value: before, target: gainDb, unit: 'dB' };
  const move = moveOf({
    id: 'level',
    stage: 'loudness',
    kind: 'gain',
    params: { gainDb },
    because: [{ code: db > 0 ? 'words-more' : 'words-less', ...because }],
    confidence: 1,
  });
  if (level !== undefined) return moves.map((one) => (one === level ? move : one));
  const at = moves.findIndex(({ id }) => id === 'limiter');
  return at < 0 ? [...moves, move] : [...moves.slice(0, at), move, ...moves.slice(at)];
}

/** It costs nothing where no peak is above the ceiling. */
function withLimiter(moves: readonly Move[], ceilingDbtp: number | null): readonly Move[] {
  if (ceilingDbtp === null || moves.some(({ kind }) => kind === 'limiter')) return moves;
  const limiter = moveOf({
    id: 'limiter',
    stage: 'loudness',
    kind: 'limiter',
    params: { ceilingDbtp },
    because: [
      { code: 'words-guard', measurement: 'ceiling', value: ceilingDbtp, target: ceilingDbtp, unit: 'dBTP' },
    ],
    confidence: 1,
  });
  return [...moves, limiter];
}
