// Passport shape: every field of a passport's file, by which one from outside is checked before it is believed.
import type { Field, FieldsOf, Shape } from '../../records/record-shape.ts';
import type {
  Passport,
  PassportDelivery,
  PassportDoubt,
  PassportFile,
  PassportFinding,
  PassportLimit,
  PassportPaper,
  PassportPassage,
  PassportSource,
} from './passport.ts';

/** More than any release has. */
const MOST_ENTRIES = 20000;
const MOST_LETTERS = 4096;

const TEXT: Shape = { type: 'text', most: MOST_LETTERS };
const NUMBER: Shape = { type: 'number' };
const HASH: Shape = { type: 'text', most: 64 };
const COUNT: Shape = { type: 'whole', min: 0 };
const orNothing = (of: Shape): Shape => ({ type: 'or-nothing', of });
const list = (of: Shape): Shape => ({ type: 'list', of, most: MOST_ENTRIES });
const field = (shape: Shape, caption: string): Field => ({ shape, caption });

const FINDING = {
  code: field(TEXT, 'what was found, as check calls it'),
  severity: field(TEXT, 'how much it matters'),
  startS: field(orNothing(NUMBER), 'where it begins, seconds'),
  waived: field({ type: 'flag' }, 'whether it is meant to be so'),
} satisfies FieldsOf<PassportFinding>;

export const SOURCE_FIELDS = {
  path: field(TEXT, 'from the album file’s folder on'),
  bytes: field(COUNT, 'its size'),
  sha256: field(HASH, 'of its bytes'),
  format: field(TEXT, 'container, rate, word length'),
  findings: field(list({ type: 'record', fields: FINDING }), 'what was found in it'),
} satisfies FieldsOf<PassportSource>;

const PASSAGE = {
  id: field(TEXT, 'the passage'),
  songs: field(list(TEXT), 'the songs in it'),
  moves: field(list(TEXT), 'what was done to it'),
  sampleRateHz: field(COUNT, 'its rate'),
  integratedLufs: field(orNothing(NUMBER), 'LUFS'),
  rangeLu: field(orNothing(NUMBER), 'LU'),
  maxMomentaryLufs: field(orNothing(NUMBER), 'LUFS'),
  maxShortTermLufs: field(orNothing(NUMBER), 'LUFS'),
  truePeakDbtp: field(list(orNothing(NUMBER)), 'of every channel'),
  samplePeakDbfs: field(list(orNothing(NUMBER)), 'of every channel'),
  plrDb: field(orNothing(NUMBER), 'true peak over loudness'),
  psrDb: field(orNothing(NUMBER), 'true peak over short-term loudness'),
  dr14: field(orNothing(NUMBER), 'DR'),
} satisfies FieldsOf<PassportPassage>;

const FILE = {
  path: field(TEXT, 'from the passport’s folder on'),
  role: field(TEXT, 'what it is for'),
  bytes: field(COUNT, 'its size'),
  sha256: field(HASH, 'of its bytes'),
  format: field(orNothing(TEXT), 'container, rate, word length, channels'),
  soundSha256: field(orNothing(HASH), 'of its samples'),
  integratedLufs: field(orNothing(NUMBER), 'as it decodes'),
  truePeakDbtp: field(orNothing(NUMBER), 'as it decodes'),
} satisfies FieldsOf<PassportFile>;

const PAPER = {
  path: FILE.path,
  sha256: FILE.sha256,
} satisfies FieldsOf<PassportPaper>;

const DOUBT = {
  code: field(TEXT, 'what is not known for sure'),
  facts: field({ type: 'facts' }, 'about what'),
} satisfies FieldsOf<PassportDoubt>;

const DELIVERY = {
  profile: field(TEXT, 'by which rules'),
  title: field(TEXT, 'what people call them'),
  files: field(list({ type: 'record', fields: FILE }), 'what was written'),
  notes: field(list({ type: 'record', fields: DOUBT }), 'what is worth telling'),
} satisfies FieldsOf<PassportDelivery>;

const LIMIT = {
  profile: field(TEXT, 'whose'),
  field: field(TEXT, 'which figure'),
  value: field(TEXT, 'as JSON'),
  source: field(TEXT, 'where it is from'),
  date: field(TEXT, 'of when'),
  confidence: field(TEXT, 'how far it can be trusted'),
} satisfies FieldsOf<PassportLimit>;

const ALBUM = {
  title: field(TEXT, 'its title'),
  artists: field(list(TEXT), 'who made it'),
  barcode: field(orNothing(TEXT), 'EAN or UPC'),
  catalogueNumber: field(orNothing(TEXT), 'the label’s number'),
  songs: field(COUNT, 'how many'),
  integratedLufs: field(orNothing(NUMBER), 'of the whole'),
  truePeakDbtp: field(orNothing(NUMBER), 'of the whole'),
} satisfies FieldsOf<Passport['album']>;

export const PASSPORT_FIELDS = {
  version: field({ type: 'exactly', value: 1 }, 'of this form of passport'),
  tool: field(
    { type: 'record', fields: { name: field(TEXT, 'its name'), version: field(TEXT, 'its version') } },
    'what made it',
  ),
  date: field(TEXT, 'when, ISO 8601'),
  album: field({ type: 'record', fields: ALBUM }, 'the record'),
  recipe: field(
    {
      type: 'record',
      fields: {
        path: field(TEXT, 'the file beside it'),
        sha256: field(HASH, 'of its bytes'),
        seed: field(COUNT, 'of every dither'),
      },
    },
    'from which everything can be rendered again',
  ),
  papers: { ...field(list({ type: 'record', fields: PAPER }), 'what lies beside it'), default: [] },
  standards: field(list(TEXT), 'by what is measured'),
  sources: field(list({ type: 'record', fields: SOURCE_FIELDS }), 'what was handed in'),
  passages: field(list({ type: 'record', fields: PASSAGE }), 'what was rendered'),
  deliveries: field(list({ type: 'record', fields: DELIVERY }), 'what was written'),
  limits: field(list({ type: 'record', fields: LIMIT }), 'what it was held against'),
  doubts: field(list({ type: 'record', fields: DOUBT }), 'what is not known for sure'),
} satisfies FieldsOf<Passport>;
