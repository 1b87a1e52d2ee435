// Stereo: correlation, side to mid, balance, and what is lost in mono; whole and by octave bands.
import { dbFromPower } from '../dsp/decibel.ts';
import type { SignalFormat } from '../signal/signal.ts';
import { BandPowerListener } from './band-power.ts';
import { meterOfHops, type HopListener } from './hops.ts';
import { LevelsListener } from './levels.ts';
import { LoudnessListener } from './loudness-meter.ts';
import type { StereoBand, StereoResult } from './measurements.ts';
import type { Meter } from './meter.ts';

/** Ratios that would be infinite (no side, no mid, a dead channel) are told as this many dB. */
const WIDEST_DB = 100;
const BANDS_PER_OCTAVE = 3;
/** Powers under this (-140 dB) are no sound. */
const SILENT_POWER = 1e-14;

/** Σ L², Σ R², Σ L·R of some sound. */
export interface PairEnergy {
  readonly left: number;
  readonly right: number;
  readonly cross: number;
}

/** Σ L·R / √(Σ L² Σ R²), -1…1; null where either channel is silent. */
export function correlationOf({ left, right, cross }: PairEnergy): number | null {
  const scale = Math.sqrt(left) * Math.sqrt(right);
  if (!(scale > 0)) return null;
  return Math.max(-1, Math.min(1, cross / scale));
}

/** With M = (L + R)/2 and S = (L - R)/2: 10 log10 Σ S² / Σ M². */
export function sideToMidDb({ left, right, cross }: PairEnergy): number | null {
  return ratioDb(left + right - 2 * cross, left + right + 2 * cross);
}

/** 10 log10 of the ratio, held to ±WIDEST_DB; null when both are nothing. */
function ratioDb(above: number, below: number): number | null {
  if (!(above > 0) && !(below > 0)) return null;
  if (!(above > 0)) return -WIDEST_DB;
  if (!(below > 0)) return WIDEST_DB;
  return Math.max(-WIDEST_DB, Math.min(WIDEST_DB, dbFromPower(above / below)));
}

/** Sums L·R of the plain sound, for the correlation of the whole. */
export class ProductListener implements HopListener {
  cross = 0;

  hop(channels: readonly Float64Array[], frames: number): void {
    this.cross += sumProducts(channels[0]!, channels[1]!, frames);
  }
}

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
    balanceDb: silent ? null : ratioDb(weighted.left, weighted.right),
    monoLossLu: silent ? null : monoLossLu(weighted),
    bands: octaves(bandPower),
  };
}

/** Power of L and R over that of the mono sum played by both, (L + R)/2 twice. */
function monoLossLu({ left, right, cross }: PairEnergy): number | null {
  return ratioDb(2 * (left + right), left + right + 2 * cross);
}

/** Three third octaves make a band, from 31.5 Hz on; the 20 kHz one joins the last. */
function octaves(bandPower: BandPowerListener): StereoBand[] {
  const { bands, left, right, cross } = bandPower;
  const frames = bandPower.loudPowers.length;
  const result: StereoBand[] = [];
  for (let first = 0; first < bands.length; ) {
    const rest = bands.length - first;
    const end = rest <= BANDS_PER_OCTAVE + 1 ? bands.length : first + BANDS_PER_OCTAVE;
    const sum = (values: Float64Array) => values.subarray(first, end).reduce((a, b) => a + b, 0);
    const pair = { left: sum(left), right: sum(right), cross: sum(cross) };
    result.push({
      lowHz: bands[first]!.lowHz,
      highHz: bands[end - 1]!.highHz,
      ...imageOf(pair, frames),
    });
    first = end;
  }
  return result;
}

function imageOf(
  pair: PairEnergy,
  frames: number,
): { correlation: number | null; sideToMidDb: number | null } {
  if (!(pair.left + pair.right >= SILENT_POWER * frames) || frames === 0) {
    return { correlation: null, sideToMidDb: null };
  }
  return { correlation: correlationOf(pair), sideToMidDb: sideToMidDb(pair) };
}

/** The stereo image alone; null for other than two channels. */
export function createStereoMeter(format: SignalFormat): Meter<StereoResult | null> {
  if (format.channels !== 2) return { push() {}, result: () => null };
  const bandPower = new BandPowerListener(format);
  const loudness = new LoudnessListener(format);
  const levels = new LevelsListener(format);
  const product = new ProductListener();
  return meterOfHops(format, [bandPower, loudness, levels, product], (frames) =>
    readStereo({ frames, plain: plainPair(levels, product), weighted: weightedPair(loudness), bandPower }),
  );
}

export function plainPair(levels: LevelsListener, product: ProductListener): PairEnergy {
  const [left, right] = levels.channels;
  return { left: left!.energy, right: right!.energy, cross: product.cross };
}

export function weightedPair(loudness: LoudnessListener): PairEnergy {
  const [left, right] = loudness.channelEnergies;
  return { left: left!, right: right!, cross: loudness.crossEnergy };
}

/** Σ a·b; even and odd apart, which halves the wait for the additions. */
function sumProducts(a: Float64Array, b: Float64Array, length: number): number {
  let even = 0;
  let odd = 0;
  let n = 0;
  for (; n + 1 < length; n += 2) {
    even += a[n]! * b[n]!;
    odd += a[n + 1]! * b[n + 1]!;
  }
  if (n < length) even += a[n]! * b[n]!;
  return even + odd;
}
