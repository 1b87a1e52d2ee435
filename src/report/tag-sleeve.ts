// Tag sleeve: what a file says of its song, set like the back of a record sleeve.
import { shownIsrc } from '../files/tags/checks/isrc.ts';
import { shownIswc } from '../files/tags/checks/iswc.ts';
import type { TagNote } from '../files/tags/tag-carrier.ts';
import type {
  Artwork,
  Broadcast,
  MultipleField,
  Position,
  ReplayGain,
  SingleField,
  Tags,
} from '../files/tags/tags.ts';
import { change, count, fileSize, fixed, level } from './figures.ts';
import {
  clipped,
  displayWidth,
  padded,
  PLAIN,
  printable,
  shortened,
  wrapped,
  type TextStyle,
} from './text-style.ts';
import { tagNoteWords } from './words-tags.ts';

/** What stands before each field; several values of one field stand below each other. */
export const FIELD_TITLES: Readonly<Record<SingleField | MultipleField, string>> = {
  title: 'Title',
  version: 'Version',
  artists: 'Artist',
  album: 'Album',
  albumArtists: 'Album artist',
  composers: 'Composer',
  lyricists: 'Lyricist',
  arrangers: 'Arranger',
  producers: 'Producer',
  engineers: 'Engineer',
  publisher: 'Publisher',
  label: 'Label',
  catalogueNumber: 'Catalogue no.',
  copyright: '©',
  phonogram: '℗',
  date: 'Date',
  originalDate: 'First released',
  genres: 'Genre',
  language: 'Language',
  isrc: 'ISRC',
  barcode: 'UPC/EAN',
  iswc: 'ISWC',
  comments: 'Comment',
  encodedBy: 'Encoded by',
};

type Row = readonly [title: string, text: string];

export interface SleeveOptions {
  readonly width?: number;
  readonly style?: TextStyle;
}

const INDENT = '  ';
const GAP = '  ';
/** Foreign values can be whole documents. */
const MOST_FOREIGN = 60;

/** `format` is what kind of file it is. Without an empty line at the end. */
export function tagSleeve(
  path: string,
  format: string,
  tags: Tags,
  notes: readonly TagNote[],
  { width = 80, style = PLAIN }: SleeveOptions = {},
): string {
  const rows = sleeveRows(tags);
  const titles = rows.reduce((most, [title]) => Math.max(most, displayWidth(title)), 0);
  const room = Math.max(24, width - INDENT.length - titles - GAP.length);
  const lines = rows.flatMap(([title, text]) =>
    wrapped(printable(text), room).map(
      (line, i) => INDENT + style.dim(padded(i === 0 ? title : '', titles)) + GAP + line,
    ),
  );
  return [
    style.strong(shortened(printable(path), width)),
    style.dim(INDENT + format),
    ...(rows.length === 0 ? ['', `${INDENT}It says nothing of its song.`] : ['', ...lines]),
    ...noteLines(notes, width).map(style.warn),
  ].join('\n');
}

export function noteLines(notes: readonly TagNote[], width: number): string[] {
  if (notes.length === 0) return [];
  return ['', ...notes.flatMap((note) => wrapped(printable(capital(tagNoteWords(note))), width, INDENT))];
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** In the order in which a sleeve tells it. */
export function sleeveRows(tags: Tags): Row[] {
  const rows: Row[] = [];
  const add = (title: string, text: string): number => rows.push([title, text]);
  for (const field of Object.keys(FIELD_TITLES) as (SingleField | MultipleField)[]) {
    const value = tags[field];
    const values = value === undefined ? [] : typeof value === 'string' ? [value] : value;
    for (const [i, text] of values.entries()) add(i === 0 ? FIELD_TITLES[field] : '', shown(field, text));
    if (field === 'albumArtists') rows.push(...placeRows(tags));
  }
  if (tags.explicit !== undefined) add('Explicit', EXPLICIT[tags.explicit]);
  for (const [i, picture] of (tags.artwork ?? []).entries())
    add(i === 0 ? 'Artwork' : '', artworkText(picture));
  if (tags.replayGain !== undefined) rows.push(...gainRows(tags.replayGain));
  if (tags.broadcast !== undefined) rows.push(...broadcastRows(tags.broadcast));
  for (const [name, value] of tags.other ?? []) add(clipped(name, 20), clipped(value, MOST_FOREIGN));
  return rows;
}

function shown(field: SingleField | MultipleField, text: string): string {
  if (field === 'isrc') return shownIsrc(text);
  return field === 'iswc' ? shownIswc(text) : text;
}

const EXPLICIT: Readonly<Record<NonNullable<Tags['explicit']>, string>> = {
  explicit: 'yes',
  clean: 'clean version',
  none: 'no',
};

function placeRows({ track, disc }: Tags): Row[] {
  const text = ({ number, of }: Position): string => (of === null ? String(number) : `${number} of ${of}`);
  return [
    ...(track === undefined ? [] : [['Track', text(track)] as const]),
    ...(disc === undefined ? [] : [['Disc', text(disc)] as const]),
  ];
}

const ROLES: Readonly<Record<Artwork['role'], string>> = {
  front: 'cover',
  back: 'back',
  artist: 'artist',
  leaflet: 'leaflet',
  medium: 'medium',
  other: 'picture',
};

/** `cover 3000 × 3000 JPEG, 412 kB`. */
export function artworkText({ role, width, height, mime, bytes, description }: Artwork): string {
  const kind = mime === 'image/png' ? 'PNG' : 'JPEG';
  const said = description === '' ? '' : ` (${description})`;
  return `${ROLES[role]} ${width} × ${height} ${kind}, ${fileSize(bytes.length)}${said}`;
}

function gainRows({ trackGainDb, trackPeak, albumGainDb, albumPeak }: ReplayGain): Row[] {
  const text = (gainDb: number | null, peak: number | null): string =>
    [
      ...(gainDb === null ? [] : [change(gainDb, 'dB', 2)]),
      ...(peak === null ? [] : [`peak ${fixed(peak, 3)}`]),
    ].join(', ');
  const track = text(trackGainDb, trackPeak);
  const album = text(albumGainDb, albumPeak);
  return [
    ...(track === '' ? [] : [['ReplayGain', track] as const]),
    ...(album === '' ? [] : [['of the album', album] as const]),
  ];
}

function broadcastRows(broadcast: Broadcast): Row[] {
  const { description, originator, originatorReference, originationDate, originationTime } = broadcast;
  const { timeReferenceFrames, umid, codingHistory } = broadcast;
  const measured = [
    ['loudness', level(broadcast.integratedLufs, 'LUFS')],
    ['range', level(broadcast.rangeLu, 'LU')],
    ['true peak', level(broadcast.truePeakDbtp, 'dBTP')],
  ].filter(([, text]) => text !== fixed(null));
  const rows: Row[] = [
    ['Broadcast', description],
    ['Originator', [originator, originatorReference].filter((text) => text !== '').join(', ')],
    ['Originated', `${originationDate} ${originationTime}`.trim()],
    ['Starts at', timeReferenceFrames === 0 ? '' : `sample ${count(timeReferenceFrames)}`],
    ['Measured', measured.map((each) => each.join(' ')).join(', ')],
    ['UMID', /^0*$/.test(umid) ? '' : umid],
    ...codingHistory.map((line, i) => [i === 0 ? 'Coding history' : '', line] as const),
  ];
  return rows.filter(([, text]) => text !== '');
}
