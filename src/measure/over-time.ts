// Over time: loudness, level, peaks and their distance all along the song, in a row short enough to keep.
import { dbFromGain, dbFromPower } from '../dsp/decibel.ts';
import { HOPS_PER_SECOND } from './hops.ts';
import type { LevelsListener } from './levels.ts';
import { ABSOLUTE_GATE_LUFS, audibleLoudness, loudnessFromPower, powerFromLoudness } from './loudness.ts';
import { SHORT_TERM_HOPS, type LoudnessListener } from './loudness-meter.ts';
import type { OverTime } from './measurements.ts';
import { rounded, roundedOrNull } from './rounded.ts';
import type { PeakListener } from './true-peak.ts';

/** Two and a half minutes at ten points a second, five at five. */
const MOST_POINTS = 1500;
/** Rooms quieter than this have no level worth drawing. */
const FAINTEST_DB = -140;

export function readOverTime(
  levels: LevelsListener,
  peaks: PeakListener,
  loudness: LoudnessListener,
): OverTime {
  const hops = peaks.hopPeaks.length;
  let hopsPerPoint = 1;
  while (Math.ceil(hops / hopsPerPoint) > MOST_POINTS) hopsPerPoint *= 2;
  const momentary = loudness.hopMomentaryPowers.values();
  const shortTerm = shortTermByHop(loudness.shortTermPowers.values(), hops);
  const truePeaks = peaks.hopPeaks.values();
  const psr = psrByHop(truePeaks, shortTerm);
  const each = (read: (from: number, to: number) => number | null): (number | null)[] =>
    Array.from({ length: Math.ceil(hops / hopsPerPoint) }, (_, point) =>
      read(point * hopsPerPoint, Math.min(hops, (point + 1) * hopsPerPoint)),
    );
  return {
    stepS: hopsPerPoint / HOPS_PER_SECOND,
    momentaryLufs: each((from, to) => loudnessOf(most(momentary, from, to))),
    shortTermLufs: each((from, to) => loudnessOf(most(shortTerm, from, to))),
    truePeakDbtp: each((from, to) => gainDb(most(truePeaks, from, to))),
    rmsDbfs: each((from, to) => powerDb(mean(levels.hopMeanSquares.values(), from, to))),
    psrDb: each((from, to) => roundedOrNull(least(psr, from, to), 2)),
  };
}

/** A value for every hop; 0 where no window of 3 s has ended yet. */
function shortTermByHop(shortTermPowers: Float64Array, hops: number): Float64Array {
  const byHop = new Float64Array(hops);
  byHop.set(
    shortTermPowers.subarray(0, Math.max(0, hops - SHORT_TERM_HOPS + 1)),
    Math.min(hops, SHORT_TERM_HOPS - 1),
  );
  return byHop;
}

/** Highest true peak of the 3 s that end with each hop over their loudness, in dB; Infinity where these are silent. */
function psrByHop(hopPeaks: Float64Array, shortTerm: Float64Array): Float64Array {
  const gate = powerFromLoudness(ABSOLUTE_GATE_LUFS);
  return shortTerm.map((power, hop) => {
    if (!(power > gate)) return Infinity;
    const peak = most(hopPeaks, hop + 1 - SHORT_TERM_HOPS, hop + 1);
    return dbFromGain(peak) - loudnessFromPower(power);
  });
}

function loudnessOf(power: number): number | null {
  const lufs = audibleLoudness(power);
  return lufs !== null && lufs > ABSOLUTE_GATE_LUFS ? rounded(lufs, 2) : null;
}

function gainDb(gain: number): number | null {
  return powerDb(gain * gain);
}

function powerDb(power: number): number | null {
  const db = dbFromPower(power);
  return db >= FAINTEST_DB && Number.isFinite(db) ? rounded(db, 2) : null;
}

function most(values: Float64Array, from: number, to: number): number {
  let top = 0;
  for (let i = from; i < to; i++) if (values[i]! > top) top = values[i]!;
  return top;
}

function least(values: Float64Array, from: number, to: number): number {
  let bottom = Infinity;
  for (let i = from; i < to; i++) if (values[i]! < bottom) bottom = values[i]!;
  return bottom;
}

function mean(values: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += values[i]!;
  return sum / (to - from);
}
