// Dither shapes: the list of every kind of dither, from the tables that define them.
import type { DitherShape } from './dither.ts';
import { FLAT_NOISES } from './flat-dither.ts';
import { TOTAL_SHARES } from './noise-shaper.ts';
import { PUBLISHED_SHAPERS } from './published-shapers.ts';

/** Flat ones first, then the house's own, then the published. */
export const DITHER_SHAPES = [FLAT_NOISES, TOTAL_SHARES, PUBLISHED_SHAPERS].flatMap((table) =>
  Object.keys(table),
) as DitherShape[];
