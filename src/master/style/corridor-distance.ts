// Corridor distance: how far a spectrum lies outside a style, in one figure.
import type { SpectrumResult } from '../../measure/measurements.ts';
import type { StyleSpectrum } from './style.ts';
import { tonePicture } from './tone-picture.ts';

/** Third-octaves that are judged; beyond, rooms, filters and codecs decide. */
const COUNTED_HZ = { lowest: 39, highest: 12600 } as const;

/**
 * RMS over the third-octaves from 40 Hz to 12.5 kHz of what stands outside the corridor, dB; 0 inside it. What nobody played
 * counts nothing. null where there is no spectrum.
 */
export function corridorDistanceDb(spectrum: SpectrumResult | null, style: StyleSpectrum): number | null {
  const picture = tonePicture(spectrum, style);
  if (picture === null) return null;
  const counted = picture.outsideDb.filter((_, i) => {
    const hz = picture.bandsHz[i]!;
    return hz >= COUNTED_HZ.lowest && hz <= COUNTED_HZ.highest;
  });
  if (counted.length === 0) return null;
  return Math.sqrt(counted.reduce((sum, db) => sum + db * db, 0) / counted.length);
}
