// Loudness: the arithmetic of ITU-R BS.1770-5 and EBU Tech 3342: K-weighting, channel weights, gating, range.
import type { Coefficients } from '../dsp/biquad.ts';
import { dbFromPower, gainFromDb, powerFromDb } from '../dsp/decibel.ts';
import { pow, tan } from '../dsp/math.ts';

/** BS.1770-5: L = -0.691 + 10 log10 Σ G·z, so that a 997 Hz full-scale sine in one channel reads -3.01. */
const OFFSET_DB = -0.691;
export const ABSOLUTE_GATE_LUFS = -70;
/** Of the mean power: 10 LU below for the integrated loudness, 20 LU below for the range. */
const INTEGRATED_GATE = 0.1;
const RANGE_GATE = 0.01;
/** Nothing a converter can play is fainter; below it there is no loudness to speak of. */
export const FAINTEST_LUFS = -140;

/**
 * The two K-weighting sections at any rate: the 48 kHz tables of BS.1770-5 re-derived from their analogue prototype by
 * bilinear transform, the high-pass numerator left at 1, -2, 1 as in libebur128. Under 3.8 kHz the shelf is held at
 * 0.45 of the rate, above which nothing is left of it to weight.
 */
export function kWeighting(sampleRateHz: number): Coefficients[] {
  const shelfTan = tan(Math.PI * Math.min(1681.974450955533 / sampleRateHz, 0.45));
  const q = 0.7071752369554196;
  const high = gainFromDb(3.999843853973347);
  const band = pow(high, 0.4996667741545416);
  const k2 = shelfTan * shelfTan;
  const a0 = 1 + shelfTan / q + k2;
  const shelf = {
    b0: (high + (band * shelfTan) / q + k2) / a0,
    b1: (2 * (k2 - high)) / a0,
    b2: (high - (band * shelfTan) / q + k2) / a0,
    a1: (2 * (k2 - 1)) / a0,
    a2: (1 - shelfTan / q + k2) / a0,
  };
  return [shelf, highPass(sampleRateHz)];
}

function highPass(sampleRateHz: number): Coefficients {
  const k = tan(Math.PI * Math.min(38.13547087602444 / sampleRateHz, 0.45));
  const q = 0.5003270373238773;
  const a0 = 1 + k / q + k * k;
  return { b0: 1, b1: -2, b2: 1, a1: (2 * (k * k - 1)) / a0, a2: (1 - k / q + k * k) / a0 };
}

/** LUFS of a weighted mean K-weighted power; -Infinity for 0. */
export function loudnessFromPower(power: number): number {
  return OFFSET_DB + dbFromPower(power);
}

/** The inverse of `loudnessFromPower`. */
export function powerFromLoudness(lufs: number): number {
  return powerFromDb(lufs - OFFSET_DB);
}

/** BS.1770-5 two-stage gating over the powers of 400 ms blocks, 100 ms apart; null when no block is above -70 LUFS. */
export function gatedLoudness(blockPowers: ArrayLike<number>): number | null {
  const absolute = powerFromLoudness(ABSOLUTE_GATE_LUFS);
  const first = meanAbove(blockPowers, absolute);
  if (first === null) return null;
  const second = meanAbove(blockPowers, Math.max(absolute, first * INTEGRATED_GATE));
  return second === null ? null : finite(loudnessFromPower(second));
}

/** EBU Tech 3342 over the powers of 3 s windows, 100 ms apart, in LU; null when none is above the gate. */
export function loudnessRange(shortTermPowers: Float64Array): number | null {
  const absolute = powerFromLoudness(ABSOLUTE_GATE_LUFS);
  const mean = meanAbove(shortTermPowers, absolute);
  if (mean === null) return null;
  const gate = Math.max(absolute, mean * RANGE_GATE);
  const kept = shortTermPowers.filter((power) => power > gate).sort();
  const at = (share: number): number => kept[Math.floor((kept.length - 1) * share + 0.5)]!;
  return kept.length === 0 ? null : finite(dbFromPower(at(0.95) / at(0.1)));
}

/** Loudness of a power, or null for what is too faint to have one. */
export function audibleLoudness(power: number): number | null {
  const lufs = loudnessFromPower(power);
  return lufs >= FAINTEST_LUFS ? finite(lufs) : null;
}

function meanAbove(powers: ArrayLike<number>, gate: number): number | null {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < powers.length; i++) {
    const power = powers[i]!;
    if (power > gate) {
      sum += power;
      count++;
    }
  }
  return count === 0 ? null : sum / count;
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
