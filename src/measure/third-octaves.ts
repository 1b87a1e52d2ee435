// Third octaves: the bands of IEC 61260 from 20 Hz to 20 kHz, and how a spectrum's bins fill them.

/** Nominal centres. The exact ones are 1000·10^(k/10), k from -17 to 13. */
const NOMINAL_HZ = [
  20, 25, 31.5, 40, 50, 63, 80, 100, 125, 160, 200, 250, 315, 400, 500, 630, 800, 1000, 1250, 1600, 2000,
  2500, 3150, 4000, 5000, 6300, 8000, 10000, 12500, 16000, 20000,
];
/** 10^((k - ½)/10) kHz for k from -17 to 14: the lower edges, and the last upper one. */
const EDGES_HZ = [
  17.7827941, 22.38721139, 28.18382931, 35.48133892, 44.66835922, 56.23413252, 70.79457844, 89.12509381,
  112.2018454, 141.2537545, 177.827941, 223.8721139, 281.8382931, 354.8133892, 446.6835922, 562.3413252,
  707.9457844, 891.2509381, 1122.018454, 1412.537545, 1778.27941, 2238.721139, 2818.382931, 3548.133892,
  4466.835922, 5623.413252, 7079.457844, 8912.509381, 11220.18454, 14125.37545, 17782.7941, 22387.21139,
];
/** Bands centred above this share of the rate are cut by the converter's filter. */
const HIGHEST_SHARE = 0.45;

export interface Band {
  readonly lowHz: number;
  /** At most half the rate. */
  readonly highHz: number;
}

export interface CentredBand extends Band {
  readonly centreHz: number;
}

/** The bands that exist at a rate, lowest first. */
export function thirdOctaves(sampleRateHz: number): CentredBand[] {
  return NOMINAL_HZ.map((centreHz, i) => ({
    centreHz,
    lowHz: EDGES_HZ[i]!,
    highHz: Math.min(EDGES_HZ[i + 1]!, sampleRateHz / 2),
  })).filter((band) => band.centreHz <= HIGHEST_SHARE * sampleRateHz);
}

/** The bins of one band: all from `first` to `last` count whole, those two by their weights. */
export interface BandBins {
  readonly first: number;
  readonly last: number;
  readonly firstWeight: number;
  /** 0 where first and last are the same bin. */
  readonly lastWeight: number;
}

/** A bin is as wide as the distance to its neighbours and counts by the share of it that lies in the band. */
export function binsOfBand(band: Band, binHz: number): BandBins {
  const low = band.lowHz / binHz;
  const high = band.highHz / binHz;
  const first = Math.floor(low + 0.5);
  const last = Math.floor(high + 0.5);
  if (first === last) return { first, last, firstWeight: high - low, lastWeight: 0 };
  return { first, last, firstWeight: first + 0.5 - low, lastWeight: high - (last - 0.5) };
}
