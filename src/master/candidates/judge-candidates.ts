// Judge candidates: several ways to master one song, from one gathering of its telling sections and one listening.
import { loadEveryProcessor } from '../../process/catalogue.ts';
import { pump } from '../../measure/measure.ts';
import { Fault } from '../../signal/fault.ts';
import type { Source } from '../../signal/stream.ts';
import type { Analysis } from '../analysis.ts';
import { decide, spelledOut, toWeigh, type DecideOptions } from '../decide.ts';
import type { Intent } from '../intent.ts';
import {
  decideLevel,
  hearingWish,
  levelIsAsked,
  levelSound,
  withoutLevel,
  type Judgement,
  type LevelSound,
} from '../loudness/decide-loudness.ts';
import { HeardAfter } from '../loudness/heard-after.ts';
import type { Plan, PlannedSong, Restraint } from '../plan.ts';
import { soundless } from '../soundless.ts';
import { styleById } from '../style/styles.ts';
import { gatherExcerpts, type Excerpt } from '../trial/excerpts.ts';
import { tellingSections } from '../trial/telling-sections.ts';
import { weighOn } from '../trial/weigh-plan.ts';
import { CANDIDATE_IDS, type CandidateId } from './candidate.ts';
import { gentlePlan, gentleWish, louderWish, type CandidateWish } from './candidate-wishes.ts';

export interface CandidateQuestion {
  /** The mix from its start, as often as asked: once for its telling sections, once to hear what the moves leave. */
  readonly open: (stage?: 'weigh' | 'forecast') => Promise<Source>;
  readonly analysis: Analysis;
  readonly intent: Intent;
  readonly song: PlannedSong;
  readonly options?: DecideOptions;
}

/** One way, judged. */
export interface JudgedCandidate extends Judgement, CandidateWish {
  readonly id: CandidateId;
  /** Largest true peak in front of level and limiter, linear; null where it was not looked for. */
  readonly peak: number | null;
}

export interface JudgedCandidates {
  readonly judged: readonly JudgedCandidate[];
  /** The telling sections of the mix. */
  readonly excerpts: readonly Excerpt[];
  /** Why some are not there. */
  readonly missing: readonly Restraint[];
}

/** A plan without level, and by what its level is to be decided. */
interface Base extends CandidateWish {
  readonly id: CandidateId;
  readonly plan: Plan;
}

/** Those of `ids` that there are, in the order of CANDIDATE_IDS; `recommended` is what `decide` decides. */
export async function judgeCandidates(
  question: CandidateQuestion,
  ids: readonly CandidateId[] = CANDIDATE_IDS,
): Promise<JudgedCandidates> {
  await loadEveryProcessor();
  const excerpts = await gathered(question);
  const bases = basesOf(question, excerpts, ids);
  const sounds = await hearAll(question, bases);
  const levelled = bases.map((base, i) => judgedAs(base, question, sounds[i]!));
  const louder = ids.includes('louder') ? louderOf(levelled, bases, question, sounds) : null;
  const led = ids.includes('reference') ? await ledByReference(question) : null;
  const wanted = [aloneOf(bases[0]!), ...levelled, louder, led].filter((one) => one !== null);
  return {
    excerpts,
    ...told(
      wanted.filter(({ id }) => ids.includes(id)),
      ids,
      levelled[0]!.cost === null ? 'candidate-no-level' : 'candidate-no-louder',
    ),
  };
}

/** One of them alone. Fault `no-candidate` where this song has none of that kind. */
export async function judgeCandidate(question: CandidateQuestion, id: CandidateId): Promise<Judgement> {
  const { judged, missing } = await judgeCandidates(question, [id]);
  const found = judged.find((one) => one.id === id);
  if (found === undefined) throw new Fault('no-candidate', 'usage', { id, why: missing[0]?.code ?? 'none' });
  return { plan: found.plan, cost: found.cost };
}

async function gathered({ open, analysis }: CandidateQuestion): Promise<Excerpt[]> {
  const spans = tellingSections(analysis.measurements);
  if (spans.length === 0) return [];
  const source = await open('weigh');
  try {
    return await gatherExcerpts(source, spans);
  } finally {
    await source.close();
  }
}

/** `recommended` first: the others are made of it. */
function basesOf(
  { analysis, intent, song, options = {} }: CandidateQuestion,
  excerpts: readonly Excerpt[],
  ids: readonly CandidateId[],
): Base[] {
  const style = options.style ?? styleById(intent.style);
  const wish = { intent, style };
  const asked = { ...options, reference: null };
  const recommended = weighOn(excerpts, toWeigh(analysis, intent, song, asked));
  const bases: Base[] = [{ ...wish, id: 'recommended', plan: recommended }];
  if (ids.includes('gentle')) {
    const gentle = gentleWish(wish);
    const plan = gentlePlan(recommended, gentle);
    const all = new Set(plan.moves.map(({ id }) => id));
    bases.push({ ...gentle, id: 'gentle', plan: weighOn(excerpts, { analysis, style, plan, asked: all }) });
  }
  return bases;
}

/** One listening for all that ask for a level; null for the others. */
async function hearAll(
  { open, analysis }: CandidateQuestion,
  bases: readonly Base[],
): Promise<(LevelSound | null)[]> {
  const silent = soundless(analysis.measurements) !== null;
  if (silent || !bases.some(({ intent }) => levelIsAsked(intent))) return bases.map(() => null);
  const source = await open();
  try {
    const wishes = bases.map(({ plan, style }) => hearingWish(plan, analysis, style));
    // What is to be louder needs the peaks of all of them exactly.
    const floorDb = wishes.reduce((least, one) => Math.min(least, one.floorDb), 0) - LOUDER_REACH_DB;
    const heard = wishes.map((one) => new HeardAfter(source.format, { ...one, floorDb }));
    await pump(source, heard);
    return heard.map((one) => levelSound(one.result()));
  } finally {
    await source.close();
  }
}

/** How much more drive than any of them asks for the louder one may want. */
const LOUDER_REACH_DB = 6;

function judgedAs(base: Base, { analysis }: CandidateQuestion, sound: LevelSound | null): JudgedCandidate {
  const { id, intent, style, plan } = base;
  const silent = soundless(analysis.measurements) !== null;
  const judgement =
    sound === null || !levelIsAsked(intent)
      ? withoutLevel(plan, silent)
      : decideLevel(plan, analysis, style, sound);
  return { id, intent, style, peak: sound?.forecast.peak ?? null, ...spelledOut(judgement) };
}

function louderOf(
  levelled: readonly JudgedCandidate[],
  bases: readonly Base[],
  question: CandidateQuestion,
  sounds: readonly (LevelSound | null)[],
): JudgedCandidate | null {
  const cost = levelled[0]!.cost;
  const wish = cost === null ? null : louderWish(bases[0]!, cost);
  if (wish === null) return null;
  const plan = { ...bases[0]!.plan, intent: wish.intent };
  return judgedAs({ ...wish, id: 'louder', plan }, question, sounds[0]!);
}

/** A match is found by rendering it, so it listens for itself. null without a reference. */
async function ledByReference(question: CandidateQuestion): Promise<JudgedCandidate | null> {
  const { open, analysis, intent, song, options = {} } = question;
  if (!options.reference) return null;
  const style = options.style ?? styleById(intent.style);
  const judgement = await decide(open, analysis, intent, song, options);
  return { id: 'reference', intent, style, peak: null, ...judgement };
}

/** The mix as it is. */
function aloneOf({ intent, style, plan }: Base): JudgedCandidate {
  const untouched: Intent = { ...intent, amount: 0, loudness: { mode: 'off' } };
  const { song, seed } = plan;
  const promise = { integratedLufs: null, ceilingDbtp: null };
  const empty = { version: 2, intent: untouched, song, seed, promise, moves: [], restraints: [] } as const;
  const whole: Plan = { ...empty, weighedOn: [], damage: null };
  return { id: 'alone', intent: untouched, style, peak: null, plan: whole, cost: null };
}

/** Of two that do the same, the earlier one is kept. */
const KEPT_FIRST: readonly CandidateId[] = ['alone', 'recommended', 'reference', 'gentle', 'louder'];

/** Two that do the same are one. */
function told(
  wanted: readonly JudgedCandidate[],
  ids: readonly CandidateId[],
  noLouder: string,
): Pick<JudgedCandidates, 'judged' | 'missing'> {
  const judged: JudgedCandidate[] = [];
  const missing: Restraint[] = [];
  const place = (order: readonly CandidateId[], { id }: JudgedCandidate): number => order.indexOf(id);
  for (const one of [...wanted].sort((a, b) => place(KEPT_FIRST, a) - place(KEPT_FIRST, b))) {
    const same = judged.find(({ plan }) => soundOfPlan(plan) === soundOfPlan(one.plan));
    if (same === undefined) judged.push(one);
    else missing.push({ code: 'candidate-same', facts: { candidate: one.id, as: same.id } });
  }
  judged.sort((a, b) => place(CANDIDATE_IDS, a) - place(CANDIDATE_IDS, b));
  if (ids.includes('louder') && !wanted.some(({ id }) => id === 'louder'))
    missing.push({ code: noLouder, facts: { candidate: 'louder' } });
  return { judged, missing };
}

function soundOfPlan({ moves }: Plan): string {
  return JSON.stringify(moves.map(({ kind, params, strength, spans }) => [kind, params, strength, spans]));
}
