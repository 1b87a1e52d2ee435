// Treble demand: how much the treble of a song asks of the groove, by which songs are laid outside or inside.
import { dbFromPower, powerFromDb } from '../../dsp/decibel.ts';
import type { Measurements } from '../../measure/measurements.ts';
import { cuttingPower } from './groove-path.ts';

/** Below it no stylus has trouble. */
const FROM_HZ = 1000;

/**
 * Mean acceleration of the walls in the loud parts, dB at an open scale: third-octaves by the RIAA curve, times frequency
 * squared. Two songs' difference is what their places on a side should make up for. null for silence and quick checks.
 */
export function trebleDemandDb({ spectrum }: Measurements): number | null {
  if (spectrum === null) return null;
  const power = spectrum.bandsHz.reduce((sum, hz, b) => {
    const level = spectrum.loudLevelDb[b];
    if (level === null || level === undefined || hz < FROM_HZ) return sum;
    return sum + powerFromDb(level) * cuttingPower(hz) * (hz / FROM_HZ) * (hz / FROM_HZ);
  }, 0);
  return power > 0 ? dbFromPower(power) : null;
}
