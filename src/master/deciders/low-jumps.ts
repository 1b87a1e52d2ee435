// Low jumps: a bass that stands at either of two levels when the same music comes back is set to the one between them.
import type { LowReturns, TimeSpan } from '../../measure/low-returns.ts';
import { alone, hundredth, moveOf, NOTHING, type Decider, type Decision, type Question } from '../decider.ts';
import { LOW_JUMPS_KEY } from '../measured-value.ts';
import type { Move } from '../plan.ts';
import { isLocked } from '../stage.ts';

/** Music and finished records without planted jumps stay under one of these, in 45 pieces (docs/theory/judgement.md). */
const LEAST_JUMP_DB = 3;
const LEAST_STEP_DB = 2.5;
const LEAST_EXPLAINED = 0.18;
/** Where notes differ by much more than the two levels, the differences are the player's. */
const LEAST_STEP_SHARE = 0.55;
/** Moments less alike than this are no evidence. */
const MOST_UNLIKE_DB = 3;
/** A bass further under the music is no bass of the arrangement, but the foot of other sounds. */
const LEAST_AGAINST_ALL_DB = -18;
/** A larger step is another arrangement, and so many places are the playing itself. */
const MOST_STEP_DB = 9;
const MOST_PLACES = 240;
/** No band is moved further than this in either direction. */
const MOST_MOVED_DB = 3;
/** What a jump is thought to fall to with both moves, in parts of what it was: notes differ by themselves. */
const LEFT_SHARE = 0.4;

export const LOW_JUMPS: Decider = { id: 'low-jumps', stage: 'dynamics', decide };

function decide({ analysis, intent }: Question): Decision {
  const low = analysis.measurements.lowReturns;
  if (low === null || low.stepDb === null || low.edgeHz === null) return NOTHING;
  if (!isJumping(low, low.stepDb)) return NOTHING;
  const facts = { stepDb: hundredth(low.stepDb), places: low.above.length + low.below.length };
  if (low.stepDb > MOST_STEP_DB || facts.places > MOST_PLACES) return alone('low-jumps-arranged', facts);
  if (isLocked(intent.locks, 0, low.edgeHz)) return alone('low-jumps-locked', facts);
  const byDb = Math.min(MOST_MOVED_DB, low.stepDb / 2);
  return {
    moves: [
      moveFor('low-jumps-down', low, low.above, low.edgeHz, -byDb),
      moveFor('low-jumps-up', low, low.below, low.edgeHz, byDb),
    ],
    restraints: [],
  };
}

function isJumping({ jumpDb, explained, unlikeDb, againstAllDb }: LowReturns, stepDb: number): boolean {
  if (unlikeDb > MOST_UNLIKE_DB || againstAllDb < LEAST_AGAINST_ALL_DB) return false;
  const least = Math.max(LEAST_STEP_DB, LEAST_STEP_SHARE * jumpDb);
  return jumpDb >= LEAST_JUMP_DB && explained >= LEAST_EXPLAINED && stepDb >= least;
}

function moveFor(id: string, low: LowReturns, places: readonly TimeSpan[], hz: number, gainDb: number): Move {
  const before = hundredth(low.jumpDb);
  return moveOf({
    id,
    stage: 'dynamics',
    kind: 'eq',
    params: { bands: [{ type: 'low-shelf', hz, gainDb: hundredth(gainDb), q: 0.7 }] },
    spans: places.map(({ startS, endS }) => ({ startS, endS })),
    because: [
      { code: 'low-jumps', measurement: LOW_JUMPS_KEY, value: before, target: LEAST_JUMP_DB, unit: 'dB' },
    ],
    // Each of the two takes its half of the jump.
    expects: [
      {
        measurement: LOW_JUMPS_KEY,
        before,
        after: hundredth(before * (1 - (1 - LEFT_SHARE) / 2)),
        unit: 'dB',
      },
    ],
    confidence: hundredth(Math.min(0.9, 0.5 + low.explained)),
    rejected: [{ code: 'low-jumps-compressor', facts: {} }],
  });
}
