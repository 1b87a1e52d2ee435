// Corridor: the range of a style's spectrum as the song was judged by it, for the chart.
import type { StyleCorridor } from '../master/style/style.ts';
import { tonePicture } from '../master/style/tone-picture.ts';
import type { SpectrumResult } from '../measure/measurements.ts';
import type { Corridor } from './report.ts';

/** At the height where the judgement placed it on the mix; null where there was nothing to judge. */
export function corridorOf(style: StyleCorridor, spectrum: SpectrumResult | null): Corridor | null {
  const picture = tonePicture(spectrum, style.spectrum);
  if (picture === null) return null;
  const rounded = (db: number): number => Math.round(db * 100) / 100;
  return {
    style: style.id,
    bandsHz: picture.bandsHz,
    lowDb: picture.lowDb.map(rounded),
    highDb: picture.highDb.map(rounded),
  };
}
