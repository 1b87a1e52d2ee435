// Tags fields: by which flag each field is set on the command line, and what it takes.
import { MULTIPLE_FIELDS, SINGLE_FIELDS, type MultipleField, type SingleField } from '../files/tags/tags.ts';

/** The flag of a field where it is not the field's own name, and what it takes. */
export const TEXT_FLAGS: Readonly<Record<SingleField, readonly [flag: string, caption: string]>> = {
  title: ['title', 'title of the song'],
  version: ['song-version', 'which version of the song: Radio Edit, Live'],
  album: ['album', 'title of the release'],
  publisher: ['publisher', 'publisher of the work'],
  label: ['label', 'label'],
  catalogueNumber: ['catalogue-number', "the label's number of the release"],
  copyright: ['copyright', '© line, with its year: "2026 Some Label"'],
  phonogram: ['phonogram', '℗ line, with its year'],
  date: ['date', 'day of release: 2026-05-31, 2026-05 or 2026'],
  originalDate: ['original-date', 'of the first release'],
  language: ['language', 'of the words: en, eng, de …; zxx for none'],
  isrc: ['isrc', 'code of the recording, with or without hyphens'],
  barcode: ['barcode', 'UPC or EAN of the release'],
  iswc: ['iswc', 'code of the work'],
  encodedBy: ['encoded-by', 'who made the file'],
};

/** Each may be given several times. */
export const LIST_FLAGS: Readonly<Record<MultipleField, readonly [flag: string, caption: string]>> = {
  artists: ['artist', 'artist'],
  albumArtists: ['album-artist', 'artist of the release'],
  composers: ['composer', 'composer'],
  lyricists: ['lyricist', 'who wrote the words'],
  arrangers: ['arranger', 'arranger'],
  producers: ['producer', 'producer'],
  engineers: ['engineer', 'engineer'],
  genres: ['genre', 'genre'],
  comments: ['comment', 'comment'],
};

const camel = (flag: string): string => flag.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

/** The fields that were given, by their own names. */
export function textsOf(options: Readonly<Record<string, unknown>>): Partial<Record<SingleField, string>> {
  const given = SINGLE_FIELDS.map((field) => [field, options[camel(TEXT_FLAGS[field][0])]] as const);
  return Object.fromEntries(given.filter(([, value]) => value !== undefined));
}

export function listsOf(
  options: Readonly<Record<string, unknown>>,
): Partial<Record<MultipleField, readonly string[]>> {
  const given = MULTIPLE_FIELDS.map((field) => [field, options[camel(LIST_FLAGS[field][0])]] as const);
  return Object.fromEntries(given.filter(([, value]) => value !== undefined));
}
