// Low track: where the bass stands above and where below what the same music has at other times.

/** Two looks at the same music: in the first the bass is louder by `differenceDb`. */
export interface LikePair {
  readonly first: number;
  readonly second: number;
  readonly unlikeDb: number;
  readonly differenceDb: number;
}

/** A stretch of looks, `end` exclusive. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

export interface LowTrack {
  readonly above: readonly Stretch[];
  readonly below: readonly Stretch[];
  /** By place in `playing`: 1 above, -1 below. */
  readonly states: readonly number[];
}

/** A pair counts by e for every so many dB less that its two looks differ. */
const TRUST_DB = 2;
/** Larger differences are another arrangement. */
const MOST_DB = 10;
const ROUNDS = 60;
/** A level is settled on by the looks beside it as well. */
const BESIDE = 3;
/** Leaving a level costs as much as being so many dB off for one look: a stretch under a third of a second is none. */
const CHANGE_COST_DB = 10;

interface Likeness {
  readonly other: number;
  readonly differenceDb: number;
  readonly weight: number;
}

/**
 * `playing`: looks with bass, in order. Every look stands at the weighted median of what its likest say, and at the median of
 * the looks beside it, until all agree; then two levels are laid through that track at the least cost.
 */
export function lowTrack(pairs: readonly LikePair[], playing: readonly number[]): LowTrack {
  const rows = likenesses(pairs, playing);
  const settled = settledLevels(rows, playing.length);
  const levels = settled.map((db, at) => (rows[at]!.length === 0 ? db : saidBy(rows[at]!, settled)));
  let best = bestStates(levels);
  for (let round = 0; round < SHARPENINGS; round++) {
    const stepped = Float64Array.from(best.states, (state) => state * best.halfStepDb);
    best = bestStates(stepped.map((db, at) => (rows[at]!.length === 0 ? db : saidBy(rows[at]!, stepped))));
  }
  const { states } = best;
  return { above: stretchesOf(states, playing, 1), below: stretchesOf(states, playing, -1), states };
}

/** By place in `playing`. */
function likenesses(pairs: readonly LikePair[], playing: readonly number[]): Likeness[][] {
  const placeOf = new Map(playing.map((look, at) => [look, at]));
  const rows: Likeness[][] = playing.map(() => []);
  for (const { first, second, unlikeDb, differenceDb } of pairs) {
    if (Math.abs(differenceDb) > MOST_DB) continue;
    const [a, b] = [placeOf.get(first)!, placeOf.get(second)!];
    const weight = 1 / (1 + (unlikeDb / TRUST_DB) ** 3);
    rows[a]!.push({ other: b, differenceDb, weight });
    rows[b]!.push({ other: a, differenceDb: -differenceDb, weight });
  }
  return rows;
}

function settledLevels(rows: readonly (readonly Likeness[])[], count: number): Float64Array {
  const levels = new Float64Array(count);
  const said = new Float64Array(count);
  for (let round = 0; round < ROUNDS; round++) {
    rows.forEach((row, at) => {
      said[at] = row.length === 0 ? levels[at]! : saidBy(row, levels);
    });
    const middle = median(said);
    for (let at = 0; at < count; at++) {
      const near = said.slice(Math.max(0, at - BESIDE), at + BESIDE + 1);
      levels[at] = 0.5 * (levels[at]! + median(near) - middle);
    }
  }
  return levels;
}

/** The weighted median of where each of those that are like it would have it. */
function saidBy(row: readonly Likeness[], levels: Float64Array): number {
  const votes = row
    .map(({ other, differenceDb, weight }) => ({ db: levels[other]! + differenceDb, weight }))
    .sort((a, b) => a.db - b.db);
  const half = votes.reduce((sum, { weight }) => sum + weight, 0) / 2;
  let sum = 0;
  for (const { db, weight } of votes) {
    sum += weight;
    if (sum >= half) return db;
  }
  return votes.at(-1)!.db;
}

/** One look is off by no more than this, whatever it says. */
const MOST_OFF_DB = 6;
/** The level between the two may lie at any of these quantiles of the track: the song may stand high more often than low. */
const MIDDLES = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8];
/** Every look is then asked again by the levels found, so that their edges are where they are and not where they blur. */
const SHARPENINGS = 8;
const HALF_STEPS_DB = [1.5, 2, 2.5, 3, 3.5];
const STATES = [-1, 1];

interface States {
  readonly states: readonly number[];
  readonly halfStepDb: number;
  readonly cost: number;
}

function bestStates(levels: Float64Array): States {
  return HALF_STEPS_DB.flatMap((half) =>
    MIDDLES.map((share) => stateOfEach(levels, quantile(levels, share), half)),
  ).reduce((a, b) => (b.cost < a.cost ? b : a));
}

/** -1 or 1 for every look: least sum of distances and changes (Viterbi). */
function stateOfEach(levels: Float64Array, middleDb: number, halfStepDb: number): States {
  const from: number[][] = [];
  let costs = [0, 0];
  for (const level of levels) {
    const best = STATES.map((_, to) =>
      [0, 1].reduce((a, b) => (way(costs, b, to) < way(costs, a, to) ? b : a), to),
    );
    costs = STATES.map((state, to) => {
      const off = Math.abs(level - middleDb - state * halfStepDb);
      return way(costs, best[to]!, to) + Math.min(off, MOST_OFF_DB);
    });
    from.push(best);
  }
  let at = costs[0]! < costs[1]! ? 0 : 1;
  const states = levels.length === 0 ? [] : [STATES[at]!];
  for (let i = from.length - 1; i > 0; i--) {
    at = from[i]![at]!;
    states.push(STATES[at]!);
  }
  return { states: states.reverse(), halfStepDb, cost: Math.min(...costs) };
}

function way(costs: readonly number[], from: number, to: number): number {
  return from === to ? costs[from]! : costs[from]! + CHANGE_COST_DB;
}

/** Looks without bass between two of the same state belong to it. */
function stretchesOf(states: readonly number[], playing: readonly number[], state: number): Stretch[] {
  const found: { start: number; end: number }[] = [];
  states.forEach((one, at) => {
    if (one !== state) return;
    const look = playing[at]!;
    if (at > 0 && states[at - 1] === state) found.at(-1)!.end = look + 1;
    else found.push({ start: look, end: look + 1 });
  });
  return found;
}

function median(values: Float64Array): number {
  return quantile(values, 0.5);
}

function quantile(values: Float64Array, share: number): number {
  const sorted = values.toSorted();
  return sorted[Math.floor(share * sorted.length)] ?? 0;
}
