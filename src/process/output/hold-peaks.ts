// Hold peaks: the guard behind whatever makes new peaks: another rate, a sum; sound under the ceiling passes untouched.
import type { Source } from '../../signal/stream.ts';
import { processorById } from '../catalogue.ts';
import { createChain, processSource } from '../chain.ts';
import type { PlacedSpan } from '../control/placed.ts';
import { checkParams } from '../params.ts';

/**
 * A new rate means other samples between which the wave peaks elsewhere, and a steeper edge that rings; what overlaps adds up.
 * The limiter passes what stays under the ceiling untouched to the last bit, so it works only where overs were created.
 * `ceilingDbtp` null: peaks are left alone. `spans`: seconds of the source where it may work; everywhere where there is none.
 */
export function holdPeaks(
  source: Source,
  ceilingDbtp: number | null,
  spans: readonly PlacedSpan[] = [],
): Source {
  if (ceilingDbtp === null) return source;
  const kind = processorById('limiter');
  const params = checkParams(kind.params, { ceilingDbtp }, 'finish.guard');
  return processSource(source, createChain([{ kind, params, spans }], source.format));
}
