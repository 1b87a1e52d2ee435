// Soundless: songs with nothing to judge: digital silence, and constant voltage, which meters read and nobody hears.
import type { Measurements } from '../measure/measurements.ts';
import { powerFromDb } from '../dsp/decibel.ts';

/**
 * Power beside the constant, as a share of it: under -80 dB there is at most dither. Music on a constant, however quiet,
 * stands far above.
 */
const NOTHING_ELSE = 1e-8;

/** A restraint's code; null for what can be judged, or is too short or too faint to tell. */
export function soundless({
  loudness,
  peak,
  dynamics,
  dcOffset,
}: Measurements): 'silence' | 'only-dc' | null {
  if (peak.truePeakDbtp === null) return 'silence';
  if (loudness.integratedLufs === null) return null;
  const power = powerFromDb(dynamics.rmsDbfs ?? -Infinity);
  const constant = dcOffset.reduce((sum, offset) => sum + offset * offset, 0) / Math.max(dcOffset.length, 1);
  return constant > 0 && Math.abs(power - constant) < NOTHING_ELSE * constant ? 'only-dc' : null;
}
