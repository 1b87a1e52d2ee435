// Dip sides: how a short fall of the level stands to what comes before, within and after it.
import { dbFromPower } from '../../dsp/decibel.ts';

/** Steps on each side of an edge that a fade may take. */
export const SKIP_HOPS = 2;
/** What lies beside a dip is heard in three stretches of eight steps: 12 ms each. */
const STRETCH_HOPS = 8;
const STRETCHES = 3;
/** Steps that are heard on each side, the fade not counted. */
export const SIDE_HOPS = STRETCHES * STRETCH_HOPS;
/** Below -70 dB there is only dither: a hole, and no dip. */
const SILENT = 1e-7;
/** A stroke just before a fall counts twice: any decay falls like that. */
const ONSET_WEIGHT = 0.3;
const UNREST_WEIGHT = 0.25;

/** Mean energy of `count` steps from step `from` on; above 0. */
export type PowerOf = (from: number, count: number) => number;

function before(powerOf: PowerOf, down: number, stretch: number): number {
  return powerOf(down - SKIP_HOPS - (stretch + 1) * STRETCH_HOPS, STRETCH_HOPS);
}

function after(powerOf: PowerOf, up: number, stretch: number): number {
  return powerOf(up + SKIP_HOPS + stretch * STRETCH_HOPS, STRETCH_HOPS);
}

/**
 * How many times the power of the quietest stretch beside the dip from step `down` to step `up` is that of the loudest
 * within it; 0 where nothing sounds within, and where it would be less than `least`, which mostly shows at once.
 */
export function clearance(powerOf: PowerOf, down: number, up: number, least: number): number {
  const within = loudestWithin(powerOf, down + SKIP_HOPS, up - SKIP_HOPS);
  if (within < SILENT) return 0;
  let beside = Infinity;
  for (let k = 0; k < STRETCHES; k++) {
    beside = Math.min(beside, before(powerOf, down, k), after(powerOf, up, k));
    if (beside < least * within) return 0;
  }
  return beside / within;
}

function loudestWithin(powerOf: PowerOf, first: number, end: number): number {
  const length = end - first;
  const count = Math.max(1, Math.floor(length / STRETCH_HOPS));
  let loudest = 0;
  for (let k = 0; k < count; k++) {
    const from = first + Math.floor((k * length) / count);
    const to = first + Math.floor(((k + 1) * length) / count);
    loudest = Math.max(loudest, powerOf(from, to - from));
  }
  return loudest;
}

/** How many dB the level moves by itself beside the dip, weighed: what moves anyway proves little. */
export function unrestDb(powerOf: PowerOf, down: number, up: number): number {
  let moves = 0;
  for (let k = 0; k + 1 < STRETCHES; k++) {
    moves += moveDb(before(powerOf, down, k), before(powerOf, down, k + 1));
    moves += moveDb(after(powerOf, up, k), after(powerOf, up, k + 1));
  }
  const onset = moveDb(before(powerOf, down, 0), before(powerOf, down, 1));
  return ONSET_WEIGHT * onset + (UNREST_WEIGHT * moves) / (2 * STRETCHES - 2);
}

function moveDb(a: number, b: number): number {
  return Math.abs(dbFromPower(a / b));
}
