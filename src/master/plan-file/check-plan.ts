// Check plan: a plan from outside, edited or not, checked word by word before a note of it is played.
import { loadProcessors, processorById } from '../../process/catalogue.ts';
import { checkParams, type ParamRecord } from '../../process/params.ts';
import { Fault } from '../../signal/fault.ts';
import { parseLoudness, type Intent } from '../intent.ts';
import type { Because, Expectation, Move, Plan, PlannedSong, PlanPromise, Restraint } from '../plan.ts';
import { styleById } from '../style/styles.ts';

type Loose = Readonly<Record<string, unknown>>;

const MOST_MOVES = 64;

/**
 * A parsed JSON value as a Plan, with every parameter filled in and checked; unknown fields are dropped. `file`: how to
 * call it. Faults, all of kind `usage`: `bad-plan` (`where`: path of the field, `what`: what it should be),
 * `unknown-processor`, `unknown-parameter`, `bad-parameter`, `bad-choice`, `bad-list`, `unknown-style`, `bad-loudness`.
 */
export async function checkPlan(given: unknown, file = 'plan'): Promise<Plan> {
  await loadProcessors(kindsNamed(given));
  try {
    return planOf(given);
  } catch (reason) {
    if (!(reason instanceof Fault)) throw reason;
    throw new Fault(reason.code, reason.kind, { file, ...reason.facts }, reason);
  }
}

/** Of whatever was given: nothing is known of it yet. */
function kindsNamed(given: unknown): string[] {
  const moves = (given as { moves?: unknown } | null | undefined)?.moves;
  return Array.isArray(moves) ? moves.map((move) => String((move as Loose | null)?.kind)) : [];
}

function planOf(given: unknown): Plan {
  const plan = record(given, 'plan');
  if (plan.version !== 1 && plan.version !== 2) throw bad('version', '2');
  const moves = list(plan.moves, 'moves').map((move, i) => checkMove(move, `moves[${i}]`));
  if (moves.length > MOST_MOVES) throw bad('moves', `at most ${MOST_MOVES} moves`);
  refuseTwins(moves);
  return {
    version: 2,
    intent: checkIntent(plan.intent),
    song: checkSong(plan.song),
    seed: whole(plan.seed, 'seed'),
    moves,
    restraints: list(plan.restraints ?? [], 'restraints').map((one, i) =>
      checkRestraint(one, `restraints[${i}]`),
    ),
    promise: checkPromise(plan.promise),
    weighedOn: [],
    damage: null,
  };
}

function checkMove(given: unknown, where: string): Move {
  const move = record(given, where);
  const kind = text(move.kind, `${where}.kind`);
  const params = record(move.params, `${where}.params`) as ParamRecord;
  return {
    id: text(move.id, `${where}.id`),
    kind,
    params: checkParams(processorById(kind).params, params, `${where}.params`),
    stage: 'own',
    spans: [],
    confidence: 1,
    rejected: [],
    tried: null,
    strength: number(move.strength, `${where}.strength`, 0, 1),
    because: list(move.because ?? [], `${where}.because`).map((one, i) =>
      checkBecause(one, `${where}.because[${i}]`),
    ),
    expects: list(move.expects ?? [], `${where}.expects`).map((one, i) =>
      checkExpects(one, `${where}.expects[${i}]`),
    ),
  };
}

function refuseTwins(moves: readonly Move[]): void {
  moves.forEach(({ id }, i) => {
    if (moves.findIndex((move) => move.id === id) !== i)
      throw bad(`moves[${i}].id`, 'an id that no other move has');
  });
}

function checkBecause(given: unknown, where: string): Because {
  const { code, measurement, value, target, unit } = record(given, where);
  return {
    code: text(code, `${where}.code`),
    measurement: text(measurement, `${where}.measurement`),
    value: number(value, `${where}.value`),
    target: number(target, `${where}.target`),
    unit: text(unit, `${where}.unit`),
  };
}

function checkExpects(given: unknown, where: string): Expectation {
  const { measurement, before, after, unit } = record(given, where);
  return {
    measurement: text(measurement, `${where}.measurement`),
    before: number(before, `${where}.before`),
    after: number(after, `${where}.after`),
    unit: text(unit, `${where}.unit`),
  };
}

function checkRestraint(given: unknown, where: string): Restraint {
  const { code, facts } = record(given, where);
  const told = Object.entries(record(facts ?? {}, `${where}.facts`)).map(
    ([name, value]): [string, string | number] => {
      if (typeof value === 'string' || typeof value === 'number') return [name, value];
      throw bad(`${where}.facts.${name}`, 'a text or a number');
    },
  );
  return { code: text(code, `${where}.code`), facts: Object.fromEntries(told) };
}

function checkIntent(given: unknown): Intent {
  const intent = record(given, 'intent');
  const loudness = record(intent.loudness, 'intent.loudness');
  const mode = text(loudness.mode, 'intent.loudness.mode');
  return {
    style: styleById(text(intent.style, 'intent.style')).id,
    amount: number(intent.amount, 'intent.amount', 0, 100),
    loudness: parseLoudness(mode === 'target' ? String(number(loudness.lufs, 'intent.loudness.lufs')) : mode),
    ceilingDbtp: number(intent.ceilingDbtp, 'intent.ceilingDbtp', -24, 0),
    only: [],
    without: [],
    locks: [],
  };
}

function checkSong(given: unknown): PlannedSong {
  const song = record(given, 'song');
  return {
    name: text(song.name, 'song.name'),
    sampleRateHz: whole(song.sampleRateHz, 'song.sampleRateHz'),
    channels: whole(song.channels, 'song.channels'),
    frames: whole(song.frames, 'song.frames'),
    bits: song.bits === undefined || song.bits === null ? null : whole(song.bits, 'song.bits'),
  };
}

function checkPromise(given: unknown): PlanPromise {
  const { integratedLufs, ceilingDbtp } = record(given, 'promise');
  return {
    integratedLufs:
      integratedLufs === null ? null : number(integratedLufs, 'promise.integratedLufs', -100, 6),
    ceilingDbtp: ceilingDbtp === null ? null : number(ceilingDbtp, 'promise.ceilingDbtp', -24, 0),
  };
}

function record(given: unknown, where: string): Loose {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw bad(where, 'a record');
  return given as Loose;
}

function list(given: unknown, where: string): readonly unknown[] {
  if (!Array.isArray(given)) throw bad(where, 'a list');
  return given;
}

function text(given: unknown, where: string): string {
  if (typeof given !== 'string' || given === '') throw bad(where, 'a text');
  return given;
}

function number(given: unknown, where: string, min = -Infinity, max = Infinity): number {
  if (typeof given === 'number' && Number.isFinite(given) && given >= min && given <= max) return given;
  throw bad(where, Number.isFinite(max) ? `a number from ${min} to ${max}` : 'a number');
}

function whole(given: unknown, where: string): number {
  if (Number.isSafeInteger(given) && (given as number) >= 0) return given as number;
  throw bad(where, 'a whole number, 0 or more');
}

function bad(where: string, what: string): Fault {
  return new Fault('bad-plan', 'usage', { where, what: `${where} must be ${what}` });
}
