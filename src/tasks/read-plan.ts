// Read plan: a plan.json from outside, edited or not, checked before a note of it is played.
import type { Place } from '../files/place.ts';
import { parseLoudness, type Intent, type LoudnessIntent } from '../master/intent.ts';
import type { Move, Plan, PlannedSong } from '../master/plan.ts';
import { processorById } from '../process/catalogue.ts';
import { checkParams, type ParamRecord } from '../process/params.ts';
import { Fault } from '../signal/fault.ts';

type Loose = Record<string, unknown>;

/** More than any plan holds. */
const MOST_BYTES = 4 << 20;

/** Faults: those of the place; `bad-plan` (`what`: the part that is wrong), `unknown-processor`, `bad-parameter`. */
export async function readPlan(place: Place, path: string): Promise<Plan> {
  const source = await place.open(path);
  try {
    if (source.bytes > MOST_BYTES) throw badPlan(path, 'its size');
    const text = new TextDecoder('utf-8').decode(await source.read(0, source.bytes));
    return checkPlan(parseJson(text, path), path);
  } finally {
    await source.close();
  }
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (reason) {
    throw new Fault('bad-plan', 'usage', { file: path, what: 'it is no JSON' }, reason);
  }
}

/** `where`: how to call it in a Fault. */
export function checkPlan(given: unknown, where: string): Plan {
  const plan = given as Plan;
  if (!isRecord(given) || given.version !== 1) throw badPlan(where, 'version');
  if (!Array.isArray(given.moves)) throw badPlan(where, 'moves');
  if (!Number.isInteger(given.seed)) throw badPlan(where, 'seed');
  if (!isSong(given.song)) throw badPlan(where, 'song');
  if (!isPromise(given.promise)) throw badPlan(where, 'promise');
  given.moves.forEach((move: unknown, i) => checkMove(move, `${where}: moves[${i}]`));
  checkIntent(given.intent, where);
  if (!Array.isArray(given.restraints)) throw badPlan(where, 'restraints');
  return plan;
}

function checkMove(given: unknown, where: string): void {
  if (!isRecord(given) || typeof given.id !== 'string') throw badPlan(where, 'id');
  const move = given as unknown as Move;
  if (typeof move.kind !== 'string') throw badPlan(where, 'kind');
  if (!inRange(move.strength, 0, 1)) throw badPlan(where, 'strength');
  if (!isRecord(move.params)) throw badPlan(where, 'params');
  if (!Array.isArray(move.because) || !Array.isArray(move.expects))
    throw badPlan(where, 'because and expects');
  checkParams(processorById(move.kind).params, move.params as ParamRecord, where);
}

function checkIntent(given: unknown, where: string): void {
  if (!isRecord(given) || typeof given.style !== 'string') throw badPlan(where, 'intent.style');
  const intent = given as unknown as Intent;
  if (!inRange(intent.amount, 0, 100)) throw badPlan(where, 'intent.amount');
  if (!inRange(intent.ceilingDbtp, -60, 0)) throw badPlan(where, 'intent.ceilingDbtp');
  const loudness = intent.loudness as LoudnessIntent | undefined;
  parseLoudness(loudness?.mode === 'target' ? String(loudness.lufs) : String(loudness?.mode));
}

function isSong(given: unknown): given is PlannedSong {
  if (!isRecord(given) || typeof given.name !== 'string') return false;
  return [given.sampleRateHz, given.channels, given.frames].every((value) => Number.isInteger(value));
}

function isPromise(given: unknown): boolean {
  if (!isRecord(given)) return false;
  return isLevel(given.integratedLufs) && isLevel(given.ceilingDbtp);
}

function isLevel(value: unknown): boolean {
  return value === null || inRange(value, -100, 6);
}

function inRange(value: unknown, min: number, max: number): boolean {
  return typeof value === 'number' && value >= min && value <= max;
}

function isRecord(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function badPlan(file: string, what: string): Fault {
  return new Fault('bad-plan', 'usage', { file, what });
}
