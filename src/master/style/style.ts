// Style: what a kind of record sounds like and how loud it likes to be, as dated data with its sources.
import type { Curve } from '../../dsp/curve.ts';

/** Long-term third-octave levels of finished records: the middle and how far records reach to either side. Height is free. */
export interface StyleSpectrum {
  readonly middle: Curve;
  /** Half the corridor's width, dB. */
  readonly reach: Curve;
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
}

export interface Style {
  readonly id: string;
  /** What it does, in a phrase for help texts. */
  readonly caption: string;
  readonly spectrum: StyleSpectrum;
  /** `auto` never goes above this for a full arrangement. */
  readonly loudestLufs: number;
  /** What `auto` may spend. */
  readonly limiting: LimitingBudget;
  readonly dynamics: StyleDynamics;
  /** ISO date of the data. */
  readonly dated: string;
  readonly sources: readonly string[];
}
