// Style character: what a house style's record is made of, written short: corridor by name, level, dynamics, width.
import { styleCorridor } from './style-corridors.ts';
import { STYLE_NAMES, type StyleId } from './style-names.ts';
import { COMMON_SOURCES, STYLES_DATED } from './style-sources.ts';
import type { BandSpread, LimitingBudget, Style, StyleDynamics } from './style.ts';

/** What a style says of itself. */
export interface Character {
  readonly loudestLufs: number;
  readonly limiting: LimitingBudget;
  readonly glue: Glue;
  /** Median PSR, dB, and loudness range, LU, of its records. */
  readonly psrDb: number;
  readonly rangeLu: number;
  /** How much its bands move from second to second against the usual. */
  readonly movement?: number;
  /** dB wider than usual from 280 Hz on; the bass by half of it. */
  readonly widerDb?: number;
  /** What the lows' sides may stand at, dB; as they are unless told. */
  readonly lowsSideToMidDb?: number;
  readonly never?: Style['never'];
  readonly sources?: readonly string[];
}

export type Glue = Pick<StyleDynamics, 'gluePsrDb' | 'glueRangeLu'>;

export const GLUED: Glue = { gluePsrDb: 13, glueRangeLu: 9 };
export const LIVELY: Glue = { gluePsrDb: 15, glueRangeLu: 9 };
export const FREE: Glue = { gluePsrDb: null, glueRangeLu: 0 };

/** Medians over finished masters and clean music: bass, low middle, middle, presence, air; the spread is about half of it. */
const MOVEMENT: readonly BandSpread[] = [
  { lowHz: 35, highHz: 141, median: 4, spread: 2 },
  { lowHz: 141, highHz: 562, median: 5, spread: 2.5 },
  { lowHz: 562, highHz: 2239, median: 5, spread: 3 },
  { lowHz: 2239, highHz: 8913, median: 5, spread: 3 },
  { lowHz: 8913, highHz: 20000, median: 5, spread: 4 },
];
/** The same of side over mid, by octave: nearly mono below 140 Hz, open above. */
const WIDTH: readonly BandSpread[] = [
  { lowHz: 35, highHz: 71, median: -24, spread: 10 },
  { lowHz: 71, highHz: 141, median: -18, spread: 9 },
  { lowHz: 141, highHz: 282, median: -11, spread: 6 },
  { lowHz: 282, highHz: 562, median: -9, spread: 5 },
  { lowHz: 562, highHz: 1122, median: -8, spread: 4 },
  { lowHz: 1122, highHz: 2239, median: -7, spread: 4 },
  { lowHz: 2239, highHz: 4467, median: -6, spread: 4 },
  { lowHz: 4467, highHz: 8913, median: -6, spread: 4 },
  { lowHz: 8913, highHz: 20000, median: -6, spread: 5 },
];
/** Records of one kind differ by about this much. */
const PSR_SPREAD_DB = 1.8;
const RANGE_SPREAD = { share: 0.4, leastLu: 1.5 } as const;
const OPEN_FROM_HZ = 282;

export function houseStyle(id: StyleId, character: Character): Style {
  const { loudestLufs, limiting, glue, psrDb, rangeLu, never = [], sources = [] } = character;
  const rangeSpread = Math.max(RANGE_SPREAD.leastLu, RANGE_SPREAD.share * rangeLu);
  return {
    version: 1,
    id,
    caption: STYLE_NAMES.find((one) => one.id === id)!.caption,
    spectrum: styleCorridor(id).spectrum,
    loudestLufs,
    limiting,
    dynamics: {
      ...glue,
      psrDb: { median: psrDb, spread: PSR_SPREAD_DB },
      rangeLu: { median: rangeLu, spread: rangeSpread },
      movementDb: moving(character.movement ?? 1),
    },
    widthDb: widened(character.widerDb ?? 0),
    lowsSideToMidDb: character.lowsSideToMidDb ?? null,
    never,
    dated: STYLES_DATED,
    sources: [...COMMON_SOURCES, ...sources],
  };
}

function moving(times: number): BandSpread[] {
  return MOVEMENT.map((band) => ({ ...band, median: band.median * times, spread: band.spread * times }));
}

function widened(byDb: number): BandSpread[] {
  return WIDTH.map((band) => ({
    ...band,
    median: band.median + (band.lowHz >= OPEN_FROM_HZ ? byDb : byDb / 2),
  }));
}
