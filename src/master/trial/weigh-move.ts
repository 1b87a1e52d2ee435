// Weigh move: one move tried against the same sound without it: kept, turned down by half, or left out, with the figures.
import { actsHere, LEAST_HERE } from './acts-here.ts';
import { hundredth } from '../decider.ts';
import { LOCKS, type LockKeeps } from '../stage.ts';
import { measuredValue } from '../measured-value.ts';
import type { Damage, Expectation, Move, Restraint, Trial } from '../plan.ts';
import { paysOff, tryHeadroom } from './peak-holding.ts';
import { bends, damageBetween, mostChangeDb, type Heard } from './trial-room.ts';
import type { Scales } from './scales.ts';
import { benefitOf, earns, holdsPeaks, isMending, purposeOf, worthOf } from './worth.ts';

/** What a lock keeps may change by this much: half of what could be heard, for several moves may come near. */
const LOCKED_DB = 0.05;

/** `tried` and `expects` of the move are filled. `against`: why it should not stay as it is; null where it should. */
export interface Weighed {
  readonly move: Move;
  readonly against: Restraint | null;
}

/** null: it cannot be weighed: there is no figure, or none on these sections. */
export function weighMove(scales: Scales, move: Move, without: Heard, now: Heard): Weighed | null {
  const locked = breaksLock(scales, move, without, now);
  const here = actsHere(move, scales.sections, scales.analysis.measurements.durationS);
  const purpose = here < LEAST_HERE ? null : purposeOf(move);
  const trial = purpose && trialOf(move, purpose.measurement, without, now);
  if (trial === null) return locked && { move, against: locked };
  const tried: Move = { ...move, tried: told(trial), expects: corrected(move, here, without, now) };
  return { move: tried, against: locked ?? unworthy(scales, onSections(move, here), trial, without, now) };
}

/** A move that only holds peaks is not held to how far they came down, if they did. */
function unworthy(scales: Scales, move: Move, trial: Trial, without: Heard, now: Heard): Restraint | null {
  if (!holdsPeaks(move)) return notWorthIt(scales, move, trial);
  const came = trial.with < trial.without;
  return noHeadroom(scales, move, without, now) ?? (came ? null : notWorthIt(scales, move, trial));
}

function trialOf(move: Move, measurement: string, without: Heard, now: Heard): Trial | null {
  const [before, after] = [without, now].map((heard) => measuredValue(measurement, heard.measurements));
  if (before === null || before === undefined || after === null || after === undefined) return null;
  return {
    measurement,
    unit: move.expects[0]!.unit,
    without: before,
    with: after,
    cost: damageBetween(without, now, bends(move)),
  };
}

/** As plans tell figures. */
function told(trial: Trial): Trial {
  return {
    ...trial,
    without: hundredth(trial.without),
    with: hundredth(trial.with),
    cost: toldDamage(trial.cost),
  };
}

export function toldDamage({ distortionDb, crestLossDb, toneChangeDb }: Damage): Damage {
  return {
    distortionDb: distortionDb === null ? null : hundredth(distortionDb),
    crestLossDb: hundredth(crestLossDb),
    toneChangeDb: hundredth(toneChangeDb),
  };
}

/** What the move may be expected to do on the sections, where it acts `here` times as much as in the song. */
function onSections(move: Move, here: number): Move {
  const expects = move.expects.map((one) => ({
    ...one,
    after: one.before + here * (one.after - one.before),
  }));
  return { ...move, expects };
}

/** What was promised of the whole song becomes what was found on its sections. */
function corrected(move: Move, here: number, without: Heard, now: Heard): Expectation[] {
  return move.expects.map((one) => {
    const before = measuredValue(one.measurement, without.measurements);
    const after = measuredValue(one.measurement, now.measurements);
    return before === null || after === null
      ? one
      : { ...one, after: hundredth(one.before + (after - before) / here) };
  });
}

function notWorthIt(scales: Scales, move: Move, trial: Trial): Restraint | null {
  const purpose = purposeOf(move)!;
  const worth = worthOf(move, benefitOf(purpose, trial.without, trial.with), trial.cost, scales.budget);
  if (earns(move, worth)) return null;
  const { price } = worth;
  const why = isMending(move) ? 'worse' : price.share > worth.allowance ? price.part : 'figure';
  return {
    code: 'not-worth-it',
    facts: {
      move: move.id,
      measurement: trial.measurement,
      unit: trial.unit,
      without: hundredth(trial.without),
      with: hundredth(trial.with),
      wanted: hundredth(trial.without + purpose.after - purpose.before),
      why,
      price: hundredth(price.value),
    },
  };
}

/** With limiting ahead, total damage at the loudness aimed at decides; without, there is nothing that holding would save. */
function noHeadroom(
  { aimLufs, loudest, plan: { intent }, style }: Scales,
  move: Move,
  without: Heard,
  now: Heard,
): Restraint | null {
  if (aimLufs === null) return { code: 'headroom-not-needed', facts: { move: move.id } };
  const trial = tryHeadroom(without.excerpts[loudest]!, now.excerpts[loudest]!, aimLufs, { intent, style });
  if (trial.aloneDb === null)
    return { code: 'headroom-not-needed', facts: { move: move.id, lufs: hundredth(trial.lufs) } };
  if (paysOff(trial)) return null;
  const facts = { move: move.id, lufs: hundredth(trial.lufs), aloneDb: hundredth(trial.aloneDb) };
  return { code: 'headroom-not-gained', facts: { ...facts, bothDb: hundredth(trial.bothDb ?? 0) } };
}

/** The first lock whose part of the spectrum the move does not leave alone. Mending is what the lock's owner wants too. */
function breaksLock({ plan }: Scales, move: Move, without: Heard, now: Heard): Restraint | null {
  if (isMending(move)) return null;
  for (const lock of plan.intent.locks) {
    const { range } = LOCKS[lock] as LockKeeps;
    if (range === null) continue;
    const changeDb = mostChangeDb(without, now, range.lowHz, range.highHz);
    if (changeDb > LOCKED_DB)
      return { code: 'lock-held', facts: { move: move.id, lock, changeDb: hundredth(changeDb) } };
  }
  return null;
}
