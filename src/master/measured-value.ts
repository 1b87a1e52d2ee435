// Measured value: reads one figure of a song by the stable key that reasons and expectations use.
import { dbFromGain, dbFromPower, powerFromDb } from '../dsp/decibel.ts';
import type { Measurements, SpectrumResult } from '../measure/measurements.ts';
import { imageIn } from './image-in.ts';
import { resonanceDb } from './narrow-peaks.ts';
import { sidesIn } from './sides-in.ts';

/** By how much the bass differs when the same music comes back; of what 28 to 112 Hz hold. */
export const LOW_JUMPS_KEY = 'band-jumps-28-112';

/** Keys besides `tone-LOW-HIGH`. */
const READERS: Readonly<Record<string, (m: Measurements) => number | null>> = {
  'integrated-lufs': (m) => m.loudness.integratedLufs,
  'true-peak-dbtp': (m) => m.peak.truePeakDbtp,
  'psr-db': (m) => m.dynamics.psrDb,
  'plr-db': (m) => m.dynamics.plrDb,
  'crest-db': (m) => m.dynamics.crestDb,
  'range-lu': (m) => m.loudness.rangeLu,
  'rumble-to-bass-db': (m) => rumbleToBassDb(m.spectrum),
  'dc-to-rms-db': (m) => dcToRmsDb(m),
  'balance-db': (m) => m.stereo?.balanceDb ?? null,
  correlation: (m) => m.stereo?.correlation ?? null,
};

/** Keys that name one or two frequencies after themselves, Hz. */
const RANGE_READERS: Readonly<
  Record<string, (m: Measurements, lowHz: number, highHz: number) => number | null>
> = {
  'band-jumps': (m) => m.lowReturns?.jumpDb ?? null,
  tone: (m, lowHz, highHz) => toneBalanceDb(m.spectrum, lowHz, highHz),
  resonance: (m, hz) => (m.spectrum?.fine ? resonanceDb(m.spectrum.fine, hz) : null),
  bursts: (m, lowHz, highHz) =>
    m.spectrum?.bursts?.find((range) => range.lowHz === lowHz && range.highHz === highHz)?.overUsualDb ??
    null,
  sides: (m, lowHz, highHz) => sidesIn(m.loudParts, lowHz, highHz),
  movement: (m, lowHz, highHz) =>
    m.loudParts?.movement.find((band) => band.lowHz === lowHz && band.highHz === highHz)?.spreadDb ?? null,
  'side-to-mid': (m, lowHz, highHz) => imageIn(m, lowHz, highHz)?.sideToMidDb ?? null,
  'mono-loss': (m, lowHz, highHz) => imageIn(m, lowHz, highHz)?.monoLossDb ?? null,
};

/** An offset fainter than this against the sound is none. */
const LEAST_DC_DB = -80;

/**
 * `integrated-lufs`, `true-peak-dbtp`, `psr-db`, `plr-db`, `crest-db`, `range-lu`; `tone-LOW-HIGH`: the power of the
 * loud parts from LOW to HIGH Hz against the power of all the rest, in dB, which no gain changes.
 * `sides-LOW-HIGH`: the sides of the loud parts over their middle, third octaves; `movement-LOW-HIGH`: how far a band moves there.
 * `resonance-HZ`: how far a narrow band stands over its surroundings; `bursts-LOW-HIGH`: how far a range stands out at
 * times; `side-to-mid-LOW-HIGH`, `mono-loss-LOW-HIGH`: of a stretch of octaves. `rumble-to-bass-db`, `dc-to-rms-db`: as
 * told below; `balance-db` (left over right), `correlation`: of the two channels. null where the song has no such figure or the key is unknown.
 */
export function measuredValue(key: string, measurements: Measurements): number | null {
  const named = /^([a-z][a-z-]*?)((?:-\d+)+)$/.exec(key);
  const reader = named && RANGE_READERS[named[1]!];
  if (reader) {
    const [first, second] = named[2]!.slice(1).split('-').map(Number);
    return reader(measurements, first!, second ?? first!);
  }
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

/** The 20 Hz third-octave of the loud parts against the strongest from 40 to 160 Hz, dB; null where either is silent. */
export function rumbleToBassDb(spectrum: SpectrumResult | null): number | null {
  const [bottom, bass] = [strongestDb(spectrum, 17, 23), strongestDb(spectrum, 36, 170)];
  return bottom === null || bass === null ? null : bottom - bass;
}

/** The strongest third-octave of the loud parts between two frequencies, dB re full scale. */
export function strongestDb(spectrum: SpectrumResult | null, lowHz: number, highHz: number): number | null {
  const heard = (spectrum?.loudLevelDb ?? []).filter((level, i): level is number => {
    const hz = spectrum!.bandsHz[i]!;
    return level !== null && hz > lowHz && hz < highHz;
  });
  return heard.length === 0 ? null : Math.max(...heard);
}

/** The mean of the channel that lies furthest from zero against the RMS of all the sound, dB, at least -80; null for silence. */
export function dcToRmsDb({ dcOffset, dynamics: { rmsDbfs } }: Measurements): number | null {
  if (rmsDbfs === null) return null;
  const offset = dcOffset.reduce((most, dc) => Math.max(most, Math.abs(dc)), 0);
  return offset === 0 ? LEAST_DC_DB : Math.max(LEAST_DC_DB, dbFromGain(offset) - rmsDbfs);
}
