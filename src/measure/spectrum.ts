// Spectrum: the long-term level of every third octave, of all the sound and of its loud parts, and the tilt.
import { dbFromPower } from '../dsp/decibel.ts';
import { log2 } from '../dsp/math.ts';
import type { SignalFormat } from '../signal/signal.ts';
import { BandPowerListener } from './band-power.ts';
import { readBursts } from './bursts.ts';
import { FineSpectrumListener } from './fine-spectrum.ts';
import type { History } from './history.ts';
import { LoudnessListener } from './loudness-meter.ts';
import { HopSums } from './hop-sums.ts';
import { meterOfHops } from './hops.ts';
import type { SpectrumResult } from './measurements.ts';
import type { Meter } from './meter.ts';
import { rounded } from './rounded.ts';

/** Loud is what comes within 10 dB of the loudest three seconds. */
const LOUD_SHARE = 0.1;
const FAINTEST_DB = -140;
const TILT_FROM_HZ = 100;
const TILT_TO_HZ = 10000;

/** `loudestPower`: of the loudest short-term window; of a shorter sound, null, and then its loudest frame counts. */
export function readSpectrum(
  bandPower: BandPowerListener,
  fine: FineSpectrumListener,
  loudestPower: number | null,
): SpectrumResult {
  bandPower.finish();
  const { bands, erbs, powers, erbPowers, loudPowers } = bandPower;
  const gate = (loudestPower ?? largest(loudPowers.values())) * LOUD_SHARE;
  const bandsHz = bands.map((band) => band.centreHz);
  const loudLevelDb = levels(meanPowers(powers, bands.length, loudPowers, gate));
  return {
    bandsHz,
    levelDb: levels(meanPowers(powers, bands.length, loudPowers, 0)),
    loudLevelDb,
    tiltDbPerOctave: tilt(bandsHz, loudLevelDb),
    erb: {
      bandsHz: erbs.map((band) => rounded(band.centreHz, 1)),
      levelDb: levels(meanPowers(erbPowers, erbs.length, loudPowers, 0)),
      loudLevelDb: levels(meanPowers(erbPowers, erbs.length, loudPowers, gate)),
    },
    fine: fine.result(gate),
    bursts: readBursts(bandPower, gate),
  };
}

/** Mean power a band over the frames at least as loud as `gate`; of all frames where none is. */
function meanPowers(history: History, bands: number, loudness: History, gate: number): Float64Array {
  const powers = history.values();
  const loud = loudness.values();
  const means = new Float64Array(bands);
  let count = 0;
  for (let frame = 0; frame < loud.length; frame++) {
    if (loud[frame]! < gate) continue;
    count++;
    for (let b = 0; b < bands; b++) means[b]! += powers[frame * bands + b]!;
  }
  if (count === 0 && gate > 0) return meanPowers(history, bands, loudness, 0);
  return count === 0 ? means : means.map((sum) => sum / count);
}

function levels(powers: Float64Array): (number | null)[] {
  return Array.from(powers, audibleLevel);
}

/** dB of a mean power; null for what is too faint to show. */
export function audibleLevel(power: number): number | null {
  const db = dbFromPower(power);
  return db >= FAINTEST_DB && Number.isFinite(db) ? db : null;
}

/** Least-squares slope over log frequency; null with fewer than two bands that sound. */
function tilt(bandsHz: readonly number[], levelDb: readonly (number | null)[]): number | null {
  const points: { x: number; y: number }[] = [];
  bandsHz.forEach((hz, b) => {
    const y = levelDb[b]!;
    if (y !== null && hz >= TILT_FROM_HZ && hz <= TILT_TO_HZ) points.push({ x: log2(hz), y });
  });
  if (points.length < 2) return null;
  const meanX = points.reduce((sum, p) => sum + p.x, 0) / points.length;
  const meanY = points.reduce((sum, p) => sum + p.y, 0) / points.length;
  const spread = points.reduce((sum, p) => sum + (p.x - meanX) * (p.x - meanX), 0);
  return points.reduce((sum, p) => sum + (p.x - meanX) * (p.y - meanY), 0) / spread;
}

function largest(values: Float64Array): number {
  let most = 0;
  for (const value of values) if (value > most) most = value;
  return most;
}

/** The spectrum alone. */
export function createSpectrumMeter(format: SignalFormat): Meter<SpectrumResult> {
  const bandPower = new BandPowerListener(format);
  const sums = new HopSums(format);
  const loudness = new LoudnessListener(sums);
  const fine = new FineSpectrumListener(bandPower, format.sampleRateHz);
  return meterOfHops(format, [sums, bandPower, loudness], () =>
    readSpectrum(bandPower, fine, loudness.maxShortTermPower()),
  );
}
