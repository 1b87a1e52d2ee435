// Asking: one wish of a revision, as its words were understood.
import type { SectionName } from './vocabulary.ts';
import type { SubjectId } from './subjects.ts';

/** Where a wish holds; times in seconds, `endS` null for the end of the song. */
export type PlaceAsked =
  | { readonly kind: 'at'; readonly s: number }
  | { readonly kind: 'stretch'; readonly startS: number; readonly endS: number | null }
  | { readonly kind: 'section'; readonly section: SectionName };

/** More or less of something; `db` with its sign, in LU for loudness. */
export interface ChangeAsked {
  readonly kind: 'change';
  readonly subject: SubjectId;
  readonly db: number;
  /** Everywhere where null. */
  readonly place: PlaceAsked | null;
}

/** A move of the plan by one of its names, at a share of what it does now; 1: all of what was decided. */
export interface ShareAsked {
  readonly kind: 'share';
  readonly name: string;
  readonly share: number;
}

export type Asking = ChangeAsked | ShareAsked;
