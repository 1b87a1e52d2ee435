// Damage: what a change of the sound cost: distortion that no slow gain explains, peaks lost, and the spectrum's shape.
import { dbFromPower } from '../dsp/decibel.ts';
import { KPower } from './k-power.ts';
import { kWeighting } from './loudness.ts';
import type { DynamicsResult, SpectrumResult } from './measurements.ts';
import { SlowGain } from './slow-gain.ts';

/** Frames that are looked at together. */
const STRETCH_FRAMES = 4096;
/** Fainter than this is the rounding of the arithmetic. */
const FAINTEST_DB = -200;
/** Third-octaves that count, as most rooms play them. */
const TONE_HZ = { lowest: 24, highest: 16500 } as const;
/** Bands this far under the strongest carry nothing that a change of could be heard. */
const TONE_FLOOR_DB = 50;

/**
 * DK50: the energy of what is left of `after` when `before` times the best slowly moving gain of each channel is taken
 * away, over the energy of `after`, both K-weighted, in dB: lower is cleaner. A slow fader costs nothing; every faster
 * movement of gain, clipping, noise and every filter does. Frame for frame the same sound, of one length. null where
 * nothing is left, or `after` is silent.
 */
export function distortionDb(
  before: readonly Float64Array[],
  after: readonly Float64Array[],
  sampleRateHz: number,
): number | null {
  let left = 0;
  let all = 0;
  after.forEach((sound, c) => {
    const sums = residualSums(before[c]!, sound, sampleRateHz);
    left += sums.left;
    all += sums.all;
  });
  const db = left > 0 && all > 0 ? dbFromPower(left / all) : -Infinity;
  return db > FAINTEST_DB ? db : null;
}

/** K-weighted energies of one channel: of what no slow gain explains, and of all. */
function residualSums(
  before: Float64Array,
  after: Float64Array,
  sampleRateHz: number,
): { left: number; all: number } {
  const gain = new SlowGain(before, after, sampleRateHz);
  const power = new KPower(kWeighting(sampleRateHz), 2);
  const rest = new Float64Array(STRETCH_FRAMES);
  const sums = { left: 0, all: 0 };
  for (let start = 0; start < after.length; start += STRETCH_FRAMES) {
    const frames = Math.min(STRETCH_FRAMES, after.length - start);
    gain.takeAway(start, frames, rest);
    power.takeOne([rest, after.subarray(start, start + frames)], frames);
    sums.left += power.heard(0, 0);
    sums.all += power.heard(0, 1);
  }
  return sums;
}

/** Fall of the peaks over the loudness, dB; negative: it rose. PSR; of what is too short for one, PLR. 0 without either. */
export function crestLossDb(before: DynamicsResult, after: DynamicsResult): number {
  if (before.psrDb !== null && after.psrDb !== null) return before.psrDb - after.psrDb;
  return before.plrDb !== null && after.plrDb !== null ? before.plrDb - after.plrDb : 0;
}

/** RMS over the third-octaves that sound of the change of their levels, less the mean one. 0 without two spectra. */
export function toneChangeDb(before: SpectrumResult | null, after: SpectrumResult | null): number {
  const changes = bandChangesDb(before, after).filter((change) => change !== null);
  if (changes.length === 0) return 0;
  const mean = changes.reduce((sum, change) => sum + change, 0) / changes.length;
  return Math.sqrt(changes.reduce((sum, change) => sum + (change - mean) ** 2, 0) / changes.length);
}

/** Change of the whole sound's level in every third-octave, dB; null where it does not count or does not sound. */
export function bandChangesDb(
  before: SpectrumResult | null,
  after: SpectrumResult | null,
): (number | null)[] {
  if (before === null || after === null) return [];
  const floor = before.levelDb.reduce<number>((most, db) => Math.max(most, db ?? most), -Infinity);
  return before.bandsHz.map((hz, i) => {
    const [old, now] = [before.levelDb[i]!, after.levelDb[i]!];
    const counts = hz >= TONE_HZ.lowest && hz <= TONE_HZ.highest;
    return counts && old !== null && now !== null && old > floor - TONE_FLOOR_DB ? now - old : null;
  });
}
