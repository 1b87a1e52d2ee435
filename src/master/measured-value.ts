// Measured value: reads one figure of a song by the stable key that reasons and expectations use.
import { dbFromPower, powerFromDb } from '../dsp/decibel.ts';
import type { Measurements, SpectrumResult } from '../measure/measurements.ts';

/** Keys besides `tone-LOW-HIGH`. */
const READERS: Readonly<Record<string, (m: Measurements) => number | null>> = {
  'integrated-lufs': (m) => m.loudness.integratedLufs,
  'true-peak-dbtp': (m) => m.peak.truePeakDbtp,
  'psr-db': (m) => m.dynamics.psrDb,
  'plr-db': (m) => m.dynamics.plrDb,
  'crest-db': (m) => m.dynamics.crestDb,
  'range-lu': (m) => m.loudness.rangeLu,
};

/**
 * `integrated-lufs`, `true-peak-dbtp`, `psr-db`, `plr-db`, `crest-db`, `range-lu`; `tone-LOW-HIGH`: the power of the
 * loud parts from LOW to HIGH Hz against the power of all the rest, in dB, which no gain changes.
 * null where the song has no such figure or the key is unknown.
 */
export function measuredValue(key: string, measurements: Measurements): number | null {
  const tone = /^tone-(\d+)-(\d+)$/.exec(key);
  if (tone) return toneBalanceDb(measurements.spectrum, Number(tone[1]), Number(tone[2]));
  return READERS[key]?.(measurements) ?? null;
}

/** The same after an equaliser whose response at each band is `responseDb`. */
export function toneBalanceDb(
  spectrum: SpectrumResult | null,
  lowHz: number,
  highHz: number,
  responseDb: readonly number[] = [],
): number | null {
  let part = 0;
  let rest = 0;
  spectrum?.loudLevelDb.forEach((level, i) => {
    if (level === null) return;
    const power = powerFromDb(level + (responseDb[i] ?? 0));
    const hz = spectrum.bandsHz[i]!;
    if (hz >= 0.99 * lowHz && hz <= 1.01 * highHz) part += power;
    else rest += power;
  });
  return part > 0 && rest > 0 ? dbFromPower(part / rest) : null;
}

/** Power of the loud parts in the bands that a compressor with a 60 Hz side chain hears, dB re full scale (a sine: -3). */
export function loudRmsDb(spectrum: SpectrumResult): number | null {
  let power = 0;
  spectrum.loudLevelDb.forEach((level, i) => {
    if (level !== null && spectrum.bandsHz[i]! >= 60) power += powerFromDb(level);
  });
  return power > 0 ? dbFromPower(power) : null;
}
