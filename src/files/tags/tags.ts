// Tags: the one vocabulary of what a file says of its music, whatever chunk, frame, atom or comment carries it.

/** A number out of a total: track 3 of 11. */
export interface Position {
  /** From 1. */
  readonly number: number;
  /** null where the total is not told. */
  readonly of: number | null;
}

export type ArtworkRole = 'front' | 'back' | 'artist' | 'leaflet' | 'medium' | 'other';

export interface Artwork {
  readonly role: ArtworkRole;
  /** Told by its own first bytes, never believed from the tag. */
  readonly mime: 'image/jpeg' | 'image/png';
  readonly width: number;
  readonly height: number;
  readonly description: string;
  readonly bytes: Uint8Array;
}

/** ReplayGain 2.0: gains re −18 LUFS in dB, peaks linear (1 = full scale). */
export interface ReplayGain {
  readonly trackGainDb: number | null;
  readonly trackPeak: number | null;
  readonly albumGainDb: number | null;
  readonly albumPeak: number | null;
}

/** What BWF's bext says besides (EBU Tech 3285 v2). Loudness: LUFS, LU, dBTP; null where not told. */
export interface Broadcast {
  /** Free text, at most 256 characters. */
  readonly description: string;
  readonly originator: string;
  readonly originatorReference: string;
  /** yyyy-mm-dd and hh:mm:ss as the file has them; empty where it has none. */
  readonly originationDate: string;
  readonly originationTime: string;
  /** Samples since midnight. */
  readonly timeReferenceFrames: number;
  /** 64 bytes in hexadecimal; empty where there is none. */
  readonly umid: string;
  readonly integratedLufs: number | null;
  readonly rangeLu: number | null;
  readonly truePeakDbtp: number | null;
  readonly maxMomentaryLufs: number | null;
  readonly maxShortTermLufs: number | null;
  /** Lines `A=PCM,F=48000,W=24,M=stereo,T=…` (EBU R 98). */
  readonly codingHistory: readonly string[];
}

/** Text fields that hold one value. */
export const SINGLE_FIELDS = [
  'title',
  'version',
  'album',
  'publisher',
  'label',
  'catalogueNumber',
  'copyright',
  'phonogram',
  'date',
  'originalDate',
  'language',
  'isrc',
  'barcode',
  'iswc',
  'encodedBy',
] as const;

/** Text fields that may hold several values, in order. */
export const MULTIPLE_FIELDS = [
  'artists',
  'albumArtists',
  'composers',
  'lyricists',
  'arrangers',
  'producers',
  'engineers',
  'genres',
  'comments',
] as const;

export type SingleField = (typeof SINGLE_FIELDS)[number];
export type MultipleField = (typeof MULTIPLE_FIELDS)[number];

/**
 * What is known of one song; an absent field is not known. `date` is yyyy, yyyy-mm or yyyy-mm-dd; `copyright` (©) and `phonogram`
 * (℗) begin with their year; `language` is ISO 639-2; `isrc` 12 characters without hyphens; `barcode` UPC-A or EAN-13, digits only;
 * `iswc` `T` and ten digits; check digits hold (see isrc, barcode, iswc).
 */
export interface Tags
  extends Partial<Readonly<Record<SingleField, string>>>,
    Partial<Readonly<Record<MultipleField, readonly string[]>>> {
  readonly track?: Position;
  readonly disc?: Position;
  readonly explicit?: 'explicit' | 'clean' | 'none';
  readonly artwork?: readonly Artwork[];
  readonly replayGain?: ReplayGain;
  readonly broadcast?: Broadcast;
  /** Names and values that this vocabulary has no word for, kept as they were read: by name, in order. */
  readonly other?: readonly (readonly [name: string, value: string])[];
}
