// Vinyl shape: every field of a vinyl plant's rules: what it may be, what it is when left out, what it means.
import type { Field, FieldsOf, FieldTable, Shape } from '../../records/record-shape.ts';
import { RATES } from './digital-shape.ts';
import type { SideLevel, SideLimit, VinylRules } from './profile.ts';

const WORD = 'unknown-profile-word';
/** No side of any size runs longer. */
const MOST_MINUTES = 40;
/** Sizes times speeds, and a few lengths of each. */
const MOST_ENTRIES = 64;

const orNothing = (of: Shape, caption: string): Field => ({
  shape: { type: 'or-nothing', of },
  caption,
  default: null,
});
const minutes = (caption: string): Field => ({
  shape: { type: 'number', min: 0.5, max: MOST_MINUTES },
  caption,
});
const recordOf = (fields: FieldTable): Shape => ({ type: 'record', fields });
const hz = (min: number, max: number): Shape => ({ type: 'number', min, max });
const list = (of: Shape, caption: string, left?: readonly unknown[]): Field => ({
  shape: { type: 'list', of, most: MOST_ENTRIES },
  caption,
  ...(left === undefined ? {} : { default: left }),
});

const INCHES: Field = { shape: { type: 'whole', min: 7, max: 12 }, caption: 'size: 7, 10 or 12 inches' };
const RPM: Field = { shape: { type: 'whole', min: 33, max: 45 }, caption: 'speed: 33 or 45 turns a minute' };

const SIDE = {
  inches: INCHES,
  rpm: RPM,
  bestMinutes: minutes('length of a side up to which nothing is lost'),
  mostMinutes: minutes('length of a side at most'),
} satisfies FieldsOf<SideLimit>;

const LEVEL = {
  inches: INCHES,
  rpm: RPM,
  minutes: minutes('length of a side'),
  levelDb: { shape: hz(-20, 20), caption: 'what is cut of it, dB above the plant’s usual level' },
} satisfies FieldsOf<SideLevel>;

export const VINYL_FIELDS = {
  sides: list(recordOf(SIDE), 'how long sides may be'),
  levels: list(recordOf(LEVEL), 'how loud sides of a length are cut', []),
  inches: { ...INCHES, default: 12 },
  rpm: { ...RPM, default: 33 },
  ratesHz: list(RATES, 'rates taken, rising; a side is never brought to a higher one than its songs’'),
  bits: list({ type: 'whole', min: 16, max: 24 }, 'word lengths taken, 16 and 24', [24]),
  ceilingDbtp: orNothing(hz(-24, 0), 'highest true peak; nothing: the master’s own'),
  monoBelowHz: orNothing(hz(20, 1000), 'in the middle below'),
  inPhaseBelowHz: orNothing(hz(20, 1000), 'in phase below'),
  lowCutHz: orNothing(hz(5, 100), 'nothing below'),
  highCutHz: orNothing(hz(8000, 40_000), 'nothing above'),
  leastCorrelation: orNothing(hz(-1, 1), 'correlation of the channels at least'),
  mostRmsDbfs: orNothing(hz(-40, 0), 'RMS at most, beyond which a cut is called crushed'),
  leastPlrDb: orNothing(
    hz(0, 40),
    'true peak over loudness at least: sides are cut from the sound before its limiting where that left less',
  ),
  order: {
    shape: { type: 'choice', choices: ['kept', 'loud-first'], fault: WORD },
    caption: 'kept, or on every side the loud songs outside and the quietest last',
    default: 'kept',
  },
  files: {
    shape: { type: 'choice', choices: ['side', 'track', 'both'], fault: WORD },
    caption: 'one file a side, one a track, or both',
    default: 'side',
  },
} satisfies FieldsOf<VinylRules>;
