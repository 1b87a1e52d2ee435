// Stereo: correlation, side to mid, balance, and what is lost in mono; whole and by octave bands.
import type { SignalFormat } from '../signal/signal.ts';
import { BandPowerListener } from './band-power.ts';
import { HopSums } from './hop-sums.ts';
import { meterOfHops } from './hops.ts';
import { LevelsListener } from './levels.ts';
import { LoudnessListener } from './loudness-meter.ts';
import type { StereoBand, StereoResult } from './measurements.ts';
import type { Meter } from './meter.ts';
import { octavesOf } from './octaves.ts';
import { balanceDb, correlationOf, monoLossDb, sideToMidDb, type PairEnergy } from './pair-image.ts';

/** Powers under this (-140 dB) are no sound. */
const SILENT_POWER = 1e-14;

/** What the image is read from; `plain` and `weighted` (K) are sums over all `frames`. */
export interface StereoSums {
  readonly frames: number;
  readonly plain: PairEnergy;
  readonly weighted: PairEnergy;
  readonly bandPower: BandPowerListener;
}

export function readStereo({ frames, plain, weighted, bandPower }: StereoSums): StereoResult {
  bandPower.finish();
  const silent = frames === 0 || plain.left + plain.right < SILENT_POWER * frames;
  return {
    correlation: silent ? null : correlationOf(plain),
    balanceDb: silent ? null : balanceDb(weighted),
    monoLossLu: silent ? null : monoLossDb(weighted),
    bands: octaves(bandPower),
  };
}

/** Over all the song. */
function octaves(bandPower: BandPowerListener): StereoBand[] {
  const frames = bandPower.loudPowers.length;
  return octavesOf(bandPower.bands).map(({ lowHz, highHz, first, end }) => {
    const sum = (values: Float64Array) => values.subarray(first, end).reduce((a, b) => a + b, 0);
    const pair = { left: sum(bandPower.left), right: sum(bandPower.right), cross: sum(bandPower.cross) };
    return { lowHz, highHz, ...imageOf(pair, frames) };
  });
}

function imageOf(pair: PairEnergy, frames: number): Omit<StereoBand, 'lowHz' | 'highHz'> {
  if (!(pair.left + pair.right >= SILENT_POWER * frames) || frames === 0) {
    return { correlation: null, sideToMidDb: null, balanceDb: null, monoLossDb: null };
  }
  return {
    correlation: correlationOf(pair),
    sideToMidDb: sideToMidDb(pair),
    balanceDb: balanceDb(pair),
    monoLossDb: monoLossDb(pair),
  };
}

/** The stereo image alone; null for other than two channels. */
export function createStereoMeter(format: SignalFormat): Meter<StereoResult | null> {
  if (format.channels !== 2) return { push() {}, result: () => null };
  const sums = new HopSums(format);
  const bandPower = new BandPowerListener(format);
  const loudness = new LoudnessListener(sums);
  const levels = new LevelsListener(sums);
  return meterOfHops(format, [sums, bandPower, loudness, levels], (frames) =>
    readStereo({ frames, plain: plainPair(levels), weighted: weightedPair(loudness), bandPower }),
  );
}

export function plainPair({ channels: [left, right], cross }: LevelsListener): PairEnergy {
  return { left: left!.energy, right: right!.energy, cross };
}

export function weightedPair(loudness: LoudnessListener): PairEnergy {
  const [left, right] = loudness.channelEnergies;
  return { left: left!, right: right!, cross: loudness.crossEnergy };
}
