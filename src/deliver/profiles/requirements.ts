// Requirements: what a shop or plant may want to be told beside the sound.

/** By what an album and its songs call it; of a credit, of every song. */
export const REQUIREMENTS = [
  'album',
  'artist',
  'title',
  'isrc',
  'iswc',
  'barcode',
  'catalogue-number',
  'label',
  'date',
  'genre',
  'copyright',
  'phonogram',
  'publisher',
  'composer',
  'language',
  'explicit',
  'artwork',
] as const;

export type Requirement = (typeof REQUIREMENTS)[number];
