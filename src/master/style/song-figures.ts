// Song figures: what a style says of its records, read from one finished song's measurements.
import { dbFromPower } from '../../dsp/decibel.ts';
import { quantileOf } from '../../dsp/ranks.ts';
import type { Measurements, OctaveOverTime } from '../../measure/measurements.ts';
import { loudSeconds, powerAt } from './loud-seconds.ts';

/** One band's figure; null where the song has none. */
export interface BandFigure {
  readonly lowHz: number;
  readonly highHz: number;
  readonly value: number | null;
}

export interface SongFigures {
  readonly integratedLufs: number | null;
  readonly psrDb: number | null;
  readonly rangeLu: number | null;
  readonly movementDb: readonly BandFigure[];
  readonly widthDb: readonly BandFigure[];
}

/** Two octaves each: bass, low middle, middle, presence, air. */
const MOVING_BANDS = [
  { lowHz: 35, highHz: 141 },
  { lowHz: 141, highHz: 562 },
  { lowHz: 562, highHz: 2239 },
  { lowHz: 2239, highHz: 8913 },
  { lowHz: 8913, highHz: 20000 },
] as const;
/** Fewer loud seconds than this tell of no movement. */
const LEAST_SECONDS = 6;
/** Below it there is no picture to be wide. */
const LOWEST_WIDTH_HZ = 35;
/** A song in mono says nothing of how wide its kind is. */
const MONO_DB = -60;

export function songFigures({ loudness, dynamics, bandsOverTime, stereo }: Measurements): SongFigures {
  const octaves = bandsOverTime?.bands ?? [];
  const loud = loudSeconds(octaves);
  return {
    integratedLufs: loudness.integratedLufs,
    psrDb: dynamics.psrDb,
    rangeLu: loudness.rangeLu,
    movementDb: MOVING_BANDS.map((band) => ({ ...band, value: movementIn(band, octaves, loud) })),
    widthDb: (stereo?.bands ?? [])
      .filter(({ lowHz }) => lowHz >= LOWEST_WIDTH_HZ)
      .map(({ lowHz, highHz, sideToMidDb }) => ({
        lowHz: Math.round(lowHz),
        highHz: Math.round(highHz),
        value: sideToMidDb === null || sideToMidDb < MONO_DB ? null : sideToMidDb,
      })),
  };
}

/** From the 10th to the 90th percentile of the loud seconds. */
function movementIn(
  { lowHz, highHz }: { readonly lowHz: number; readonly highHz: number },
  octaves: readonly OctaveOverTime[],
  loud: readonly number[],
): number | null {
  const inside = octaves.filter((octave) => {
    const centre = Math.sqrt(octave.lowHz * octave.highHz);
    return centre >= lowHz && centre < highHz;
  });
  if (loud.length < LEAST_SECONDS || inside.length === 0) return null;
  const levels = loud.map((t) => dbFromPower(powerAt(inside, t)));
  return quantileOf(levels, 0.9) - quantileOf(levels, 0.1);
}
