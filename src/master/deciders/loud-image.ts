// Loud image: how left and right stand in the loud parts of a song, by octaves and second by second.
import { dbFromPower, powerFromDb } from '../../dsp/decibel.ts';
import type { Measurements, OctaveOverTime } from '../../measure/measurements.ts';

export interface LoudOctave {
  readonly lowHz: number;
  readonly highHz: number;
  /** Left over right in the loud parts. */
  readonly balanceDb: number;
  /** Of the whole song; null where a channel is silent. */
  readonly correlation: number | null;
}

export interface LoudImage {
  /** Those that are heard among the others, from the bass up. */
  readonly octaves: readonly LoudOctave[];
  /** Left over right of every step of the loud parts, all octaves together. */
  readonly stepsDb: readonly number[];
}

/** Deep bass has no direction, and hardly any loudness. */
const LOWEST_HZ = 70;
/** Octaves this far under the strongest are not heard beside it. */
const SOUNDING_DB = 30;
/** Loud: within this of the loudest step. */
const LOUD_DB = 10;
/** So faint is no sound (-140 dB). */
const SILENT = 1e-14;

interface Pair {
  left: number;
  right: number;
}

/** null where there is no stereo image: mono, silence, a quick check. */
export function loudImage({ bandsOverTime, stereo }: Measurements): LoudImage | null {
  if (bandsOverTime === null || stereo === null) return null;
  const bands = bandsOverTime.bands.filter(({ lowHz }) => lowHz >= LOWEST_HZ);
  const steps = bands[0]?.levelDb.length ?? 0;
  const sums = Array.from({ length: steps }, (_, i) => summed(bands.map((band) => pairAt(band, i))));
  const loudest = sums.reduce((most, { left, right }) => Math.max(most, left + right), 0);
  if (!(loudest > SILENT)) return null;
  const isLoud = sums.map(({ left, right }) => left + right >= loudest * powerFromDb(-LOUD_DB));
  const octaves = bands.map((band) => ({
    band,
    pair: summed(band.levelDb.map((_, i) => (isLoud[i] ? pairAt(band, i) : { left: 0, right: 0 }))),
  }));
  const strongest = octaves.reduce((most, { pair }) => Math.max(most, pair.left + pair.right), 0);
  return {
    octaves: octaves
      .filter(({ pair }) => pair.left + pair.right >= strongest * powerFromDb(-SOUNDING_DB))
      .map(({ band: { lowHz, highHz }, pair }) => {
        const whole = stereo.bands.find((one) => one.lowHz === lowHz);
        return { lowHz, highHz, balanceDb: balanceOf(pair), correlation: whole?.correlation ?? null };
      }),
    stepsDb: sums.filter((_, i) => isLoud[i]).map(balanceOf),
  };
}

/** The powers of left and right, from their mean and their balance. */
function pairAt({ levelDb, stereo }: OctaveOverTime, step: number): Pair {
  const [level, balance] = [levelDb[step] ?? null, stereo?.balanceDb[step] ?? null];
  if (level === null || balance === null) return { left: 0, right: 0 };
  const [both, ratio] = [2 * powerFromDb(level), powerFromDb(balance)];
  return { left: (both * ratio) / (1 + ratio), right: both / (1 + ratio) };
}

function summed(pairs: readonly Pair[]): Pair {
  return pairs.reduce((sum, { left, right }) => ({ left: sum.left + left, right: sum.right + right }), {
    left: 0,
    right: 0,
  });
}

function balanceOf({ left, right }: Pair): number {
  return dbFromPower(Math.max(left, SILENT) / Math.max(right, SILENT));
}
