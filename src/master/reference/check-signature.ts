// Check signature: a signature from outside, checked word by word before any song is matched with it.
import { Fault } from '../../signal/fault.ts';
import { checkFields } from '../../records/check-fields.ts';
import { renamed } from '../../records/record-text.ts';
import type { Field, FieldsOf, NumberShape, Shape } from '../../records/record-shape.ts';
import { MOST_REFERENCES, MOST_WEIGHT, type ReferenceRecord, type Signature } from './signature.ts';

/** More third octaves than any rate has. */
const MOST_BANDS = 48;
const MOST_MOVING_BANDS = 12;
const LEVEL: NumberShape = { type: 'number', min: -200, max: 60 };
const HZ: NumberShape = { type: 'number', min: 1, max: 400000 };
const orNothing = (of: Shape): Shape => ({ type: 'or-nothing', of });
const levels = (caption: string): Field => ({
  shape: { type: 'list', of: orNothing(LEVEL), most: MOST_BANDS },
  caption,
});

const MOVEMENT = {
  lowHz: { shape: HZ, caption: 'lower edge' },
  highHz: { shape: HZ, caption: 'upper edge' },
  levelDb: { shape: orNothing(LEVEL), caption: 'mean level while it is loud' },
  spreadDb: { shape: orNothing({ type: 'number', min: 0, max: 60 }), caption: 'how far it moves about that' },
} satisfies FieldsOf<ReferenceRecord['movement'][number]>;

const REFERENCE = {
  name: { shape: { type: 'text', most: 256 }, caption: 'the file it was heard from' },
  weight: {
    // Shares of a signature within another may be smaller than anybody tells.
    shape: { type: 'number', min: 0, max: MOST_WEIGHT },
    caption: 'its share among the others',
    default: 1,
  },
  sampleRateHz: { shape: { type: 'whole', min: 1000, max: 800000 }, caption: 'its rate' },
  channels: { shape: { type: 'whole', min: 1, max: 2 }, caption: 'how many it has' },
  durationS: { shape: { type: 'number', min: 0 }, caption: 'its length' },
  integratedLufs: { shape: { type: 'number', min: -80, max: 10 }, caption: 'its loudness' },
  rangeLu: { shape: orNothing({ type: 'number', min: 0, max: 80 }), caption: 'its loudness range' },
  truePeakDbtp: { shape: LEVEL, caption: 'its true peak' },
  psrDb: { shape: orNothing(LEVEL), caption: 'true peak over short-term loudness, usual' },
  plrDb: { shape: LEVEL, caption: 'true peak over loudness' },
  highestHz: { shape: HZ, caption: 'up to where it holds sound' },
  bandsHz: { shape: { type: 'list', of: HZ, most: MOST_BANDS }, caption: 'third octaves' },
  midDb: levels('its middle where it is loud'),
  sideDb: {
    shape: orNothing({ type: 'list', of: orNothing(LEVEL), most: MOST_BANDS }),
    caption: 'its sides where it is loud; null: it is mono',
  },
  movement: {
    shape: { type: 'list', of: { type: 'record', fields: MOVEMENT }, most: MOST_MOVING_BANDS },
    caption: 'how far its bands move where it is loud',
  },
} satisfies FieldsOf<ReferenceRecord>;

const SIGNATURE = {
  version: { shape: { type: 'exactly', value: 1 }, caption: 'of this form of signature' },
  references: {
    shape: { type: 'list', of: { type: 'record', fields: REFERENCE }, most: MOST_REFERENCES },
    caption: 'the records',
  },
} satisfies FieldsOf<Signature>;

/** A parsed JSON value as a Signature. Faults: `bad-signature` (facts `file`, `where`, `what`), `unknown-field`. */
export function checkSignature(given: unknown, file: string): Signature {
  try {
    const signature = checkFields(SIGNATURE, given, '') as unknown as Signature;
    if (signature.references.length === 0) throw bad('references', 'it names no record');
    signature.references.forEach(refuseUneven);
    return signature;
  } catch (reason) {
    throw renamed(reason, { 'bad-record': 'bad-signature' }, {}, { file });
  }
}

/** Every record counts, and every band has a level. */
function refuseUneven({ weight, bandsHz, midDb, sideDb }: ReferenceRecord, i: number): void {
  const where = `references[${i}]`;
  if (weight === 0) throw bad(`${where}.weight`, 'it must be above 0');
  if (bandsHz.length === 0) throw bad(`${where}.bandsHz`, 'it names no band');
  if (bandsHz.some((hz, b) => b > 0 && hz <= bandsHz[b - 1]!)) {
    throw bad(`${where}.bandsHz`, 'the bands must go upwards');
  }
  if (midDb.length !== bandsHz.length) throw bad(`${where}.midDb`, `it must have ${bandsHz.length} levels`);
  if (sideDb !== null && sideDb.length !== bandsHz.length) {
    throw bad(`${where}.sideDb`, `it must have ${bandsHz.length} levels`);
  }
}

function bad(where: string, what: string): Fault {
  return new Fault('bad-signature', 'usage', { where, what: `${where}: ${what}` });
}
