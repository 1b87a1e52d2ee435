// Top missing: tells of a treble that ends at a wall, and why no exciter makes one up.
import type { SpectrumResult } from '../../measure/measurements.ts';
import { alone, hundredth, NOTHING, type Decider, type Decision, type Question } from '../decider.ts';

/** A full arrangement whose last third-octave before the wall stands no further than this under that of 1 kHz. */
const LEAST_COVERAGE = 0.85;
const STILL_THERE_DB = -16;
/** Instruments fade by up to 15 dB within two thirds of an octave; filters and coders cut by 20 and more. */
const WALL_DB = 20;
const WALL_HZ = { lowest: 3900, highest: 8100 } as const;
const WITHIN_BANDS = 2;
/** What is silent stands there, and more than so much needs not be told. */
const SILENT_DB = -140;
const MOST_TOLD_DB = 60;

/**
 * An exciter on six mixes cut at 7 kHz gave back 2 to 7 of the 16 to 20 dB that were missing from 8 to 12.5 kHz, and what it
 * gave was distortion (DK50 -25 to -44 dB): there is no such move, only this word.
 */
export const TOP_MISSING: Decider = { id: 'top-missing', stage: 'colour', decide };

function decide({ spectrum, coverage }: Question): Decision {
  const wall = spectrum && coverage >= LEAST_COVERAGE ? wallOf(spectrum) : null;
  if (wall === null) return NOTHING;
  return alone('top-missing', { fromHz: Math.round(wall.fromHz), fallDb: hundredth(wall.fallDb) });
}

function wallOf({ bandsHz, loudLevelDb }: SpectrumResult): { fromHz: number; fallDb: number } | null {
  const middle = loudLevelDb[bandsHz.indexOf(1000)] ?? null;
  if (middle === null) return null;
  let wall: { fromHz: number; fallDb: number } | null = null;
  bandsHz.forEach((hz, i) => {
    const here = loudLevelDb[i] ?? null;
    const beyond = loudLevelDb.slice(i + WITHIN_BANDS).map((db) => db ?? SILENT_DB);
    const isTold = hz > WALL_HZ.lowest && hz < WALL_HZ.highest && beyond.length > 0;
    if (!isTold || here === null || here < middle + STILL_THERE_DB) return;
    const fallDb = here - Math.max(...beyond);
    if (fallDb >= WALL_DB) wall = { fromHz: bandsHz[i + 1]!, fallDb: Math.min(fallDb, MOST_TOLD_DB) };
  });
  return wall;
}
