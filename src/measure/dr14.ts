// DR14: the dynamic range figure of the TT (Pleasurize Music) meter.
import { dbFromGain } from '../dsp/decibel.ts';

/** Under this Σ RMS² a channel has no dynamics. */
const SILENT_ENERGY = 1 / (1 << 24);
/** Nothing 24 bits can hold is wider than this. */
const WIDEST_DB = 144.5;
const LOUD_SHARE = 0.2;

/** Blocks of three seconds; at 44.1 kHz the meter takes 44160 frames for a second. */
export function blockFramesDr14(sampleRateHz: number): number {
  return 3 * (sampleRateHz === 44100 ? 44160 : sampleRateHz);
}

/**
 * One channel's dynamic range in dB: second highest block peak over the RMS of the loudest fifth of the blocks.
 * The RMS carries a factor √2, so that a sine of full scale has 0 dB. `rms` and `peaks` hold every block, the last
 * one, perhaps empty, included. A channel without sound has 0.
 */
export function dynamicRangeDb(rms: readonly number[], peaks: readonly number[]): number {
  const loudest = [...rms].sort((a, b) => b - a);
  const energies = loudest.map((value) => value * value);
  if (energies.reduce((sum, energy) => sum + energy, 0) < SILENT_ENERGY) return 0;
  const kept = energies.slice(0, Math.max(1, Math.floor(LOUD_SHARE * energies.length)));
  const loud = Math.sqrt(kept.reduce((sum, energy) => sum + energy, 0) / kept.length);
  const highest = [...peaks].sort((a, b) => b - a);
  const peak = highest[1] || highest[0]!;
  const range = dbFromGain(peak / loud);
  return Math.abs(range) > WIDEST_DB ? 0 : range;
}

/** RMS of a block with the meter's factor √2; an empty block has 0. */
export function blockRmsDr14(energy: number, frames: number): number {
  return frames === 0 ? 0 : Math.sqrt((2 * energy) / frames);
}
