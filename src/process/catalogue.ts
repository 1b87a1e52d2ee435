// Catalogue: every kind of processor, by its id.
import { Fault } from '../signal/fault.ts';
import { COMPRESSOR } from './dynamics/compressor.ts';
import { EQ } from './tone/eq.ts';
import { MATCH_EQ } from './tone/match-eq.ts';
import { GAIN } from './level/gain.ts';
import { DECLICK } from './repair/declick.ts';
import { DECLIP } from './repair/declip.ts';
import { DECRACKLE } from './repair/decrackle.ts';
import { DROPOUTS } from './repair/dropouts.ts';
import { LIMITER } from './peaks/limiter.ts';
import type { ProcessorKind } from './processor.ts';

export const PROCESSORS: readonly ProcessorKind[] = [
  DECLICK,
  DECLIP,
  DECRACKLE,
  DROPOUTS,
  GAIN,
  EQ,
  MATCH_EQ,
  COMPRESSOR,
  LIMITER,
];

/** Throws an `unknown-processor` Fault. */
export function processorById(id: string): ProcessorKind {
  const kind = PROCESSORS.find((each) => each.id === id);
  if (kind === undefined) {
    throw new Fault('unknown-processor', 'usage', {
      id,
      known: PROCESSORS.map((each) => each.id).join(', '),
    });
  }
  return kind;
}
