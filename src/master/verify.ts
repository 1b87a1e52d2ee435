// Verify: compares the measured master with what its plan promised, and says by how much to correct.
import type { Measurements } from '../measure/measurements.ts';
import { measuredValue } from './measured-value.ts';
import type { Move, Plan } from './plan.ts';

/** The promise is kept within these: a tenth of a loudness unit is what meters agree to. */
export const LOUDNESS_TOLERANCE_LU = 0.1;
export const CEILING_TOLERANCE_DB = 0.05;
/** A miss beyond half the tolerance is corrected, for the other files of the master scatter around the one measured. */
const CORRECTED_FROM_LU = 0.05;
/** A master that missed its promise is rendered again at most this often. */
export const MOST_CORRECTIONS = 2;
/**
 * Loudness and peaks are promised exactly. What a move does to the tone is foretold from the long-term spectrum before
 * glue and limiter, which hold the bands differently: half of the change or 1 dB may be missing.
 */
const EXPECTATION_SHARE = 0.5;
const EXPECTATION_LEAST = 1;
/** Beyond the ceiling's excess itself, so that the next render stays below. */
const CEILING_MARGIN_DB = 0.02;

export interface ExpectationResult {
  readonly move: string;
  readonly measurement: string;
  readonly expected: number;
  readonly measured: number | null;
  readonly unit: string;
  readonly met: boolean;
}

/** What to change before rendering again; both in dB to be added. */
export interface Correction {
  readonly levelDb: number;
  readonly ceilingDb: number;
}

export interface Verdict {
  /** Loudness and ceiling as promised; nothing promised is kept. */
  readonly kept: boolean;
  readonly promisedLufs: number | null;
  readonly measuredLufs: number | null;
  readonly ceilingDbtp: number | null;
  readonly truePeakDbtp: number | null;
  readonly expectations: readonly ExpectationResult[];
  /** null when the promise is kept well, or when the plan has no move that could be corrected. */
  readonly correction: Correction | null;
}

/** `measurements` are those of the master; a quick check leaves tone expectations unmeasured (`measured` null, `met` false). */
export function verify(plan: Plan, measurements: Measurements): Verdict {
  const { integratedLufs, ceilingDbtp } = plan.promise;
  const measuredLufs = measurements.loudness.integratedLufs;
  const { truePeakDbtp } = measurements.peak;
  const lufsOff = integratedLufs === null || measuredLufs === null ? 0 : integratedLufs - measuredLufs;
  const over = ceilingDbtp === null || truePeakDbtp === null ? 0 : truePeakDbtp - ceilingDbtp;
  const lost = integratedLufs !== null && measuredLufs === null;
  const kept = !lost && Math.abs(lufsOff) <= LOUDNESS_TOLERANCE_LU && over <= CEILING_TOLERANCE_DB;
  return {
    kept,
    promisedLufs: integratedLufs,
    measuredLufs,
    ceilingDbtp,
    truePeakDbtp,
    expectations: plan.moves.flatMap((move) => checkExpectations(move, measurements)),
    correction:
      lost || (kept && Math.abs(lufsOff) <= CORRECTED_FROM_LU) ? null : correction(plan, lufsOff, over),
  };
}

function checkExpectations(move: Move, measurements: Measurements): ExpectationResult[] {
  return move.expects.map(({ measurement, before, after, unit }) => {
    const measured = measuredValue(measurement, measurements);
    const tolerance = Math.max(EXPECTATION_LEAST, EXPECTATION_SHARE * Math.abs(after - before));
    const met = measured !== null && Math.abs(measured - after) <= tolerance;
    return { move: move.id, measurement, expected: after, measured, unit, met };
  });
}

/** Without a limiter the level alone must keep the ceiling, so an over turns it down. */
function correction(plan: Plan, lufsOff: number, over: number): Correction | null {
  const limits = plan.moves.some((move) => move.id === 'limiter');
  const levels = plan.moves.some((move) => move.id === 'level');
  const tooHigh = over > CEILING_TOLERANCE_DB ? -(over + CEILING_MARGIN_DB) : 0;
  const levelDb = Math.abs(lufsOff) > CORRECTED_FROM_LU ? lufsOff : 0;
  if (limits) return levels || tooHigh !== 0 ? { levelDb: levels ? levelDb : 0, ceilingDb: tooHigh } : null;
  return levels ? { levelDb: tooHigh !== 0 ? tooHigh : levelDb, ceilingDb: 0 } : null;
}

/** The plan with its level (before the limiter) and its limiter's ceiling moved; the promise stays. */
export function correctedPlan(plan: Plan, { levelDb, ceilingDb }: Correction): Plan {
  const moves = plan.moves.map((move): Move => {
    if (move.id === 'level') return withParam(move, 'gainDb', levelDb);
    if (move.id === 'limiter') return withParam(move, 'ceilingDbtp', ceilingDb);
    return move;
  });
  return { ...plan, moves };
}

function withParam(move: Move, name: string, plus: number): Move {
  return plus === 0
    ? move
    : { ...move, params: { ...move.params, [name]: (move.params[name] as number) + plus } };
}
