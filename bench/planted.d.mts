// Planted, as the tests see them.
type Plant = (channels: readonly Float64Array[], rate: number) => Float64Array[];
export const PLANTS: Readonly<
  Record<
    'boxy-300' | 'dull-8k' | 'low-jumps' | 'harsh-3k' | 'wide-bass' | 'left-heavy' | 'over-compressed',
    Plant
  >
>;
export function bandEnvelopeDb(samples: Float64Array, lowHz: number, highHz: number, rate: number): number[];
