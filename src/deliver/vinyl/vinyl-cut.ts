// Vinyl cut: how a record is divided, what its sides were given and left, and what their grooves ask of a cutter; plain JSON.
import type { Move, Restraint } from '../../master/plan.ts';
import type { ProfileSource } from '../profiles/profile.ts';
import type { DiscInches, DiscRpm } from './disc-format.ts';

/** A band of a side, as the cue list has it. */
export interface SideBand {
  /** `A1`, `A2` … */
  readonly label: string;
  readonly title: string;
  readonly songs: readonly string[];
  readonly isrc: string | null;
  /** From the side's start on. */
  readonly startS: number;
  /** Where its music is over. */
  readonly endS: number;
  /** Silence before it; 0 where it follows at once. */
  readonly gapS: number;
  /** dB by which its treble asks more of the groove than the record's average. */
  readonly trebleDb: number;
}

/** What the groove of a side does, revolution by revolution, at the level it is cut. */
export interface GrooveMap {
  readonly stepS: number;
  /** Where the needle stands. */
  readonly radiusMm: readonly number[];
  /** Highest velocity over the groove's own speed, dB: from 0 on the groove stands across. */
  readonly slewDb: readonly number[];
  /** Sharpest bend over what an elliptical stylus can follow, dB: highest, and what 5 % of the time is above. */
  readonly bendDb: readonly number[];
  readonly bendOftenDb: readonly number[];
  /** Most the groove rises or sinks, µm. */
  readonly verticalUm: readonly number[];
  /** Width that the turn takes up on the disc, µm. */
  readonly pitchUm: readonly number[];
}

/** A place where the groove asks too much. */
export interface RiskSpot {
  /** `slew`: too steep to cut; `bend`: too sharp to trace; `vertical`: the groove grows too shallow. */
  readonly kind: 'slew' | 'bend' | 'vertical';
  readonly startS: number;
  readonly endS: number;
  /** Where it is worst: second, band, radius. */
  readonly atS: number;
  readonly label: string;
  readonly radiusMm: number;
  /** Over the limit. */
  readonly overDb: number;
  /** About where in the spectrum; null for what is not a matter of pitch. */
  readonly hz: number | null;
}

/** As measured on the sound that stands in the file. */
export interface SideFigures {
  readonly integratedLufs: number | null;
  readonly maxShortTermLufs: number | null;
  readonly truePeakDbtp: number | null;
  readonly plrDb: number | null;
  readonly rmsDbfs: number | null;
  readonly correlation: number | null;
}

export interface VinylSide {
  /** `A`, `B` … */
  readonly name: string;
  /** From 1: sides A and B are disc 1. */
  readonly disc: number;
  readonly lengthS: number;
  readonly frames: number;
  readonly bands: readonly SideBand[];
  /** What was done to this side for the groove's sake, in order; strength 0: proposed, not done. */
  readonly moves: readonly Move[];
  readonly restraints: readonly Restraint[];
  readonly figures: SideFigures;
  /** Short-term loudness at the end of every whole second; null where silent. */
  readonly loudnessLufs: readonly (number | null)[];
  readonly innerMm: number;
  readonly groove: GrooveMap;
  readonly spots: readonly RiskSpot[];
}

/** A file with sound of a side. */
export interface CutFile {
  /** From the delivery's folder on. */
  readonly path: string;
  readonly side: string;
  /** null: the whole side. */
  readonly label: string | null;
  readonly fromFrame: number;
  readonly toFrame: number;
  /** Of its samples as they were written. */
  readonly soundSha256: string;
}

/** Something worth telling; words by `code`. */
export interface CutNote {
  readonly code: string;
  readonly facts: Readonly<Record<string, number | string>>;
}

/** A figure that the plant asks for. */
export interface AskedRule {
  /** Its name among the rules: `monoBelowHz`. */
  readonly field: string;
  readonly value: number;
  /** null where the profile tells none. */
  readonly source: ProfileSource | null;
}

/** Of the whole record: its shortest side is cut at the level of its longest. */
export interface CutLevel {
  /** What the plant's table (or the usual one) gives the longest side, dB over the reference level. */
  readonly byLengthDb: number;
  /** Which table that was. */
  readonly table: 'plant' | 'usual';
  /** What the music itself leaves room for: the level at which the fullest side just ends at the innermost radius. */
  readonly byRoomDb: number;
  /** The level at which all but one turn in twenty are flat enough to be cut; what is steeper, the engineer catches. */
  readonly bySlopeDb: number;
  /** The lowest of the three: what all maps are drawn for. */
  readonly cutDb: number;
}

export interface VinylCut {
  readonly version: 1;
  readonly profile: { readonly id: string; readonly title: string };
  readonly title: string;
  readonly artists: readonly string[];
  readonly catalogueNumber: string | null;
  readonly inches: DiscInches;
  readonly rpm: DiscRpm;
  readonly sampleRateHz: number;
  readonly bits: 16 | 24;
  readonly outerMm: number;
  /** Length of a side that this plant likes, and the most it cuts. */
  readonly bestMinutes: number;
  readonly mostMinutes: number;
  readonly asked: readonly AskedRule[];
  readonly order: 'kept' | 'loud-first';
  readonly divided: 'by-you' | 'by-length';
  /** `unlimited`: the sound before the limiting that makes it loud. */
  readonly peaks: 'held' | 'unlimited';
  /** By which all sides alike were turned so that peaks stay under the plant's ceiling. */
  readonly gainDb: number;
  readonly level: CutLevel;
  readonly sides: readonly VinylSide[];
  readonly files: readonly CutFile[];
  /** Those of the delivery. */
  readonly notes: readonly CutNote[];
}
