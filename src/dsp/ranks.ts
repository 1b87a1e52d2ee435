// Ranks: the middle one of many figures, and how far the others lie about it.

/** Below which a share (0…1) of the values lies, straight between the two nearest; 0 of none. Changes nothing. */
export function quantileOf(values: readonly number[], share: number): number {
  if (values.length === 0) return 0;
  const sorted = [...values].sort((a, b) => a - b);
  const at = share * (sorted.length - 1);
  const below = Math.floor(at);
  const above = Math.min(sorted.length - 1, below + 1);
  return sorted[below]! + (at - below) * (sorted[above]! - sorted[below]!);
}

export function medianOf(values: readonly number[]): number {
  return quantileOf(values, 0.5);
}

/** Of a normal distribution half of the values lie within this share of its standard deviation. */
const HALF_WITHIN = 0.6745;

/** The standard deviation that the median distance from the median tells of: single odd values do not change it. */
export function typicalSpread(values: readonly number[]): number {
  const middle = medianOf(values);
  return medianOf(values.map((value) => Math.abs(value - middle))) / HALF_WITHIN;
}
