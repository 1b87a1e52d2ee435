// Turned down: sound by a gain, and how far an album goes down, in whole steps, so that nothing stands above its ceiling.
import { createChain, processSource } from '../../process/chain.ts';
import { GAIN } from '../../process/level/gain.ts';
import type { Source } from '../../signal/stream.ts';

/** Gains are whole steps of this, dB. */
export const STEPS_PER_DB = 10;

/** The least number of steps that takes `overDb` away, as a gain: 0 or less. */
export function stepsDown(overDb: number): number {
  // what rounding leaves beyond a whole step is no step
  return overDb <= 0 ? 0 : -Math.ceil(overDb * STEPS_PER_DB - 1e-6) / STEPS_PER_DB;
}

/** Untouched to the last bit at 0 dB. */
export function turnedBy(source: Source, gainDb: number): Source {
  if (gainDb === 0) return source;
  return processSource(source, createChain([{ kind: GAIN, params: { gainDb } }], source.format));
}
