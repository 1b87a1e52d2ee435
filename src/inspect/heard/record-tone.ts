// Record tone: the mean spectrum of released records, and how far a sound stands from it, region by region.
import { dbFromPower, powerFromDb } from '../../dsp/decibel.ts';
import { log2, pow } from '../../dsp/math.ts';

/**
 * Third-octave levels of records, re 1 kHz. Pestana et al. (AES 135, 2013): number-one singles of sixty years fall by 5 dB
 * an octave in power density from 100 Hz to 4 kHz, 2 dB an octave in third octaves, faster above, with a smooth low cut
 * around 60 Hz. Elowsson and Friberg (AES 142, 2017): most at variance at both ends, where percussion decides.
 */
const RECORDS: readonly (readonly [hz: number, db: number])[] = [
  [20, -16],
  [25, -9],
  [31.5, -3],
  [40, 1.5],
  [50, 4.5],
  [63, 6.3],
  [80, 6.8],
  [100, 6.6],
  [125, 6],
  [250, 4],
  [500, 2],
  [1000, 0],
  [2000, -2],
  [4000, -4],
  [5000, -5],
  [6300, -6.1],
  [8000, -7.4],
  [10000, -9],
  [12500, -11],
  [16000, -14.5],
  [20000, -21],
];

/** dB, straight lines over log frequency; beyond the ends the last value. */
export function recordLevelDb(hz: number): number {
  let i = 1;
  while (i < RECORDS.length - 1 && RECORDS[i]![0] < hz) i++;
  const [lowHz, lowDb] = RECORDS[i - 1]!;
  const [highHz, highDb] = RECORDS[i]!;
  const share = log2(hz / lowHz) / log2(highHz / lowHz);
  return lowDb + Math.max(0, Math.min(1, share)) * (highDb - lowDb);
}

/** Power of records between two frequencies, third octave by third octave, re the one at 1 kHz. */
export function recordPower(lowHz: number, highHz: number): number {
  const thirds = 3 * log2(highHz / lowHz);
  const steps = Math.max(1, Math.round(4 * thirds));
  const ratio = pow(highHz / lowHz, 1 / (2 * steps));
  let power = 0;
  let hz = lowHz;
  for (let n = 0; n < steps; n++) {
    hz *= ratio;
    power += (thirds / steps) * powerFromDb(recordLevelDb(hz));
    hz *= ratio;
  }
  return power;
}

/**
 * Mean power of a sound over that of records in the third octaves centred from `lowHz` to `highHz`, dB. Only differences
 * between regions mean anything. null without such bands; silent bands count as nothing.
 */
export function overRecordsDb(
  bandsHz: readonly number[],
  levelDb: readonly (number | null)[],
  lowHz: number,
  highHz: number,
): number | null {
  let sum = 0;
  let count = 0;
  bandsHz.forEach((hz, b) => {
    if (hz < lowHz || hz > highHz) return;
    count++;
    const level = levelDb[b];
    if (level !== null && level !== undefined) sum += powerFromDb(level - recordLevelDb(hz));
  });
  return count === 0 || sum === 0 ? null : dbFromPower(sum / count);
}
