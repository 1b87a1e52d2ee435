// Loud parts: middle and sides in third octaves where a song is loud, how far each band moves there, and how deep it falls.
import { dbFromPower, powerFromDb } from '../dsp/decibel.ts';
import type { SignalFormat } from '../signal/signal.ts';
import { BandPowerListener } from './band-power.ts';
import { CompactHistory } from './history.ts';
import { HopSums } from './hop-sums.ts';
import { meterOfHops } from './hops.ts';
import { LoudnessListener } from './loudness-meter.ts';
import type { BandMovement, LoudPartsResult } from './loud-parts-record.ts';
import type { Meter } from './meter.ts';
import { rounded } from './rounded.ts';
import type { Band } from './third-octaves.ts';

/** Loud is what comes within 10 dB of the loudest three seconds. */
const LOUD_SHARE = 0.1;
/** Powers under this (-140 dB) are no sound. */
const FAINTEST_POWER = 1e-14;
/** One look in ten of those that sound is quieter: what a band never falls below is noise, or never stops. */
const FLOOR_SHARE = 0.1;
/** Looks this far under a band's mean are pauses of its instruments, not their dynamics. */
const PAUSE_DB = 24;
/** Bass, low middle, middle, presence, treble: edges in Hz. */
export const MOVING_BANDS: readonly Band[] = [
  { lowHz: 22, highHz: 112 },
  { lowHz: 112, highHz: 447 },
  { lowHz: 447, highHz: 1778 },
  { lowHz: 1778, highHz: 5623 },
  { lowHz: 5623, highHz: 17783 },
];

/** Hears every look of `bandPower`; make it before the first hop. */
export class LoudPartsListener {
  private readonly bandPower: BandPowerListener;
  /** Power of (L - R)/2 of every band, look after look; none for other than two channels. */
  private readonly sides = new CompactHistory();

  constructor(bandPower: BandPowerListener, channels: number) {
    this.bandPower = bandPower;
    if (channels !== 2) return;
    const count = bandPower.bands.length;
    bandPower.listen(({ left, right, cross }) => {
      for (let b = 0; b < count; b++)
        this.sides.push(Math.max(0, 0.25 * (left[b]! + right[b]! - 2 * cross[b]!)));
    });
  }

  /** `loudestPower`: of the loudest short-term window, or null where there is none. null for silence. */
  result(loudestPower: number | null): LoudPartsResult | null {
    this.bandPower.finish();
    const { bands, loudPowers, powers } = this.bandPower;
    const loudness = loudPowers.values();
    const most = loudestPower ?? loudness.reduce((top, power) => Math.max(top, power), 0);
    const loud = looksFrom(loudness, most * LOUD_SHARE);
    if (loud.length === 0) return null;
    const rows = powers.values();
    const mean = meanRow(rows, bands.length, loud);
    const side = this.sides.length > 0 ? meanRow(this.sides.values(), bands.length, loud) : null;
    return {
      bandsHz: bands.map(({ centreHz }) => centreHz),
      midDb: levels(mean.map((power, b) => Math.max(0, power - (side?.[b] ?? 0)))),
      sideDb: side && levels(side),
      floorDb: levels(floorRow(rows, bands.length, looksFrom(loudness, FAINTEST_POWER))),
      movement: MOVING_BANDS.map((band) => movementOf(band, this.bandPower, loud)),
    };
  }
}

function looksFrom(loudness: Float64Array, gate: number): number[] {
  return Array.from(loudness.keys()).filter((look) => loudness[look]! >= gate && loudness[look]! > 0);
}

function meanRow(rows: Float64Array | Float32Array, width: number, looks: readonly number[]): Float64Array {
  const sums = new Float64Array(width);
  for (const look of looks) for (let b = 0; b < width; b++) sums[b]! += rows[look * width + b]!;
  return sums.map((sum) => sum / looks.length);
}

function floorRow(rows: Float64Array, width: number, looks: readonly number[]): Float64Array {
  return new Float64Array(width).map((_, b) => {
    const sorted = Float64Array.from(looks, (look) => rows[look * width + b]!).sort();
    return sorted[Math.floor(FLOOR_SHARE * sorted.length)] ?? 0;
  });
}

function movementOf(
  { lowHz, highHz }: Band,
  listener: BandPowerListener,
  loud: readonly number[],
): BandMovement {
  const { bands, powers } = listener;
  const first = bands.filter((band) => band.centreHz < lowHz).length;
  const end = bands.filter((band) => band.centreHz < highHz).length;
  const rows = powers.values();
  const each = loud.map((look) => {
    let sum = 0;
    for (let b = first; b < end; b++) sum += rows[look * bands.length + b]!;
    return sum;
  });
  const mean = each.reduce((sum, power) => sum + power, 0) / each.length;
  if (!(mean > FAINTEST_POWER)) return { lowHz, highHz, levelDb: null, spreadDb: null };
  const least = mean * powerFromDb(-PAUSE_DB);
  const played = each.filter((power) => power >= least).map(dbFromPower);
  return { lowHz, highHz, levelDb: rounded(dbFromPower(mean), 2), spreadDb: rounded(deviation(played), 2) };
}

function deviation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

function levels(powers: Float64Array): (number | null)[] {
  return Array.from(powers, (power) => (power > FAINTEST_POWER ? rounded(dbFromPower(power), 3) : null));
}

/** The loud parts alone. */
export function createLoudPartsMeter(format: SignalFormat): Meter<LoudPartsResult | null> {
  const sums = new HopSums(format);
  const loudness = new LoudnessListener(sums);
  const bandPower = new BandPowerListener(format);
  const parts = new LoudPartsListener(bandPower, format.channels);
  return meterOfHops(format, [sums, loudness, bandPower], () => parts.result(loudness.maxShortTermPower()));
}
