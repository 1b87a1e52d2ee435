// Album shape: every field of an album file: what it may be, what it is when left out, and what it means.
import { INTENT_FIELDS, LOUDNESS_SHAPE } from '../../master/plan-file/plan-shape.ts';
import type { Intent } from '../../master/intent.ts';
import type {
  Field,
  FieldsOf,
  FieldTable,
  NumberShape,
  Shape,
  TextShape,
} from '../../records/record-shape.ts';
import type { Album, AlbumSong, Balance, BalanceRule, Credits, MarkOffsets } from '../album.ts';
import {
  BARCODE_SHAPE,
  DATE_SHAPE,
  fadeShape,
  ISRC_SHAPE,
  ISWC_SHAPE,
  LANGUAGE_SHAPE,
  lengthShape,
  loudnessShape,
  namesShape,
  TIME_SHAPE,
  UNKNOWN_WORD,
} from './short-forms.ts';

/** More than any set of records holds. */
const MOST_SONGS = 500;
/** Of a track of a CD: 01 is its start (IEC 60908). */
const MOST_INDEXES = 98;
const MOST_ALTERNATES = 16;
const MOST_NAMES = 32;

export const DEFAULT_BALANCE: Balance = {
  rule: 'vocal',
  anchor: null,
  mostLu: 6,
  mostToneDb: 3,
  albumLufs: null,
};

const BALANCE_RULES: readonly BalanceRule[] = [
  'vocal',
  'short-term',
  'loud-range',
  'anchor',
  'integrated',
  'none',
];

const TEXT: TextShape = { type: 'text', most: 256 };
const PATH: TextShape = { type: 'text', most: 1024 };
const orNothing = (shape: Shape, caption: string): Field => ({
  shape: { type: 'or-nothing', of: shape },
  caption,
  default: null,
});
const maybe = (shape: Shape, caption: string): Field => ({ shape, caption, optional: true });
const flag = (caption: string, left: boolean): Field => ({
  shape: { type: 'flag' },
  caption,
  default: left,
});
const choice = (choices: readonly string[]): Shape => ({ type: 'choice', choices, fault: UNKNOWN_WORD });
const number = (min: number, max: number, left: number, caption: string): Field => ({
  shape: { type: 'number', min, max },
  caption,
  default: left,
});
const names = (caption: string): Field => maybe(namesShape(MOST_NAMES), caption);

/** Stand beside the others of a song or of the album. */
const CREDIT_FIELDS = {
  artists: names('who is named as playing it, where that is not the album’s artist'),
  composers: names('who wrote the music'),
  lyricists: names('who wrote the words'),
  arrangers: names('who arranged it'),
  producers: names('who produced it'),
  engineers: names('who recorded, mixed and mastered it'),
  genres: names('what kind of music it is'),
  comments: names('anything else'),
  publisher: maybe(TEXT, 'who publishes the work'),
  copyright: maybe(TEXT, '© and whose, beginning with the year'),
  phonogram: maybe(TEXT, '℗ and whose, beginning with the year'),
  language: maybe(LANGUAGE_SHAPE, 'of the words: a code of ISO 639'),
} satisfies FieldsOf<Credits>;

/** A loudness may be one word or number. */
const ASKED: FieldTable = {
  ...INTENT_FIELDS,
  loudness: { ...INTENT_FIELDS.loudness, shape: loudnessShape(LOUDNESS_SHAPE) },
} satisfies FieldsOf<Intent>;

/** Of a song: what it does not ask, the album does. */
const ASKED_BY_SONG: FieldTable = Object.fromEntries(
  Object.entries(ASKED).map(([name, { shape, caption }]) => [name, maybe(shape, caption)]),
);

const TRIM: FieldTable = {
  start: { shape: TIME_SHAPE, caption: 'where the song begins in its file', default: 0 },
  end: orNothing(TIME_SHAPE, 'where it ends in its file; its end where left out'),
};

const ALTERNATE = {
  kind: {
    shape: choice(['instrumental', 'acapella', 'radio-edit', 'clean', 'tv-mix', 'other']),
    caption: 'which version of the song it is',
  },
  file: { shape: PATH, caption: 'from this file’s folder on' },
  title: orNothing(TEXT, 'where it has one of its own'),
  isrc: orNothing(ISRC_SHAPE, 'every recording has its own'),
} satisfies FieldsOf<AlbumSong['alternates'][number]>;

export const SONG_FIELDS: FieldTable = {
  file: { shape: PATH, caption: 'the mix, from this file’s folder on' },
  id: maybe(
    { type: 'text', most: 64 },
    'a plain word that no other song has; made of number and title where left out',
  ),
  title: maybe(TEXT, 'its title; made of the file’s name where left out'),
  version: orNothing(TEXT, 'of the song: live, remix, 2026 remaster'),
  isrc: orNothing(ISRC_SHAPE, 'the recording’s code, 12 letters and figures'),
  iswc: orNothing(ISWC_SHAPE, 'the work’s code, with its check digit'),
  explicit: {
    shape: choice(['explicit', 'clean', 'none']),
    caption: 'what shops are told of its words',
    default: 'none',
  },
  ...CREDIT_FIELDS,
  disc: maybe({ type: 'whole', min: 1, max: 99 }, 'from this song on; 1 at first'),
  side: maybe({ type: 'text', most: 2 }, 'of vinyl or tape, from this song on: A, B …'),
  gap: maybe(
    lengthShape(['seconds', 'beats', 'sectors', 'decay']),
    'silence before it: 2.5, 4 beats, 150 sectors, decay; of a disc’s first song, beyond the two seconds that a disc begins with',
  ),
  crossfade: maybe(fadeShape('power'), 'it begins over the end of the song before: 3 s, 3 s linear'),
  gapless: flag('it goes on from the song before without a seam: both are mastered as one', false),
  hidden: flag('it has no number of its own: a part of the track before it, or of the first pause', false),
  indexes: {
    shape: { type: 'list', of: TIME_SHAPE, most: MOST_INDEXES },
    caption: 'where index 02, 03 … stand, from the song’s start on: 1:23.5',
    default: [],
  },
  trim: orNothing({ type: 'record', fields: TRIM }, 'what of its file is used'),
  fadeIn: orNothing(fadeShape('smooth'), 'how it comes: 2 s, 2 s linear'),
  fadeOut: orNothing(fadeShape('smooth'), 'how it goes: 8 s, 8 s log'),
  intent: {
    shape: { type: 'record', fields: ASKED_BY_SONG },
    caption: 'what this song asks for instead of what the album does',
    default: {},
  },
  plan: orNothing(PATH, 'a plan file for this song'),
  asIs: flag('a master already: not a sample of it is changed', false),
  levelLu: number(-24, 12, 0, 'meant to be this much louder (quieter) than the balance would have it, LU'),
  alternates: {
    shape: { type: 'list', of: { type: 'record', fields: ALTERNATE }, most: MOST_ALTERNATES },
    caption: 'versions that get the same moves and stand beside it',
    default: [],
  },
};

const BALANCE = {
  rule: {
    shape: choice(BALANCE_RULES),
    caption:
      'by what songs are compared: vocal, short-term, loud-range, anchor, integrated; none leaves them',
    default: DEFAULT_BALANCE.rule,
  },
  anchor: orNothing({ type: 'text', most: 64 }, 'id of the song that the others are set by'),
  mostLu: number(0, 12, DEFAULT_BALANCE.mostLu, 'most that a song is moved from its own level, LU'),
  mostToneDb: number(0, 6, DEFAULT_BALANCE.mostToneDb, 'most that a song’s tone is drawn to the album’s, dB'),
  albumLufs: orNothing(
    { type: 'number', min: -40, max: -5 },
    'loudness of the whole album; what the songs come to where left out',
  ),
} satisfies FieldsOf<Balance>;

const OFFSET: NumberShape = { type: 'whole', min: 0, max: 150 };
const offset = (caption: string): Field => ({ shape: OFFSET, caption, default: 0 });

const MARK_OFFSETS = {
  first: offset('sectors before the first track’s sound'),
  start: offset('sectors before every other track’s sound'),
  end: offset('sectors after a track’s sound, before its pause'),
} satisfies FieldsOf<MarkOffsets>;

const { artists: _, ...ALBUM_CREDITS } = CREDIT_FIELDS;

export const ALBUM_FIELDS: FieldTable = {
  version: { shape: { type: 'exactly', value: 1 }, caption: 'of this format', default: 1 },
  title: { shape: TEXT, caption: 'of the album' },
  artists: { shape: namesShape(MOST_NAMES), caption: 'whose album it is' },
  label: orNothing(TEXT, 'the record label'),
  catalogueNumber: orNothing(TEXT, 'the label’s number of this record'),
  barcode: orNothing(BARCODE_SHAPE, 'EAN-13 or UPC-A, with its check digit'),
  date: orNothing(DATE_SHAPE, 'of release: 2026, 2026-05 or 2026-05-31'),
  originalDate: orNothing(DATE_SHAPE, 'of the first release, where this is another one'),
  ...ALBUM_CREDITS,
  artwork: orNothing(PATH, 'the front cover, JPEG or PNG, from this file’s folder on'),
  intent: {
    shape: { type: 'record', fields: ASKED },
    caption: 'what every song asks for that says nothing else',
    default: {},
  },
  balance: {
    shape: { type: 'record', fields: BALANCE },
    caption: 'how the songs’ levels and tone are brought together',
    default: {},
  },
  gap: {
    shape: lengthShape(['seconds', 'beats', 'sectors', 'decay']),
    caption: 'between songs that say nothing else',
    default: 2,
  },
  markOffsets: {
    shape: { type: 'record', fields: MARK_OFFSETS },
    caption: 'where tracks’ marks stand beside the sound, for slow players',
    default: {},
  },
  copyPermitted: flag('the CD says that it may be copied digitally', false),
  songs: {
    shape: {
      type: 'list',
      of: {
        type: 'short',
        what: 'a song: the name of its file, or a record with a field “file”',
        read: (given) => (typeof given === 'string' ? { means: { file: given } } : { must: 'a song' }),
        whole: { type: 'record', fields: SONG_FIELDS },
        schema: { type: 'string', minLength: 1, maxLength: PATH.most },
      },
      most: MOST_SONGS,
    },
    caption: 'in the order of the record: files’ names, or records of what else there is to say',
  },
};

/** Every field of the album has its place here, but for those that are made of others. */
export type AlbumFileField = Exclude<keyof Album, 'credits'>;
