// Dip sides: how a short fall of the level stands to what comes before, within and after it.

/** Steps on each side of an edge that a fade may take. */
export const SKIP_HOPS = 2;
/** What lies beside a dip is heard in three stretches of eight steps: 12 ms each. */
const STRETCH_HOPS = 8;
const STRETCHES = 3;
/** Steps that are heard on each side, the fade not counted. */
export const SIDE_HOPS = STRETCHES * STRETCH_HOPS;
/** Below this there is only dither: a hole, and no dip. */
const SILENT_DB = -70;
/** A stroke just before a fall counts twice: any decay falls like that. */
const ONSET_WEIGHT = 0.3;
const UNREST_WEIGHT = 0.25;

/** dB of the mean energy of `count` steps from step `from` on. */
export type LevelOf = (from: number, count: number) => number;

function before(levelOf: LevelOf, down: number, stretch: number): number {
  return levelOf(down - SKIP_HOPS - (stretch + 1) * STRETCH_HOPS, STRETCH_HOPS);
}

function after(levelOf: LevelOf, up: number, stretch: number): number {
  return levelOf(up + SKIP_HOPS + stretch * STRETCH_HOPS, STRETCH_HOPS);
}

/**
 * By how many dB the quietest stretch beside the dip from step `down` to step `up` is above the loudest within it;
 * -Infinity where nothing sounds within.
 */
export function clearanceDb(levelOf: LevelOf, down: number, up: number): number {
  let beside = Infinity;
  for (let k = 0; k < STRETCHES; k++) {
    beside = Math.min(beside, before(levelOf, down, k), after(levelOf, up, k));
  }
  const within = loudestWithin(levelOf, down + SKIP_HOPS, up - SKIP_HOPS);
  return within < SILENT_DB ? -Infinity : beside - within;
}

function loudestWithin(levelOf: LevelOf, first: number, end: number): number {
  const length = end - first;
  const count = Math.max(1, Math.floor(length / STRETCH_HOPS));
  let loudest = -Infinity;
  for (let k = 0; k < count; k++) {
    const from = first + Math.floor((k * length) / count);
    const to = first + Math.floor(((k + 1) * length) / count);
    loudest = Math.max(loudest, levelOf(from, to - from));
  }
  return loudest;
}

/** How many dB the level moves by itself beside the dip, weighed: what moves anyway proves little. */
export function unrestDb(levelOf: LevelOf, down: number, up: number): number {
  let moves = 0;
  for (let k = 0; k + 1 < STRETCHES; k++) {
    moves += Math.abs(before(levelOf, down, k) - before(levelOf, down, k + 1));
    moves += Math.abs(after(levelOf, up, k) - after(levelOf, up, k + 1));
  }
  const onset = Math.abs(before(levelOf, down, 0) - before(levelOf, down, 1));
  return ONSET_WEIGHT * onset + (UNREST_WEIGHT * moves) / (2 * STRETCHES - 2);
}
