// Local picture: where a song stands out of its own neighbourhood: bumps and hollows that a wide corridor would let pass.
import { levelAt, smoothed } from '../../dsp/curve.ts';
import { exp, log2 } from '../../dsp/math.ts';
import { medianOf } from '../../dsp/ranks.ts';
import type { StyleSpectrum } from './style.ts';
import type { TonePicture } from './tone-picture.ts';

/** Band by band of the tone picture it was made from. */
export interface LocalPicture {
  readonly bandsHz: readonly number[];
  /** Above its own neighbourhood positive, dB. */
  readonly standsDb: readonly number[];
  /** What a band of such a song may stand out by, dB: the style's, and more where the whole song is ragged. */
  readonly edgeDb: readonly number[];
  /** How much a change of level at each band changes `standsDb`. */
  heard(responseDb: readonly number[]): number[];
}

/** Narrower than the moves of mastering, wider than single notes. */
const SMOOTHING_OCTAVES = 2 / 3;
/** The neighbourhood: full width at half height. */
const NEIGHBOURHOOD_OCTAVES = 4;
/** What is looked at: beyond, rooms and filters decide. */
const HEARD_HZ = { lowest: 35, highest: 13000 } as const;
/** Bands count in the neighbourhood by 1 / (1 + (distance / scale)²), so that what sticks out does not carry it along. */
const SCALE_DB = { least: 0.7, most: 3 } as const;
const ROUNDS = 12;
/** The bands of an even song lie this near to its trend, half of them; others are given more in proportion. */
const EVEN_DB = 0.76;

export function localPicture(picture: TonePicture, { localReach }: StyleSpectrum): LocalPicture {
  const { bandsHz, awayDb } = picture;
  const finer = (db: readonly number[]): readonly number[] =>
    smoothed({ hz: bandsHz, db }, SMOOTHING_OCTAVES).db;
  const level = finer(awayDb);
  const around = neighbourhood(bandsHz);
  const { trend, weight, raggedDb } = settledTrend(level, around, bandsHz);
  const more = Math.max(1, raggedDb / EVEN_DB);
  return {
    bandsHz,
    standsDb: level.map((db, i) => db - trend[i]!),
    edgeDb: bandsHz.map((hz) => levelAt(localReach, hz) * more),
    heard: (responseDb) => {
      const smooth = finer(responseDb);
      const along = weightedMeans(smooth, around, weight);
      return smooth.map((db, i) => db - along[i]!);
    },
  };
}

/** The share 0…1 that each band has in the neighbourhood of each: rows are bands, columns their neighbours. */
function neighbourhood(bandsHz: readonly number[]): number[][] {
  const x = bandsHz.map((hz) => log2(hz));
  const k = (4 * Math.LN2) / (NEIGHBOURHOOD_OCTAVES * NEIGHBOURHOOD_OCTAVES);
  return x.map((centre) =>
    x.map((one, i) => (isHeard(bandsHz[i]!) ? exp(-k * (one - centre) * (one - centre)) : 0)),
  );
}

function isHeard(hz: number): boolean {
  return hz >= HEARD_HZ.lowest && hz <= HEARD_HZ.highest;
}

interface Trend {
  readonly trend: readonly number[];
  readonly weight: readonly number[];
  /** Half of the bands lie nearer to the trend than this, dB. */
  readonly raggedDb: number;
}

/** The trend that its own weights lead to; a dozen rounds settle it. */
function settledTrend(level: readonly number[], around: readonly number[][], hz: readonly number[]): Trend {
  let weight = level.map(() => 1);
  let trend = weightedMeans(level, around, weight);
  let raggedDb = 0;
  for (let round = 0; round < ROUNDS; round++) {
    raggedDb = medianOf(level.map((db, i) => Math.abs(db - trend[i]!)).filter((_, i) => isHeard(hz[i]!)));
    const scale = Math.min(SCALE_DB.most, Math.max(SCALE_DB.least, raggedDb));
    weight = level.map((db, i) => 1 / (1 + ((db - trend[i]!) / scale) * ((db - trend[i]!) / scale)));
    trend = weightedMeans(level, around, weight);
  }
  return { trend, weight, raggedDb };
}

function weightedMeans(
  level: readonly number[],
  around: readonly number[][],
  weight: readonly number[],
): number[] {
  return around.map((row) => {
    let sum = 0;
    let total = 0;
    row.forEach((share, i) => {
      sum += share * weight[i]! * level[i]!;
      total += share * weight[i]!;
    });
    return total > 0 ? sum / total : 0;
  });
}
