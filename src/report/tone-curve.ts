// Tone curve: a spectrum moved so that its mean is 0 dB: curves are compared by shape, whatever their loudness.
import type { SpectrumResult } from '../measure/measurements.ts';
import type { Corridor } from './report.ts';

/** The mean is taken over these bands. */
const LEVELLED_FROM_HZ = 100;
const LEVELLED_TO_HZ = 10000;

export interface Levels {
  readonly hz: readonly number[];
  readonly db: readonly (number | null)[];
}

export function loudPart(spectrum: SpectrumResult): Levels {
  return { hz: spectrum.bandsHz, db: spectrum.loudLevelDb };
}

/** Moved so that the mean of its existing bands from 100 Hz to 10 kHz is 0. */
export function levelled(levels: Levels): Levels {
  const offset = meanLevelDb(levels);
  return { hz: levels.hz, db: levels.db.map((level) => (level === null ? null : level - offset)) };
}

/** Mean of the existing bands from 100 Hz to 10 kHz; 0 where there are none. */
export function meanLevelDb({ hz, db }: Levels): number {
  const inside = db.filter((level, i): level is number => {
    return level !== null && hz[i]! >= LEVELLED_FROM_HZ && hz[i]! <= LEVELLED_TO_HZ;
  });
  return inside.length === 0 ? 0 : inside.reduce((sum, level) => sum + level, 0) / inside.length;
}

/** Both edges moved by as much as the mix that they were placed on. */
export function corridorEdges(
  { bandsHz, lowDb, highDb }: Corridor,
  offset: number,
): { readonly low: Levels; readonly high: Levels } {
  return {
    low: { hz: bandsHz, db: lowDb.map((db) => db - offset) },
    high: { hz: bandsHz, db: highDb.map((db) => db - offset) },
  };
}
