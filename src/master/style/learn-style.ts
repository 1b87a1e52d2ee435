// Learn style: a style made from somebody's own records: the middle one of them, and how far the others lie about it.
import { levelAt, smoothed, type Curve } from '../../dsp/curve.ts';
import { medianOf, typicalSpread } from '../../dsp/ranks.ts';
import type { Measurements } from '../../measure/measurements.ts';
import { Fault } from '../../signal/fault.ts';
import { songFigures, type BandFigure, type SongFigures } from './song-figures.ts';
import { BARELY, FIRM, HARD, TRANSPARENT } from './style-budgets.ts';
import type { BandSpread, LimitingBudget, Spread, Style, StyleSpectrum } from './style.ts';
import { styleById } from './styles.ts';
import { tonePicture, type TonePicture } from './tone-picture.ts';

/** One record to learn from. */
export interface LearntSong {
  readonly name: string;
  readonly measurements: Measurements;
}

export interface LearntStyle {
  readonly style: Style;
  /** Songs that had no sound to learn from. */
  readonly leftOut: readonly string[];
  /** Fewer songs than tell how far records of a kind reach: the corridor stays nearly as wide as the house's. */
  readonly isFew: boolean;
}

export const FEW_SONGS = 3;
/** Most records that a style is learnt from. */
export const MOST_SONGS = 1000;
/** Nine of ten lie within this many standard deviations. */
const NINE_OF_TEN = 1.645;
/**
 * A corridor never narrower than this share of the house's, more of it for few songs: a handful of records of one artist lie
 * nearer together than their next song will.
 */
const LEAST_REACH = { many: 0.6, fewer: 0.4 } as const;
const MOST_REACH = 1.6;
/** The keys and the instruments of a few songs are not the style. */
const SMOOTHING_OCTAVES = 2 / 3;
const LEAST_SPREAD = { psrDb: 1, rangeLu: 1.5, movementDb: 1.5, widthDb: 3 } as const;
const LOUDEST_LUFS = { quietest: -18, loudest: -8 } as const;
/** Of records this open nobody wants compression; others are glued only where a mix is this much more open. */
const NEVER_GLUED_PSR_DB = 13.5;
const GLUED_FROM_DB = 2;
const LEAST_GLUE_RANGE_LU = 6;

/** `id`: kebab-case; `dated`: ISO date. Fault `nothing-to-learn` where no song has any sound. */
export function learnStyle(songs: readonly LearntSong[], id: string, dated: string): LearntStyle {
  const base = styleById('balanced');
  const pictured = songs.map((song) => ({
    song,
    picture: tonePicture(song.measurements.spectrum, base.spectrum),
    figures: songFigures(song.measurements),
  }));
  const used = pictured.filter(({ picture, figures }) => picture !== null && figures.integratedLufs !== null);
  if (used.length === 0) throw new Fault('nothing-to-learn', 'input', { songs: songs.length });
  const figures = used.map((one) => one.figures);
  const psrDb = spreadOf(figures, ({ psrDb: db }) => db, LEAST_SPREAD.psrDb, base.dynamics.psrDb);
  const rangeLu = spreadOf(figures, (one) => one.rangeLu, LEAST_SPREAD.rangeLu, base.dynamics.rangeLu);
  const spectrum = learntSpectrum(
    used.map(({ picture }) => picture!),
    base.spectrum,
  );
  const names = used.map(({ song }) => song.name);
  const style: Style = {
    version: 1,
    id,
    caption: `learnt from ${names.length === 1 ? 'one record' : `${names.length} records`}`,
    spectrum,
    loudestLufs: loudestOf(figures),
    limiting: budgetFor(psrDb.median),
    dynamics: {
      gluePsrDb: psrDb.median >= NEVER_GLUED_PSR_DB ? null : tenth(psrDb.median + GLUED_FROM_DB),
      glueRangeLu: tenth(Math.max(LEAST_GLUE_RANGE_LU, rangeLu.median + rangeLu.spread)),
      psrDb,
      rangeLu,
      movementDb: bandsOf(
        figures.map(({ movementDb }) => movementDb),
        LEAST_SPREAD.movementDb,
        base.dynamics.movementDb,
      ),
    },
    widthDb: bandsOf(
      figures.map(({ widthDb }) => widthDb),
      LEAST_SPREAD.widthDb,
      base.widthDb,
    ),
    lowsSideToMidDb: null,
    never: [],
    dated,
    sources: names,
  };
  const leftOut = songs.map(({ name }) => name).filter((name) => !names.includes(name));
  return { style, leftOut, isFew: used.length < FEW_SONGS };
}

/** Each song at its own height, so that a loud one counts no more than a quiet one. */
function learntSpectrum(pictures: readonly TonePicture[], base: StyleSpectrum): StyleSpectrum {
  const longest = pictures.reduce((a, b) => (b.bandsHz.length > a.bandsHz.length ? b : a));
  const hz = longest.bandsHz;
  const awayAt = (i: number): number[] =>
    pictures.flatMap(({ awayDb }) => (awayDb[i] === undefined ? [] : [awayDb[i]]));
  const middle = smoothed({ hz, db: hz.map((_, i) => medianOf(awayAt(i))) }, SMOOTHING_OCTAVES);
  const spread = smoothed({ hz, db: hz.map((_, i) => typicalSpread(awayAt(i))) }, SMOOTHING_OCTAVES);
  const few = 1 + 2 / pictures.length;
  const least = LEAST_REACH.many + LEAST_REACH.fewer / pictures.length;
  const reach = hz.map((one, i) => {
    const house = levelAt(base.reach, one);
    return Math.min(MOST_REACH * house, Math.max(least * house, NINE_OF_TEN * few * spread.db[i]!));
  });
  return {
    middle: rounded({ hz, db: middle.db.map((db, i) => db + levelAt(base.middle, hz[i]!)) }),
    reach: rounded({ hz, db: reach }),
    localReach: base.localReach,
  };
}

function spreadOf(
  figures: readonly SongFigures[],
  read: (one: SongFigures) => number | null,
  least: number,
  house: Spread,
): Spread {
  const values = figures.map(read).filter((value) => value !== null);
  if (values.length === 0) return house;
  return { median: tenth(medianOf(values)), spread: tenth(Math.max(least, typicalSpread(values))) };
}

/** Band by band; the house's where no song has a figure. */
function bandsOf(
  songs: readonly (readonly BandFigure[])[],
  least: number,
  house: readonly BandSpread[],
): BandSpread[] {
  return house.map((band) => {
    const centre = Math.sqrt(band.lowHz * band.highHz);
    const values = songs.flatMap(
      (bands) => bands.find(({ lowHz, highHz }) => lowHz <= centre && centre < highHz)?.value ?? [],
    );
    if (values.length === 0) return band;
    return {
      ...band,
      median: tenth(medianOf(values)),
      spread: tenth(Math.max(least, typicalSpread(values))),
    };
  });
}

function loudestOf(figures: readonly SongFigures[]): number {
  const lufs = medianOf(figures.map(({ integratedLufs }) => integratedLufs!));
  return tenth(Math.min(LOUDEST_LUFS.loudest, Math.max(LOUDEST_LUFS.quietest, lufs)));
}

/** The house budget whose records are as dense. */
function budgetFor(psrDb: number): LimitingBudget {
  if (psrDb >= 13.5) return BARELY;
  if (psrDb >= 11) return TRANSPARENT;
  return psrDb >= 9.5 ? FIRM : HARD;
}

function rounded({ hz, db }: Curve): Curve {
  return { hz, db: db.map((level) => Math.round(100 * level) / 100) };
}

function tenth(value: number): number {
  return Math.round(10 * value) / 10;
}
