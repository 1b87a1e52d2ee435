// Profile shape: every field of a profile of a shop, plant or platform: what it may be, what it is when left out, what it means.
import type { Field, FieldsOf, FieldTable, Shape, TextShape } from '../../records/record-shape.ts';
import { CD_FIELDS } from './cd-shape.ts';
import { DIGITAL_FIELDS } from './digital-shape.ts';
import type { Playback, Profile, ProfileSource } from './profile.ts';
import { VINYL_FIELDS } from './vinyl-shape.ts';

const LINE: TextShape = { type: 'text', most: 1024 };
const MOST_SOURCES = 100;

const recordOf = (fields: FieldTable): Shape => ({ type: 'record', fields });
const orNothing = (of: Shape, caption: string): Field => ({
  shape: { type: 'or-nothing', of },
  caption,
  default: null,
});

export const SOURCE_FIELDS = {
  text: { shape: LINE, caption: 'who says so, and where' },
  date: { shape: { type: 'text', most: 10 }, caption: 'the state it describes: yyyy or yyyy-mm' },
  confidence: {
    shape: {
      type: 'choice',
      choices: ['official', 'quoted', 'third-party', 'unverified'],
      fault: 'unknown-profile-word',
    },
    caption: 'its own words; its own page as others quote it; others’ word; our best guess',
  },
} satisfies FieldsOf<ProfileSource>;

const PLAYBACK = {
  targetLufs: {
    shape: { type: 'number', min: -40, max: 0 },
    caption: 'loudness to which it plays, LUFS',
  },
  unit: {
    shape: {
      type: 'choice',
      choices: ['track', 'album-integrated', 'album-loudest'],
      fault: 'unknown-profile-word',
    },
    caption: 'by what the gain is found: each track; the album as a whole; the album’s loudest track',
    default: 'track',
  },
  turnsUp: { shape: { type: 'flag' }, caption: 'whether quiet music is turned up', default: false },
  upToDbtp: orNothing({ type: 'number', min: -12, max: 0 }, 'where it turns up: no further than this peak'),
} satisfies FieldsOf<Playback>;

export const PROFILE_FIELDS = {
  version: { shape: { type: 'exactly', value: 1 }, caption: 'of this form of file', default: 1 },
  id: { shape: { type: 'text', most: 64 }, caption: 'its name: small letters, digits and hyphens' },
  title: { shape: { type: 'text', most: 100 }, caption: 'what people call it' },
  kind: {
    shape: { type: 'choice', choices: ['digital', 'cd', 'vinyl'], fault: 'unknown-profile-word' },
    caption: 'which of the three sorts of delivery it is',
  },
  purpose: { shape: LINE, caption: 'what the files are for, in a sentence' },
  sources: {
    shape: { type: 'map', of: recordOf(SOURCE_FIELDS), most: MOST_SOURCES },
    caption: 'where figures are from, by their path: digital.ratesHz',
    default: {},
  },
  digital: orNothing(recordOf(DIGITAL_FIELDS), 'how files of sound are made'),
  cd: orNothing(recordOf(CD_FIELDS), 'what a plant takes'),
  vinyl: orNothing(recordOf(VINYL_FIELDS), 'what a plant cuts'),
  playback: orNothing(recordOf(PLAYBACK), 'what its player does with loudness; nothing: plays what it gets'),
} satisfies FieldsOf<Profile>;
