// Telling sections: the few stretches of a song on which moves are weighed: where it is loudest and where it is quietest.
import type { Measurements } from '../../measure/measurements.ts';
import type { Span } from '../plan.ts';

/** A song up to this long is its own telling section. */
const WHOLE_S = 36;

/** In order of time, apart from each other; none for silence. The same at any level. */
export function tellingSections({ sections, durationS, loudness }: Measurements): Span[] {
  if (loudness.integratedLufs === null) return [];
  if (durationS <= WHOLE_S) return [{ startS: 0, endS: durationS }];
  const told = [sections?.loudest15S, sections?.quietest15S]
    .filter((one) => one !== null && one !== undefined)
    .map(({ startS, endS }) => ({ startS, endS }))
    .sort((a, b) => a.startS - b.startS);
  const apart: Span[] = [];
  for (const { startS, endS } of told) {
    const last = apart.at(-1);
    if (last === undefined || startS > last.endS) apart.push({ startS, endS });
    else apart[apart.length - 1] = { startS: last.startS, endS: Math.max(last.endS, endS) };
  }
  return apart;
}
