// Stretch figures: loudness, tone, width and density of a part of a recording, read from what was measured of the whole.
import { dbFromPower, powerFromDb } from '../../dsp/decibel.ts';
import { gatedLoudness, powerFromLoudness } from '../../measure/loudness.ts';
import type { OctaveOverTime } from '../../measure/measurements.ts';
import type { Stretch } from './song-sound.ts';

/** Power of an octave over a stretch; `side` and `mid` add up to it, and are 0 where the sound has no two channels. */
export interface OctaveTone {
  readonly lowHz: number;
  readonly highHz: number;
  /** dB re full scale; null where nothing sounds. */
  readonly levelDb: number | null;
  readonly sideToMidDb: number | null;
}

/** A stretch this near the whole recording is told by the recording's own figures. */
const WHOLE_S = 0.5;
/** A short-term window. */
const WINDOW_S = 3;
/** Loud is what one window in ten reaches. */
const LOUD_SHARE = 0.9;
/** Points so far under the loud ones are not what a song's tone is judged by. */
const LOUD_WITHIN_DB = 10;
/** Octaves that a record is compared in: below, rooms differ; above, formats do. */
const TONE_FROM_HZ = 40;
const TONE_TO_HZ = 12000;
/** Treble over middle, by the octaves' geometric centres. */
const TREBLE_HZ = [2800, 12000] as const;
const MIDDLE_HZ = [170, 1500] as const;
/** Lower notes stand in the middle on every record, and say nothing of its width. */
const WIDTH_FROM_HZ = 120;

/** The points of a row whose middle lies in the stretch. */
export function pointsIn<T>(row: readonly T[], stepS: number, { fromS, toS }: Stretch): T[] {
  const first = Math.max(0, Math.ceil(fromS / stepS - 0.5));
  return row.slice(first, Math.max(first, Math.ceil(toS / stepS - 0.5)));
}

export function isWhole({ measurements, fromS, toS }: Stretch): boolean {
  return fromS < WHOLE_S && toS > measurements.durationS - WHOLE_S;
}

/** The end (start) of it, at most `seconds` long. */
export function edgeOf(stretch: Stretch, side: 'start' | 'end', seconds: number): Stretch {
  const { measurements, fromS, toS } = stretch;
  return side === 'start'
    ? { measurements, fromS, toS: Math.min(toS, fromS + seconds) }
    : { measurements, fromS: Math.max(fromS, toS - seconds), toS };
}

/**
 * BS.1770-5 where the stretch is the whole recording; of a part, the same gates over its 3 s windows, a second apart, which comes
 * within some tenths. LUFS; null for silence.
 */
export function integratedLufs(stretch: Stretch): number | null {
  if (isWhole(stretch)) return stretch.measurements.loudness.integratedLufs;
  return gatedLoudness(windowsLufs(stretch).map(powerFromLoudness));
}

/** Short-term loudness that one window in ten reaches, LUFS: the loud parts. null for silence. */
export function loudLufs(stretch: Stretch): number | null {
  return quantile(windowsLufs(stretch), LOUD_SHARE) ?? integratedLufs(stretch);
}

/** Median of true peak over short-term loudness, dB: the lower, the denser. null where there is none. */
export function densityDb(stretch: Stretch): number | null {
  const { dynamics, overTime } = stretch.measurements;
  if (isWhole(stretch) || overTime === null) return dynamics.psrDb;
  return quantile(numbers(pointsIn(overTime.psrDb, overTime.stepS, stretch)), 0.5);
}

/** The octaves of the stretch, of its loud points only where `loud`; none where no course was measured. */
export function octavesOver(stretch: Stretch, loud: boolean): OctaveTone[] {
  const { bandsOverTime } = stretch.measurements;
  if (bandsOverTime === null) return [];
  const { stepS, bands } = bandsOverTime;
  const inside = bands.filter((band) => centreHz(band) >= TONE_FROM_HZ && centreHz(band) <= TONE_TO_HZ);
  const rows = inside.map((band) => pointsIn(band.levelDb, stepS, stretch).map(powerOf));
  const sides = inside.map((band) => sideShares(band, stepS, stretch));
  const totals = (rows[0] ?? []).map((_, i) => rows.reduce((sum, row) => sum + row[i]!, 0));
  const least = loud ? (quantile(totals, LOUD_SHARE) ?? 0) * powerFromDb(-LOUD_WITHIN_DB) : 0;
  return inside.map(({ lowHz, highHz }, b) => {
    let [power, side, count] = [0, 0, 0];
    rows[b]!.forEach((value, i) => {
      if (totals[i]! < least) return;
      power += value;
      side += value * (sides[b]?.[i] ?? 0);
      count++;
    });
    const heard = count > 0 && power > 0;
    const levelDb = heard ? dbFromPower(power / count) : null;
    return { lowHz, highHz, levelDb, sideToMidDb: heard && sides[b] ? ratioDb(side, power - side) : null };
  });
}

/** Treble over middle, dB: mean of the octaves from 2.8 kHz less that of 170 Hz to 1.5 kHz. null where either is silent. */
export function brightnessDb(tone: readonly OctaveTone[]): number | null {
  const mean = ([low, high]: readonly [number, number]): number | null => {
    const inside = tone.filter((octave) => centreHz(octave) >= low && centreHz(octave) <= high);
    return meanOf(numbers(inside.map(({ levelDb }) => levelDb)));
  };
  const [treble, middle] = [mean(TREBLE_HZ), mean(MIDDLE_HZ)];
  return treble === null || middle === null ? null : treble - middle;
}

/** Side over middle above the bass, dB; null for one channel and silence. */
export function widthDb(tone: readonly OctaveTone[]): number | null {
  let [side, mid] = [0, 0];
  for (const octave of tone) {
    const { levelDb, sideToMidDb } = octave;
    if (levelDb === null || sideToMidDb === null || octave.lowHz < WIDTH_FROM_HZ) continue;
    const ratio = powerFromDb(sideToMidDb);
    side += (powerFromDb(levelDb) * ratio) / (1 + ratio);
    mid += powerFromDb(levelDb) / (1 + ratio);
  }
  return mid + side > 0 ? ratioDb(side, mid) : null;
}

/** How far two tones differ once both are equally loud: mean of the octaves' differences, dB, 0 or more. null without octaves in common. */
export function toneApartDb(a: readonly OctaveTone[], b: readonly OctaveTone[]): number | null {
  const apart = a.flatMap(({ lowHz, levelDb }) => {
    // at low rates the highest octave is cut otherwise
    const other = b.find((octave) => octave.lowHz === lowHz)?.levelDb ?? null;
    return levelDb === null || other === null ? [] : [other - levelDb];
  });
  const mean = meanOf(apart);
  return mean === null ? null : meanOf(apart.map((value) => Math.abs(value - mean)));
}

export function centreHz({ lowHz, highHz }: { readonly lowHz: number; readonly highHz: number }): number {
  return Math.sqrt(lowHz * highHz);
}

export function numbers(values: readonly (number | null)[]): number[] {
  return values.filter((value) => value !== null);
}

/** The value that `share` of all stay under (or reach); null for none. */
export function quantile(values: readonly number[], share: number): number | null {
  const sorted = [...values].sort((x, y) => x - y);
  return sorted[Math.floor((sorted.length - 1) * share + 0.5)] ?? null;
}

/** null for none. */
export function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Short-term loudness of the windows that lie in the stretch; of a shorter one, of those that end in it. */
function windowsLufs(stretch: Stretch): number[] {
  const row = stretch.measurements.loudness.shortTermPerSecondLufs;
  const ends = (at: number): number => at + WINDOW_S;
  const within = (earliest: number): number[] =>
    numbers(row.filter((_, i) => ends(i) >= earliest && ends(i) <= stretch.toS));
  const whole = within(stretch.fromS + WINDOW_S);
  return whole.length > 0 ? whole : within(stretch.fromS);
}

/** Share of the power that is side, point by point; null for other than two channels. */
function sideShares(band: OctaveOverTime, stepS: number, stretch: Stretch): number[] | null {
  if (band.stereo === null) return null;
  return pointsIn(band.stereo.sideToMidDb, stepS, stretch).map((db) => {
    const ratio = powerOf(db);
    return ratio / (1 + ratio);
  });
}

function powerOf(db: number | null): number {
  return db === null ? 0 : powerFromDb(db);
}

/** Held to ±100 dB, as all figures of width are. */
function ratioDb(a: number, b: number): number {
  if (!(a > 0)) return -100;
  return b > 0 ? Math.max(-100, Math.min(100, dbFromPower(a / b))) : 100;
}
