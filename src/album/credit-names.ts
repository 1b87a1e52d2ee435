// Credit names: the fields of credits by their kind, in the order in which files and tags tell them.
import type { Credits } from './album.ts';

/** Lists that a song's own replace; who sings is told apart. */
export const CREDIT_LISTS = [
  'composers',
  'lyricists',
  'arrangers',
  'producers',
  'engineers',
  'genres',
  'comments',
] as const satisfies readonly (keyof Credits)[];

export const CREDIT_TEXTS = [
  'publisher',
  'copyright',
  'phonogram',
  'language',
] as const satisfies readonly (keyof Credits)[];
