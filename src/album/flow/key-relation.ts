// Key relation: how far apart two keys lie on the circle of fifths, and what musicians call it.
import type { KeyResult } from '../../measure/measurements.ts';
import { log2 } from '../../dsp/math.ts';

/**
 * `same`; `relative`: the same notes, another home (C major, A minor); `parallel`: the same home, another mode; `fifth`: one step
 * on the circle; `tone`: two steps; `semitone`: the lift of a last chorus, five steps; `third`: three or four; `tritone`: opposite.
 */
export type KeyRelationKind =
  | 'same'
  | 'relative'
  | 'parallel'
  | 'fifth'
  | 'tone'
  | 'third'
  | 'semitone'
  | 'tritone';

export interface KeyRelation {
  readonly kind: KeyRelationKind;
  /** `C major`. */
  readonly before: string;
  readonly after: string;
  /** Steps on the circle of fifths, 0 … 6: how many notes of the scale change. */
  readonly steps: number;
  /** How much lower (higher) the second is tuned, cents; half a tone up is 100. */
  readonly tuningCents: number;
  /** 0…1: the less sure of both estimates. */
  readonly confidence: number;
  /** 0…1: how easily one leads to the other. */
  readonly ease: number;
}

const NAMES = ['C', 'D♭', 'D', 'E♭', 'E', 'F', 'G♭', 'G', 'A♭', 'A', 'B♭', 'B'];
const OTHER_NAMES: Readonly<Record<string, string>> = {
  'C♯': 'D♭',
  'D♯': 'E♭',
  'F♯': 'G♭',
  'G♯': 'A♭',
  'A♯': 'B♭',
};
/** Semitones from a minor tonic to that of its relative major. */
const MINOR_THIRD = 3;
/** Seven semitones make a fifth; seven of them again lead from a note to its place on the circle. */
const FIFTH = 7;
const BY_STEPS: readonly KeyRelationKind[] = [
  'same',
  'fifth',
  'tone',
  'third',
  'third',
  'semitone',
  'tritone',
];
/** How easily one key follows another, by the scale's notes they share: seven, six … two. An order of rank, not a measured figure. */
const EASE: readonly number[] = [1, 0.9, 0.75, 0.55, 0.45, 0.4, 0.25];
/** The same home in the other mode: three notes change, and yet nobody takes it for another place. */
const PARALLEL_EASE = 0.8;

/** null where one of the two has no key worth telling. */
export function keyRelation(before: KeyResult | null, after: KeyResult | null): KeyRelation | null {
  if (before === null || after === null) return null;
  const steps = circleSteps(placeOf(before), placeOf(after));
  const kind = kindOf(before, after, steps);
  return {
    kind,
    before: keyName(before),
    after: keyName(after),
    steps,
    tuningCents: Math.round(1200 * log2(after.tuningHz / before.tuningHz)),
    confidence: Math.min(before.confidence, after.confidence),
    ease: kind === 'parallel' ? PARALLEL_EASE : EASE[steps]!,
  };
}

/** `C♯ minor`. */
export function keyName({ tonic, mode }: KeyResult): string {
  return `${tonic} ${mode}`;
}

function kindOf(before: KeyResult, after: KeyResult, steps: number): KeyRelationKind {
  if (before.mode !== after.mode && steps === 0) return 'relative';
  if (before.mode !== after.mode && tonicOf(before) === tonicOf(after)) return 'parallel';
  return BY_STEPS[steps]!;
}

/** Place of the key's scale on the circle: that of its (relative) major, C being 0. */
function placeOf(key: KeyResult): number {
  const major = tonicOf(key) + (key.mode === 'minor' ? MINOR_THIRD : 0);
  return (FIFTH * major) % 12;
}

function tonicOf({ tonic }: KeyResult): number {
  return Math.max(0, NAMES.indexOf(OTHER_NAMES[tonic] ?? tonic));
}

function circleSteps(a: number, b: number): number {
  const apart = Math.abs(a - b) % 12;
  return Math.min(apart, 12 - apart);
}
