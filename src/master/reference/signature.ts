// Signature: how finished records sound where they are loud, as plain JSON that later songs can be matched with.
import type { BandMovement } from '../../measure/loud-parts-record.ts';

/** What was heard of one reference. Levels are dB re full scale. */
export interface ReferenceRecord {
  /** The file's name without its ending. */
  readonly name: string;
  /** Above 0; only what it is against the others' counts. */
  readonly weight: number;
  readonly sampleRateHz: number;
  /** 1 or 2. */
  readonly channels: number;
  readonly durationS: number;
  /** As its file reads: of a mono one as from one loudspeaker. */
  readonly integratedLufs: number;
  readonly rangeLu: number | null;
  readonly truePeakDbtp: number;
  /** Median of true peak over short-term loudness. */
  readonly psrDb: number | null;
  readonly plrDb: number;
  /** Above here it holds nothing: a lossy encoder's or a converter's edge. */
  readonly highestHz: number;
  /** Third-octave centres. */
  readonly bandsHz: readonly number[];
  /** Of the loud parts: (L + R)/2, and (L - R)/2; null where nothing sounds; no sides at all of mono sound. */
  readonly midDb: readonly (number | null)[];
  readonly sideDb: readonly (number | null)[] | null;
  readonly movement: readonly BandMovement[];
}

/** One record or several. */
export interface Signature {
  readonly version: 1;
  readonly references: readonly ReferenceRecord[];
}

/** More than anybody hears as one sound. */
export const MOST_REFERENCES = 32;
/** A share of another beyond these is none. */
export const LEAST_WEIGHT = 0.001;
export const MOST_WEIGHT = 1000;

/** How much of each part of a match is wanted, 0…1. */
export interface MatchStrengths {
  readonly tone: number;
  readonly width: number;
  readonly dynamics: number;
  readonly loudness: number;
}

/** The whole tone, width and loudness; of the dynamics half, for what is squashed or blown up does not come back. */
export const DEFAULT_STRENGTHS: MatchStrengths = { tone: 1, width: 1, dynamics: 0.5, loudness: 1 };

/** What a song is to be brought towards. */
export interface Reference {
  readonly signature: Signature;
  readonly strengths: MatchStrengths;
}
