// Corridor: the range of a style's spectrum in the shape that the report keeps and the chart draws.
import { sampled } from '../dsp/curve.ts';
import type { Style } from '../master/style.ts';
import type { Corridor } from './report.ts';

/** At the third-octave centres that the song was measured at. */
export function corridorOf(style: Style, bandsHz: readonly number[]): Corridor {
  const middle = sampled(style.spectrum.middle, bandsHz).db;
  const reach = sampled(style.spectrum.reach, bandsHz).db;
  const rounded = (db: number): number => Math.round(db * 100) / 100;
  return {
    style: style.id,
    bandsHz,
    lowDb: middle.map((db, i) => rounded(db - reach[i]!)),
    highDb: middle.map((db, i) => rounded(db + reach[i]!)),
  };
}
