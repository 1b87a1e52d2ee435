// Mains comb: harmonics that stand out together at their own places, against the same comb moved aside.
import type { Steadiness } from './steady-lines.ts';

export const HARMONICS = 9;
/** Power stations keep to ±0.2 Hz. */
export const DRIFT_HZ = 0.2;
export const DRIFT_STEP_HZ = 0.01;
export const STEP_HZ = 0.08;
/** The same comb moved aside shows what music gives by chance, and what a loop whose beat divides 50 or 60 Hz gives. */
const FIRST_SHIFT_HZ = 0.5;
/** Two widths of a line: what lies nearer is the line itself. */
const OWN_HZ = 0.35;
const LAST_SHIFT_HZ = 12.5;
const SHIFT_STEP_HZ = 0.2;
export const REACH = Math.ceil((LAST_SHIFT_HZ + HARMONICS * DRIFT_HZ) / STEP_HZ) + 1;
/** One line must not decide: each counts up to here. */
const MOST_SCORE = 14;
/** By this much the comb must stand above the best of all shifted combs. */
export const NOTE_LEAD = 6;

/** What one harmonic shows around its place: scores by offset, and the steadiness they come from. */
export interface Neighbourhood {
  readonly scores: Float64Array;
  readonly steadiness: readonly Steadiness[];
}

interface Drifted {
  readonly score: number;
  readonly driftHz: number;
}

/** Evidence above nine tenths of the surroundings, in units of their middle. */
export function scoresOf(evidence: Float64Array): Float64Array {
  const sorted = evidence.slice().sort();
  const unit = Math.max(1, sorted[sorted.length >> 1]!);
  const high = sorted[Math.floor(0.9 * sorted.length)]!;
  return evidence.map((value) => Math.max(0, Math.min(MOST_SCORE, (value - high) / unit)));
}

/** Best sum over the harmonics when the mains is off by up to 0.2 Hz. */
export function bestComb(near: readonly Neighbourhood[]): Drifted {
  return best(near, (k, driftHz) => k * driftHz);
}

/** The best of all combs that are moved aside, on other places than the lines of `own`; no further once there is no lead. */
export function bestAside(near: readonly Neighbourhood[], own: Drifted, aliasHz: number): number {
  let most = 0;
  for (let shift = FIRST_SHIFT_HZ; shift <= LAST_SHIFT_HZ; shift += SHIFT_STEP_HZ) {
    for (const moved of [shift, -shift]) {
      const place = (k: number, driftHz: number) => {
        const offset = k * driftHz + moved;
        const away = Math.abs(offset - k * own.driftHz);
        return Math.min(away, Math.abs(away - aliasHz)) < OWN_HZ ? null : offset;
      };
      most = Math.max(most, best(near, place).score);
    }
    if (own.score - most < NOTE_LEAD) return most;
  }
  return most;
}

/** Over all drifts; `offset` tells where harmonic k is looked for, null where it is left out. */
function best(
  near: readonly Neighbourhood[],
  offset: (k: number, driftHz: number) => number | null,
): Drifted {
  let found = { score: -1, driftHz: 0 };
  const steps = Math.round(DRIFT_HZ / DRIFT_STEP_HZ);
  for (let step = -steps; step <= steps; step++) {
    const driftHz = step * DRIFT_STEP_HZ;
    let score = 0;
    for (let k = 1; k <= HARMONICS; k++) {
      const hz = offset(k, driftHz);
      if (hz !== null) score += near[k - 1]!.scores[REACH + Math.round(hz / STEP_HZ)]!;
    }
    if (score > found.score) found = { score, driftHz };
  }
  return found;
}

/** The strongest of three neighbours at `offsetHz`. */
export function lineAt(
  { scores, steadiness }: Neighbourhood,
  offsetHz: number,
): Steadiness & { score: number } {
  const middle = REACH + Math.round(offsetHz / STEP_HZ);
  let at = middle;
  for (const i of [middle - 1, middle + 1]) if (scores[i]! > scores[at]!) at = i;
  return { ...steadiness[at]!, score: scores[at]! };
}
