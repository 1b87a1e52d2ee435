// Song levels: how loud a song is by each of the measures that an album can be balanced by.
import { quantileOf } from '../../dsp/ranks.ts';
import { powerFromLoudness, loudnessFromPower } from '../../measure/loudness.ts';
import type { Measurements, SpectrumResult } from '../../measure/measurements.ts';
import { bandLoudnessDb } from '../../master/reference/band-loudness.ts';
import { isWithin } from '../../master/sides-in.ts';
import type { BalanceRule } from '../album.ts';
import type { LevelMeasure, SongLevels } from './balance-record.ts';

/** Where a voice, and what takes its place, is understood. */
const VOCAL_HZ = { lowest: 315, highest: 4000 } as const;
/** EBU Tech 3342: what lies so far under the mean of a song's windows is no part of its range; its top is one in twenty. */
const RANGE_GATE_LU = 20;
const TOP_SHARE = 0.95;
/** What each rule compares; `vocal` leans from there. */
const MEASURES: Readonly<Record<BalanceRule, LevelMeasure>> = {
  vocal: 'loudLufs',
  'short-term': 'maxShortTermLufs',
  'loud-range': 'loudLufs',
  anchor: 'loudLufs',
  integrated: 'integratedLufs',
  none: 'loudLufs',
};

export function measureOf(rule: BalanceRule): LevelMeasure {
  return MEASURES[rule];
}

/** Levels of what was measured; null for silence and for what is under 400 ms. Under 3 s the whole is its loud part. */
export function songLevels(measurements: Measurements): SongLevels | null {
  const { integratedLufs, maxShortTermLufs } = measurements.loudness;
  if (integratedLufs === null) return null;
  const loudLufs = topOfRange(measurements) ?? integratedLufs;
  return {
    integratedLufs,
    loudLufs,
    maxShortTermLufs: maxShortTermLufs ?? integratedLufs,
    vocalLufs: loudLufs + (vocalShareDb(measurements) ?? 0),
  };
}

export function raisedLevels(levels: SongLevels, byLu: number): SongLevels {
  return {
    integratedLufs: levels.integratedLufs + byLu,
    loudLufs: levels.loudLufs + byLu,
    maxShortTermLufs: levels.maxShortTermLufs + byLu,
    vocalLufs: levels.vocalLufs + byLu,
  };
}

/** LUFS; from the loudness of every 3 s where it was kept, else of every second. null where there is none. */
function topOfRange({ overTime, loudness }: Measurements): number | null {
  const row = overTime?.shortTermLufs ?? loudness.shortTermPerSecondLufs;
  const heard = row.filter((lufs): lufs is number => lufs !== null);
  if (heard.length === 0) return null;
  const mean = heard.reduce((sum, lufs) => sum + powerFromLoudness(lufs), 0) / heard.length;
  const gate = loudnessFromPower(mean) - RANGE_GATE_LU;
  return quantileOf(
    heard.filter((lufs) => lufs >= gate),
    TOP_SHARE,
  );
}

/** The vocal band of the middle against all that sounds in the loud parts, both K-weighted, dB, 0 or less. */
function vocalShareDb({ loudParts }: Measurements): number | null {
  if (loudParts === null) return null;
  const inBand = (_: number | null, b: number): boolean =>
    isWithin(loudParts.bandsHz[b]!, VOCAL_HZ.lowest, VOCAL_HZ.highest);
  const midDb = loudParts.midDb.map((db, b) => (inBand(db, b) ? db : null));
  const all = bandLoudnessDb(loudParts);
  const vocal = bandLoudnessDb({ bandsHz: loudParts.bandsHz, midDb, sideDb: null });
  return all === null || vocal === null ? null : vocal - all;
}

/** By how much a change of tone alone changes the loudness of a spectrum's loud parts, dB. */
export function loudnessChangeDb(before: SpectrumResult | null, after: SpectrumResult | null): number {
  const level = (spectrum: SpectrumResult | null): number | null =>
    spectrum && bandLoudnessDb({ bandsHz: spectrum.bandsHz, midDb: spectrum.loudLevelDb, sideDb: null });
  const [was, now] = [level(before), level(after)];
  return was === null || now === null ? 0 : now - was;
}
