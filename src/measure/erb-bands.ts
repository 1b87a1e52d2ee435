// ERB bands: bands as wide as the ear's own filters (Glasberg and Moore 1990), one ERB apart.
import { pow } from '../dsp/math.ts';
import type { CentredBand } from './third-octaves.ts';

/** ERB number of f Hz: 21.4 log10(1 + 0.00437 f); 41.6 at 20 kHz. */
const NUMBERS_PER_DECADE = 21.4;
const PER_HZ = 0.00437;
const BANDS = 41;
/** Bands centred above this share of the rate are cut by the converter's filter. */
const HIGHEST_SHARE = 0.45;

function hzOfErbNumber(number: number): number {
  return (pow(10, number / NUMBERS_PER_DECADE) - 1) / PER_HZ;
}

/** The bands that exist at a rate, lowest first: centred on ERB numbers 1 (26 Hz) to 41 (18.8 kHz). */
export function erbBands(sampleRateHz: number): CentredBand[] {
  return Array.from({ length: BANDS }, (_, i) => ({
    centreHz: hzOfErbNumber(i + 1),
    lowHz: hzOfErbNumber(i + 0.5),
    highHz: Math.min(hzOfErbNumber(i + 1.5), sampleRateHz / 2),
  })).filter((band) => band.centreHz <= HIGHEST_SHARE * sampleRateHz);
}
