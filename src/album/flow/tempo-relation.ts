// Tempo relation: whether one song's beat leads into the next one's: the same, half or double, three to two, near or unlike.
import type { TempoResult } from '../../measure/measurements.ts';

/** `near`: so close that the ear expects the same and does not get it. */
export type TempoRelationKind = 'same' | 'double' | 'half' | 'triple' | 'near' | 'unlike';

export interface TempoRelation {
  readonly kind: TempoRelationKind;
  readonly beforeBpm: number;
  readonly afterBpm: number;
  /** How far the second is off the ratio told by `kind`, percent of its tempo; off the same tempo where it is unlike. */
  readonly offPercent: number;
  /** 0…1: the less sure of both estimates. */
  readonly confidence: number;
  /** 0…1: how easily one leads to the other. */
  readonly ease: number;
}

/** Beats of the second a beat of the first; an estimate may be off by two itself, so two against one are held for equal ease. */
const RATIOS: readonly (readonly [TempoRelationKind, number, number])[] = [
  ['same', 1, 1],
  ['double', 2, 0.95],
  ['half', 1 / 2, 0.95],
  ['triple', 3 / 2, 0.85],
  ['triple', 2 / 3, 0.85],
];
/** Changes of tempo that listeners just notice are 2 to 4 % (Drake and Botte 1993): under it the beat runs on. */
const SAME_PERCENT = 2.5;
/** So much off the same tempo and yet of its kind: as if one band played it slower. */
const NEAR_PERCENT = 8;
const NEAR_EASE = 0.6;
const UNLIKE_EASE = 0.7;

/** null where one of the two has no steady beat. */
export function tempoRelation(before: TempoResult | null, after: TempoResult | null): TempoRelation | null {
  if (before === null || after === null) return null;
  const told = {
    beforeBpm: before.bpm,
    afterBpm: after.bpm,
    confidence: Math.min(before.confidence, after.confidence),
  };
  const ratio = after.bpm / before.bpm;
  for (const [kind, wanted, ease] of RATIOS) {
    const off = 100 * (ratio / wanted - 1);
    if (Math.abs(off) <= SAME_PERCENT) return { kind, ...told, offPercent: off, ease };
  }
  const off = 100 * (ratio - 1);
  if (Math.abs(off) <= NEAR_PERCENT) return { kind: 'near', ...told, offPercent: off, ease: NEAR_EASE };
  return { kind: 'unlike', ...told, offPercent: off, ease: UNLIKE_EASE };
}
