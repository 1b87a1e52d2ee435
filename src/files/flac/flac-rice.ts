// FLAC Rice plan: how finely to divide a block's residuals, and which parameter suits each part (RFC 9639, 9.2.7).

/** Finest division tried: 2^6 parts, as the reference encoder's best level. */
const MAX_PARTITION_ORDER = 6;
export const MAX_PARTS = 1 << MAX_PARTITION_ORDER;

/** 4-bit parameters reach 14, 5-bit ones 30. */
const MOST_SHORT_PARAMETER = 14;
const MOST_LONG_PARAMETER = 30;

export interface RicePlan {
  readonly partitionOrder: number;
  readonly parameters: Uint8Array;
  /** 4 or 5. */
  readonly parameterBits: number;
  /** Expected length of the residual section. */
  readonly bits: number;
}

/** The finest number of parts a block of `frames` with this predictor allows. */
export function finestParts(frames: number, order: number): number {
  let parts = MAX_PARTS;
  while (parts > 1 && (frames % parts !== 0 || frames / parts <= order)) parts /= 2;
  return parts;
}

/**
 * Plans from the magnitude sums of the finest `parts` (which are merged in place). A part of n residuals with sum of
 * magnitudes S costs n (k + ½) + 2 S / 2^k bits with parameter k: k + 1 bits each, and quotients that lose half a
 * step on average; the best k is the least with n 2^k ≥ S.
 */
export function planRice(sums: Float64Array, frames: number, order: number, parts: number): RicePlan {
  let best: RicePlan | null = null;
  for (let count = parts; ; count /= 2) {
    const plan = planParts(sums, frames, order, count);
    if (best === null || plan.bits < best.bits) best = plan;
    if (count === 1) return best;
    for (let part = 0; part < count / 2; part++) sums[part] = sums[2 * part]! + sums[2 * part + 1]!;
  }
}

function planParts(sums: Float64Array, frames: number, order: number, parts: number): RicePlan {
  const parameters = new Uint8Array(parts);
  let bits = 6;
  let largest = 0;
  for (let part = 0; part < parts; part++) {
    const count = frames / parts - (part === 0 ? order : 0);
    const sum = sums[part]!;
    // The least k with 2^k no less than the mean, rounded up to a whole number, which means the same.
    const mean = sum <= count ? 1 : Math.ceil(sum / count);
    const parameter = Math.min(MOST_LONG_PARAMETER, 32 - Math.clz32(mean - 1));
    parameters[part] = parameter;
    largest = Math.max(largest, parameter);
    bits += count * (parameter + 0.5) + (2 * sum) / (1 << parameter);
  }
  const parameterBits = largest > MOST_SHORT_PARAMETER ? 5 : 4;
  return {
    partitionOrder: 31 - Math.clz32(parts),
    parameters,
    parameterBits,
    bits: bits + parts * parameterBits,
  };
}
