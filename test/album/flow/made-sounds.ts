// Made sounds: what would have been measured of songs that were never played, each trait to be told.
import type { SongSound } from '../../../src/album/flow/song-sound.ts';
import type { Measurements } from '../../../src/measure/measurements.ts';
import { sampleMeasurements } from '../../report/sample-report.ts';

export interface Told {
  readonly lengthS?: number;
  /** All along, LUFS. */
  readonly lufs?: number;
  /** Falls by 60 dB in the last so many seconds; 0: it stops. */
  readonly decayS?: number;
  /** Of it, silent at the beginning and at the end. */
  readonly leadS?: number;
  readonly tailS?: number;
  /** Added to the octaves from 3.5 kHz, dB. */
  readonly treble?: number;
  readonly sideToMidDb?: number;
  readonly psrDb?: number;
  readonly bpm?: number | null;
  readonly key?: readonly [tonic: string, mode: 'major' | 'minor'] | null;
  readonly tuningHz?: number;
}

const STEP_S = 0.1;
const LOWEST_HZ = 28;

export function madeMeasurements(told: Told = {}): Measurements {
  const { lengthS = 60, lufs = -14, decayS = 0, leadS = 0, tailS = 0 } = told;
  const { psrDb = 11, bpm = 120, key = ['C', 'major'], tuningHz = 440 } = told;
  const endS = lengthS - tailS;
  const under = (atS: number): number =>
    atS < endS - decayS ? 0 : (60 * (atS - endS + decayS)) / Math.max(decayS, 1e-9);
  const levels = Array.from({ length: Math.round(lengthS / STEP_S) }, (_, i) => {
    const atS = (i + 0.5) * STEP_S;
    return atS < leadS || atS > endS ? null : lufs - under(atS);
  });
  const base = sampleMeasurements(0, 0, -1);
  const seconds = levels.filter((_, i) => i % 10 === 9);
  return {
    ...base,
    frames: Math.round(lengthS * 44100),
    durationS: lengthS,
    loudness: {
      integratedLufs: lufs,
      rangeLu: 1,
      maxMomentaryLufs: lufs,
      maxShortTermLufs: lufs,
      shortTermPerSecondLufs: seconds.slice(2),
    },
    dynamics: { ...base.dynamics, psrDb },
    overTime: {
      stepS: STEP_S,
      momentaryLufs: levels,
      shortTermLufs: levels,
      truePeakDbtp: levels.map((level) => (level === null ? null : level + psrDb)),
      rmsDbfs: levels,
      psrDb: levels.map((level) => (level === null ? null : psrDb)),
    },
    bandsOverTime: { stepS: 1, bands: octaves(seconds, told) },
    tempo: bpm === null ? null : { bpm, confidence: 0.9, otherBpm: bpm / 2 },
    key: key === null ? null : { tonic: key[0], mode: key[1], confidence: 0.9, tuningHz },
  };
}

function octaves(seconds: readonly (number | null)[], { treble = 0, sideToMidDb = -9 }: Told) {
  return Array.from({ length: 9 }, (_, octave) => {
    const lowHz = LOWEST_HZ * 2 ** octave;
    const shift = -3 * octave + (lowHz > 3500 ? treble : 0);
    const row = (value: number): (number | null)[] => seconds.map((level) => (level === null ? null : value));
    return {
      lowHz,
      highHz: 2 * lowHz,
      levelDb: seconds.map((level) => (level === null ? null : level - 10 + shift)),
      stereo: {
        correlation: row(0.7),
        sideToMidDb: row(sideToMidDb),
        balanceDb: row(0),
        monoLossDb: row(0.5),
      },
    };
  });
}

/** On one disc, one after the other, `gaps` seconds between them (2 unless told). */
export function madeSounds(all: readonly Told[], gaps: readonly number[] = []): SongSound[] {
  let startS = 2;
  return all.map((told, i) => {
    const measurements = madeMeasurements(told);
    const endS = startS + measurements.durationS;
    const id = `song-${i + 1}`;
    const whole = { measurements, fromS: 0, toS: measurements.durationS, fadeIn: null, fadeOut: null };
    const sound = { id, passage: id, disc: 1, startS, endS, ...whole };
    startS = endS + (gaps[i] ?? 2);
    return sound;
  });
}
