// Match curve: the smooth level over frequency that the points of a match EQ stand for.
import { logFrequencies, smoothed } from '../../dsp/curve.ts';
import { log2 } from '../../dsp/math.ts';
import { monotoneCubic } from '../../dsp/monotone-cubic.ts';
import type { ParamRecord } from '../params.ts';

/** A smoothed curve is worked out on this grid; below and above it is held. */
const LOWEST_HZ = 10;
const HIGHEST_HZ = 41000;
const STEPS_PER_OCTAVE = 24;

/**
 * Level in dB at a frequency: the points, held to ±rangeDb, joined by a smooth line over log frequency that overshoots none
 * of them, then smoothed by a Gaussian of `smoothingOctaves` at half height.
 */
export function matchCurve(params: ParamRecord): (hz: number) => number {
  const { octaves, levels } = pointsOf(params);
  if (octaves.length === 0) return () => 0;
  const line = monotoneCubic(octaves, levels);
  const width = params.smoothingOctaves as number;
  if (width < 1 / STEPS_PER_OCTAVE) return (f) => line(log2(f));
  const hz = logFrequencies(LOWEST_HZ, HIGHEST_HZ, STEPS_PER_OCTAVE);
  const grid = hz.map((f) => log2(f));
  const smooth = monotoneCubic(grid, smoothed({ hz, db: grid.map(line) }, width).db);
  return (f) => smooth(log2(f));
}

/** In order of frequency; of several at one frequency, their mean. */
function pointsOf(params: ParamRecord): { octaves: number[]; levels: number[] } {
  const range = params.rangeDb as number;
  const byHz = new Map<number, number[]>();
  for (const { hz, gainDb } of params.points as readonly ParamRecord[]) {
    const level = Math.max(-range, Math.min(range, gainDb as number));
    byHz.set(hz as number, [...(byHz.get(hz as number) ?? []), level]);
  }
  const sorted = [...byHz].sort(([a], [b]) => a - b);
  return {
    octaves: sorted.map(([hz]) => log2(hz)),
    levels: sorted.map(([, levels]) => levels.reduce((sum, level) => sum + level, 0) / levels.length),
  };
}
