// Digital shape: every field of the rules for files of sound: what it may be, what it is when left out, what it means.
import { WRITERS } from '../../files/writers.ts';
import type { Field, FieldsOf, Shape, TextShape } from '../../records/record-shape.ts';
import type { DigitalRules } from './profile.ts';
import { REQUIREMENTS } from './requirements.ts';

const WORD = 'unknown-profile-word';
const NAME: TextShape = { type: 'text', most: 64 };
const MOST_ENTRIES = 32;
/** Names longer than this no disk takes. */
const MOST_NAME_LETTERS = 240;

const orNothing = (of: Shape, caption: string): Field => ({
  shape: { type: 'or-nothing', of },
  caption,
  default: null,
});
const flag = (caption: string): Field => ({ shape: { type: 'flag' }, caption, default: false });
const list = (of: Shape, caption: string, left?: readonly unknown[]): Field => ({
  shape: { type: 'list', of, most: MOST_ENTRIES },
  caption,
  ...(left === undefined ? {} : { default: left }),
});
const choice = (choices: readonly string[]): Shape => ({ type: 'choice', choices, fault: WORD });

export const RATES: Shape = { type: 'whole', min: 8000, max: 384_000 };

const ARTWORK = {
  leastPixels: { shape: { type: 'whole', min: 1, max: 20_000 }, caption: 'width and height at least' },
  mostBytes: orNothing({ type: 'whole', min: 1000 }, 'size of the picture’s file at most'),
  square: { shape: { type: 'flag' }, caption: 'must be as wide as high', default: true },
} satisfies FieldsOf<NonNullable<DigitalRules['artwork']>>;

export const DIGITAL_FIELDS = {
  container: { shape: choice(WRITERS.map(({ id }) => id)), caption: 'the kind of file' },
  quality: orNothing(NAME, 'of a lossy kind: the encoder’s setting'),
  ratesHz: list(
    RATES,
    'rates taken, rising; a song is brought to a higher one than its own only where raisesRate says so',
  ),
  raisesRate: flag('songs of a lower rate are brought up to the lowest taken; else they are refused'),
  bits: orNothing(
    { type: 'list', of: { type: 'whole', min: 16, max: 24 }, most: 2 },
    'of a lossless kind: word lengths taken, 16 and 24',
  ),
  ceilingDbtp: orNothing(
    { type: 'number', min: -24, max: 0 },
    'highest true peak, of lossy files after decoding; nothing: the master’s own',
  ),
  loudnessLufs: orNothing(
    { type: 'number', min: -40, max: -5 },
    'every file is turned to this loudness, without compression; nothing: as mastered',
  ),
  fileName: {
    shape: { type: 'text', most: 200 },
    caption: 'made of {track}, {disc}, {artist}, {title}, {album}, {isrc}, {version}',
    default: '{track} {title}',
  },
  fileNameLetters: orNothing(
    { type: 'text', most: 100 },
    'letters a name may have beside A-Z a-z 0-9; nothing: any that every disk takes',
  ),
  mostFileNameLetters: {
    shape: { type: 'whole', min: 8, max: MOST_NAME_LETTERS },
    caption: 'length of a name at most, its ending included',
    default: 100,
  },
  tags: {
    shape: choice(['full', 'clean', 'twins']),
    caption: 'all that the format holds; nothing but sound; or both, one file each',
    default: 'full',
  },
  gaps: {
    shape: choice(['append', 'drop']),
    caption: 'pauses between songs: at the end of the song before, or left out',
    default: 'drop',
  },
  mostSilenceS: orNothing({ type: 'number', min: 0 }, 'silence at a file’s start or end at most, seconds'),
  leastLengthS: orNothing({ type: 'number', min: 0 }, 'length of a song at least, seconds'),
  mostBytes: orNothing({ type: 'whole', min: 1000 }, 'size of a file at most'),
  channels: list({ type: 'whole', min: 1, max: 2 }, 'numbers of channels taken', [1, 2]),
  requires: list(choice(REQUIREMENTS), 'what must be known', []),
  artwork: orNothing({ type: 'record', fields: ARTWORK }, 'what the picture must be'),
  hearsAs: list(NAME, 'lossy encoders that listeners get: mp3:cbr-320', []),
  alternates: flag('instrumentals and edits beside the songs'),
} satisfies FieldsOf<DigitalRules>;
