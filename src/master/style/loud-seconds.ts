// Loud seconds: the steps of a song's octaves over time that count as loud, as in the spectrum of the loud parts.
import { powerFromDb } from '../../dsp/decibel.ts';
import type { OctaveOverTime } from '../../measure/measurements.ts';

/** Seconds this near to the loudest are loud. */
const LOUD_DB = 10;
/** What measures no level. */
const SILENT_DB = -140;

/** Power of some octaves together in one step. */
export function powerAt(octaves: readonly OctaveOverTime[], step: number): number {
  return octaves.reduce((sum, { levelDb }) => sum + powerFromDb(levelDb[step] ?? SILENT_DB), 0);
}

/** Indices of the loud steps; none in silence. */
export function loudSeconds(octaves: readonly OctaveOverTime[]): number[] {
  const power = Array.from({ length: octaves[0]?.levelDb.length ?? 0 }, (_, t) => powerAt(octaves, t));
  const least = Math.max(powerFromDb(SILENT_DB), ...power) * powerFromDb(-LOUD_DB);
  return power.flatMap((one, t) => (one > least ? [t] : []));
}
