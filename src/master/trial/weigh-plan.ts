// Weigh plan: every move tried on the telling sections, with all the others and without it; what does not earn its price goes.
import type { Source } from '../../signal/stream.ts';
import type { Move, Plan, Restraint } from '../plan.ts';
import { damageBudget, heldReduction } from './damage-budget.ts';
import { gatherExcerpts, middleOf, type Excerpt } from './excerpts.ts';
import { heardMended, heldToBudget, totalDamage } from './hold-budget.ts';
import { aimOfSection } from './peak-holding.ts';
import { tellingSections } from './telling-sections.ts';
import { hear, loudestOf, loudnessOf, needsTheWhole, through, type Heard } from './trial-room.ts';
import type { Scales, WeighQuestion } from './scales.ts';
import { toldDamage, weighMove } from './weigh-move.ts';
import { holdsPeaks, purposeOf } from './worth.ts';

/** Of each of several sections so much is weighed on: enough for the PSR, and two thirds of the work. */
const WEIGHED_S = 10;
/** What does not earn its price is tried once more at this share. */
const HALF = 0.5;
/** Times that all are weighed: what goes may change what the others are worth. */
const MOST_ROUNDS = 3;

/** Opens the source once, and closes it; not at all where there is nothing to weigh or nowhere to weigh it. */
export async function weighPlan(open: () => Promise<Source>, question: WeighQuestion): Promise<Plan> {
  const spans = tellingSections(question.analysis.measurements);
  if (question.plan.moves.length === 0 || spans.length === 0) return question.plan;
  const source = await open();
  try {
    return weighOn(await gatherExcerpts(source, spans), question);
  } finally {
    await source.close();
  }
}

/** The same on excerpts that are at hand. Without any the plan stays as it is. */
export function weighOn(excerpts: readonly Excerpt[], question: WeighQuestion): Plan {
  const { plan } = question;
  if (excerpts.length === 0 || plan.moves.length === 0) return plan;
  const short = excerpts.length > 1 ? excerpts.map((one) => middleOf(one, WEIGHED_S)) : excerpts;
  const weighing = new Weighing(short, question);
  weighing.settle();
  if (weighing.holdBudget()) weighing.settle();
  return weighing.result();
}

class Weighing {
  private readonly excerpts: readonly Excerpt[];
  private readonly scales: Scales;
  private readonly restraints: Restraint[] = [];
  private moves: readonly Move[];
  private all: Heard;
  private wasHalved = false;
  private readonly whole: boolean;

  constructor(excerpts: readonly Excerpt[], question: WeighQuestion) {
    const { analysis, style, plan } = question;
    const loudest = loudestOf(excerpts);
    this.excerpts = excerpts;
    this.whole = needsTheWhole(plan.moves);
    this.scales = {
      ...question,
      budget: damageBudget(style, plan.intent.budget),
      sections: excerpts.map(({ startS, endS }) => ({ startS, endS })),
      loudest,
      aimLufs: plan.moves.some(holdsPeaks)
        ? aimOfSection(analysis, plan.intent, style, loudnessOf(excerpts[loudest]!))
        : null,
    };
    this.moves = plan.moves.map((move) => heldReduction(move, this.scales.budget));
    this.all = this.heardThrough(excerpts, this.moves);
  }

  /** Weighs all until nothing changes any more; only the first time anything is tried by half. */
  settle(): void {
    let count = this.moves.length;
    for (let round = 0; round < MOST_ROUNDS && count > 0; round++) {
      count = this.round(count, !this.wasHalved);
      this.wasHalved = true;
    }
  }

  /** Turns down what is beyond the budget of all; tells whether anything had to. */
  holdBudget(): boolean {
    const held = heldToBudget(this.scales, this.excerpts, this.moves, this.all);
    this.restraints.push(...held.restraints);
    if (held.restraints.length === 0) return false;
    this.moves = held.moves;
    this.all = this.heardThrough(this.excerpts, held.moves);
    return true;
  }

  /**
   * Weighs the first `count` moves, in the order of the chain. Tells how many stand before the last one that had to change:
   * those were weighed beside what is no longer there.
   */
  private round(count: number, mayHalve: boolean): number {
    let before = this.excerpts;
    let stale = 0;
    for (const { id } of this.moves.slice(0, count)) {
      const at = this.moves.findIndex((move) => move.id === id);
      const move = this.moves[at]!;
      const kept = this.weighed(move, before, this.moves.slice(at + 1), mayHalve);
      if (kept?.strength !== move.strength) stale = at;
      this.moves = this.moves.flatMap((one) => (one.id === id ? (kept ?? []) : one));
      if (kept !== null) before = through(before, [kept]);
    }
    return stale;
  }

  /** What stays of the move: itself, half of it, or null. */
  private weighed(
    move: Move,
    before: readonly Excerpt[],
    rest: readonly Move[],
    mayHalve: boolean,
  ): Move | null {
    if (move.strength === 0 || !this.canBeWeighed(move)) return move;
    const without = this.heardThrough(before, rest);
    const whole = weighMove(this.scales, move, without, this.all);
    if (whole === null) return move;
    if (whole.against === null || this.scales.asked.has(move.id)) return whole.move;
    const half = mayHalve ? this.halved(move, before, rest, without) : null;
    if (half !== null) return half;
    this.restraints.push(whole.against);
    this.all = without;
    return null;
  }

  private halved(move: Move, before: readonly Excerpt[], rest: readonly Move[], without: Heard): Move | null {
    const half: Move = { ...move, strength: HALF * move.strength };
    const now = this.heardThrough(before, [half, ...rest]);
    const weighed = weighMove(this.scales, half, without, now);
    if (weighed === null || weighed.against !== null) return null;
    this.all = now;
    return weighed.move;
  }

  /** Locks ask for every move, worth only for those that say what they are for. */
  private canBeWeighed(move: Move): boolean {
    return purposeOf(move) !== null || this.scales.plan.intent.locks.length > 0;
  }

  private heardThrough(excerpts: readonly Excerpt[], moves: readonly Move[]): Heard {
    return hear(through(excerpts, moves), this.scales.loudest, this.whole);
  }

  result(): Plan {
    const { plan } = this.scales;
    const restraints = [...plan.restraints, ...this.restraints];
    const mended = heardMended(this.scales, this.excerpts, this.moves);
    const damage = toldDamage(totalDamage(mended, this.all, this.moves, this.excerpts));
    return { ...plan, moves: this.moves, restraints, weighedOn: this.scales.sections, damage };
  }
}
