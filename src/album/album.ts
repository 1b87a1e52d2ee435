// Album: songs in their order, what stands between them, and what the record says of itself; plain JSON.
import type { Intent } from '../master/intent.ts';

/** Frames of a CD a second: the grid on which every track begins (IEC 60908). */
export const SECTORS_PER_S = 75;

/** What a disc begins with: two seconds (IEC 60908). */
export const FIRST_PAUSE_SECTORS = 2 * SECTORS_PER_S;

/**
 * How long something lasts. `sectors`: 1/75 s; `beats`: of the song before it, by its measured tempo; `decay`: as long as the
 * music before it needs to die away, times `value`.
 */
export interface Duration {
  readonly unit: 'sectors' | 'seconds' | 'beats' | 'decay';
  readonly value: number;
}

/** Shape of a fade: `smooth` is dsp/fade-curve, `power` keeps the power of unrelated sounds, `log` falls evenly in dB. */
export type FadeCurve = 'linear' | 'smooth' | 'power' | 'log';

export interface Fade {
  readonly length: Duration;
  readonly curve: FadeCurve;
}

/**
 * How a song follows the one before it. `gap`: after silence; `crossfade`: over its end; `gapless`: both are cut from one
 * recording, which is mastered as one. Of a disc's first song: `gap`, what its first pause has beyond two seconds.
 */
export type Join =
  | { readonly kind: 'gap'; readonly length: Duration }
  | { readonly kind: 'crossfade'; readonly fade: Fade }
  | { readonly kind: 'gapless' };

/** What a song and a record say of themselves beyond sound; files/tags says what each may be. Absent: not known. */
export interface Credits {
  readonly artists?: readonly string[];
  readonly composers?: readonly string[];
  readonly lyricists?: readonly string[];
  readonly arrangers?: readonly string[];
  readonly producers?: readonly string[];
  readonly engineers?: readonly string[];
  readonly genres?: readonly string[];
  readonly comments?: readonly string[];
  readonly publisher?: string;
  readonly copyright?: string;
  readonly phonogram?: string;
  readonly language?: string;
}

export interface AlbumSong {
  /** Unique in its album, a plain word (`03-after-rain`): plans, seams and files are called by it. */
  readonly id: string;
  /** From the album file's folder on. */
  readonly file: string;
  readonly title: string;
  readonly version: string | null;
  /** 12 characters without hyphens. */
  readonly isrc: string | null;
  readonly iswc: string | null;
  readonly explicit: 'explicit' | 'clean' | 'none';
  readonly credits: Credits;
  /** From 1, rising. */
  readonly disc: number;
  /** `A`, `B` …; null: the vinyl planner divides. */
  readonly side: string | null;
  readonly join: Join;
  /** A song without a number of its own: on CD part of the track before it, or of the first pause. */
  readonly hidden: boolean;
  /** Where index 02, 03 … stand, seconds from the song's start as it is heard on the album. */
  readonly indexesS: readonly number[];
  /** What of the file is used; null: all. */
  readonly trim: { readonly startS: number; readonly endS: number | null } | null;
  readonly fadeIn: Fade | null;
  readonly fadeOut: Fade | null;
  /** What this song asks instead of the album's intent. */
  readonly intent: Partial<Intent>;
  /** A plan file of its own, from the album file's folder on. */
  readonly plan: string | null;
  /** It is a master already: its sound stays as it is, to the last sample, at its level. */
  readonly asIs: boolean;
  /** Meant to stand this much above (below) where the balance would put it, LU. */
  readonly levelLu: number;
  /** Versions that get the same moves and stand beside it. */
  readonly alternates: readonly {
    readonly kind: 'instrumental' | 'acapella' | 'radio-edit' | 'clean' | 'tv-mix' | 'other';
    readonly file: string;
    readonly title: string | null;
    readonly isrc: string | null;
  }[];
}

/** By what the levels of songs are compared: see docs/theory/album-balance.md. */
export type BalanceRule = 'vocal' | 'short-term' | 'loud-range' | 'anchor' | 'integrated' | 'none';

export interface Balance {
  readonly rule: BalanceRule;
  /** The song that the others are set by; null: found by the rule. */
  readonly anchor: string | null;
  /** Most that a song is moved from its own level, LU. */
  readonly mostLu: number;
  /** Most that a song's tone is drawn towards the album's, dB in any band; 0: not at all. */
  readonly mostToneDb: number;
  /** Integrated loudness of the whole album; null: what the songs come to. */
  readonly albumLufs: number | null;
}

/** Where marks of tracks stand beside the sound, for players that are slow to open their ears; sectors. */
export interface MarkOffsets {
  /** Before the first track's sound. */
  readonly first: number;
  /** Before every other track's sound. */
  readonly start: number;
  /** After a track's sound, before the pause begins. */
  readonly end: number;
}

export interface Album {
  readonly version: 1;
  readonly title: string;
  readonly artists: readonly string[];
  readonly label: string | null;
  readonly catalogueNumber: string | null;
  /** EAN-13 or UPC-A, digits only, its check digit holds. */
  readonly barcode: string | null;
  /** yyyy, yyyy-mm or yyyy-mm-dd. */
  readonly date: string | null;
  readonly originalDate: string | null;
  readonly credits: Credits;
  /** From the album file's folder on. */
  readonly artwork: string | null;
  readonly intent: Intent;
  readonly balance: Balance;
  /** What a song has whose join is not told. */
  readonly gap: Duration;
  readonly markOffsets: MarkOffsets;
  /** Of the CD: pre-emphasis is never made here; copying is permitted or not. */
  readonly copyPermitted: boolean;
  /** In the order of the record. */
  readonly songs: readonly AlbumSong[];
}
