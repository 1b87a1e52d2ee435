// Named values: the common shape between the vocabulary and every format: names and texts in order, pictures apart.
import type { Artwork, MultipleField, SingleField } from './tags.ts';

/** A name as Vorbis comments have it (TITLE, ARTIST), and one value. */
export type NamedValue = readonly [name: string, value: string];

/** What a codec reads and writes. */
export interface TagContent {
  readonly values: readonly NamedValue[];
  readonly artwork: readonly Artwork[];
}

export const NO_CONTENT: TagContent = { values: [], artwork: [] };

/** Names of the fields with one value, in the order in which they are written. */
export const SINGLE_NAMES: Readonly<Record<SingleField, string>> = {
  title: 'TITLE',
  version: 'VERSION',
  album: 'ALBUM',
  publisher: 'PUBLISHER',
  label: 'LABEL',
  catalogueNumber: 'CATALOGNUMBER',
  copyright: 'COPYRIGHT',
  phonogram: 'PHONOGRAM',
  date: 'DATE',
  originalDate: 'ORIGINALDATE',
  language: 'LANGUAGE',
  isrc: 'ISRC',
  barcode: 'BARCODE',
  iswc: 'ISWC',
  encodedBy: 'ENCODEDBY',
};

export const MULTIPLE_NAMES: Readonly<Record<MultipleField, string>> = {
  artists: 'ARTIST',
  albumArtists: 'ALBUMARTIST',
  composers: 'COMPOSER',
  lyricists: 'LYRICIST',
  arrangers: 'ARRANGER',
  producers: 'PRODUCER',
  engineers: 'ENGINEER',
  genres: 'GENRE',
  comments: 'COMMENT',
};

const FIELDS = new Map(
  Object.entries({ ...SINGLE_NAMES, ...MULTIPLE_NAMES }).map(([field, name]) => [name as string, field]),
);

/** The field of the vocabulary that one of our names stands for; any other name is itself. */
export const fieldOfName = (name: string): string => FIELDS.get(name.toUpperCase()) ?? name;

/** Names that others write for the same, by `nameKey`. */
const ALIASES: Readonly<Record<string, string>> = {
  YEAR: 'DATE',
  RECORDDATE: 'DATE',
  RECORDINGDATE: 'DATE',
  ORIGINALYEAR: 'ORIGINALDATE',
  ORIGINALRELEASEDATE: 'ORIGINALDATE',
  TRACK: 'TRACKNUMBER',
  TRACKNUM: 'TRACKNUMBER',
  TOTALTRACKS: 'TRACKTOTAL',
  TRACKC: 'TRACKTOTAL',
  DISC: 'DISCNUMBER',
  DISK: 'DISCNUMBER',
  DISKNUMBER: 'DISCNUMBER',
  TOTALDISCS: 'DISCTOTAL',
  DISCC: 'DISCTOTAL',
  ORGANIZATION: 'LABEL',
  'EAN/UPC': 'BARCODE',
  'UPC/EAN': 'BARCODE',
  UPC: 'BARCODE',
  EAN: 'BARCODE',
  EANUPN: 'BARCODE',
  MCN: 'BARCODE',
  CATALOG: 'CATALOGNUMBER',
  LABELNO: 'CATALOGNUMBER',
  DESCRIPTION: 'COMMENT',
  COMMENTS: 'COMMENT',
  ALBUMARTISTS: 'ALBUMARTIST',
  ENCODED: 'ENCODEDBY',
  RECORDINGCOPYRIGHT: 'PHONOGRAM',
  ADVISORY: 'ITUNESADVISORY',
  TEMPO: 'BPM',
};

/** What iTunes keeps about this very encoding, its delay and its neighbours: worse than nothing beside another sound. */
export const isOfEncoding = (name: string): boolean => /^iTun(SMPB|PGAP)$/i.test(name);

/** Capitals without spaces, hyphens and underscores: by this, names are the same. */
export const nameKey = (name: string): string => name.toUpperCase().replace(/[\s_-]/g, '');

/** Our name of what `name` means; the key itself where it means nothing to us. */
export function meaningOf(name: string): string {
  const key = nameKey(name);
  return ALIASES[key] ?? key;
}

/** Values by name (without regard to case), in the order of each name's first. */
export function groupedValues(values: readonly NamedValue[]): { name: string; values: string[] }[] {
  const groups = new Map<string, { name: string; values: string[] }>();
  for (const [name, value] of values) {
    const group = groups.get(name.toUpperCase());
    if (group === undefined) groups.set(name.toUpperCase(), { name, values: [value] });
    else group.values.push(value);
  }
  return [...groups.values()];
}
