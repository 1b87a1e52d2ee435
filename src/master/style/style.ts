// Style: what a kind of record sounds like and how loud it likes to be, as dated data with its sources.
import type { Curve } from '../../dsp/curve.ts';
import type { Stage } from '../stage.ts';

/** Where the middle one of many records stands, and how far one of them typically is from it (a standard deviation). */
export interface Spread {
  readonly median: number;
  readonly spread: number;
}

/** The same of one band. */
export interface BandSpread extends Spread {
  readonly lowHz: number;
  readonly highHz: number;
}

/** Long-term third-octave levels of finished records: the middle and how far records reach to either side. Height is free. */
export interface StyleSpectrum {
  readonly middle: Curve;
  /** Half the corridor's width, dB: nine records of ten lie inside. */
  readonly reach: Curve;
  /**
   * How far a third-octave of an otherwise smooth record stands out of its own neighbourhood before it is heard as
   * coloured, dB; ragged records are given more.
   */
  readonly localReach: Curve;
}

/** A style by its name and its corridor: all that a picture of it needs. */
export interface StyleCorridor {
  readonly id: string;
  readonly spectrum: StyleSpectrum;
}

/** How far a limiter may go. Reductions are those of the limiter, over the loud parts of the song. */
export interface LimitingBudget {
  /** Mean reduction, dB. */
  readonly meanDb: number;
  /** Share (0…1) of the time with more than 1 dB. */
  readonly shareOver1Db: number;
  /** Reduction that 1 % of the time exceeds, dB. */
  readonly deepDb: number;
  /** Peak to loudness ratio that must be left, dB. */
  readonly leastPlrDb: number;
  /** Damage.distortionDb of the limiter alone, on the worse of the telling sections. */
  readonly distortionDb: number;
  /** Damage.crestLossDb of the same, dB. */
  readonly crestLossDb: number;
}

export interface StyleDynamics {
  /** Median PSR above which glue may help; null: this style is never compressed. */
  readonly gluePsrDb: number | null;
  /** Loudness range up to which a song is one level of intensity; above it the movement is the music's own. */
  readonly glueRangeLu: number;
  /** Peak to short-term loudness, dB (AES e-Brief 373). */
  readonly psrDb: Spread;
  /** Loudness range, LU (EBU Tech 3342). */
  readonly rangeLu: Spread;
  /** By how much each part of the spectrum moves from second to second of the loud parts, 10th to 90th percentile, dB. */
  readonly movementDb: readonly BandSpread[];
}

export interface Style {
  readonly version: 1;
  readonly id: string;
  /** What it does, in a phrase for help texts. */
  readonly caption: string;
  readonly spectrum: StyleSpectrum;
  /** `auto` never goes above this for a full arrangement. */
  readonly loudestLufs: number;
  /** What `auto` may spend. */
  readonly limiting: LimitingBudget;
  readonly dynamics: StyleDynamics;
  /** Side over mid by octave, dB. */
  readonly widthDb: readonly BandSpread[];
  /** The sides of the lows against their middle stay under this, dB, as a cutting lathe asks; null: as they are. */
  readonly lowsSideToMidDb: number | null;
  /** Stages that are never asked for this kind of record. */
  readonly never: readonly Stage[];
  /** ISO date of the data. */
  readonly dated: string;
  readonly sources: readonly string[];
}
