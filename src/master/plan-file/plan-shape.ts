// Plan shape: every field of a plan file: what it may be, what it is when left out, and what it means.
import {
  BUDGET_RANGE,
  DEFAULT_INTENT,
  LOUDNESS_RANGE_LUFS,
  type DamageBudget,
  type Intent,
} from '../intent.ts';
import type {
  Because,
  Damage,
  Expectation,
  Move,
  Plan,
  PlannedSong,
  PlanPromise,
  Restraint,
  Span,
  Trial,
} from '../plan.ts';
import { LOCKS, STAGES } from '../stage.ts';
import type {
  EitherShape,
  Field,
  FieldsOf,
  FieldTable,
  NumberShape,
  Shape,
  TextShape,
} from '../../records/record-shape.ts';

/** More than any judgement makes and any engineer wants. */
export const MOST_MOVES = 64;
const MOST_SPANS = 512;
const MOST_REASONS = 64;
const MOST_RESTRAINTS = 1024;

const NAME: TextShape = { type: 'text', most: 64 };
const LINE: TextShape = { type: 'text', most: 1024 };
const NUMBER: NumberShape = { type: 'number' };
const COUNT: NumberShape = { type: 'whole', min: 0 };
const share = (caption: string): Field => ({
  shape: { type: 'number', min: 0, max: 1 },
  caption,
  default: 1,
});
const orNothing = (of: Shape): Shape => ({ type: 'or-nothing', of });
const recordOf = (fields: FieldTable): Shape => ({ type: 'record', fields });
const list = (of: Shape, most: number, caption: string): Field => ({
  shape: { type: 'list', of, most },
  caption,
  default: [],
});

const SPAN = {
  startS: { shape: { type: 'number', min: 0 }, caption: 'where it begins, seconds' },
  endS: { shape: { type: 'number', min: 0 }, caption: 'where it ends, seconds; later than where it begins' },
} satisfies FieldsOf<Span>;

const BECAUSE = {
  code: { shape: NAME, caption: 'the reason, as a stable code' },
  measurement: { shape: NAME, caption: 'what was measured, as a stable key' },
  value: { shape: NUMBER, caption: 'what it measures' },
  target: { shape: NUMBER, caption: 'what it should be, or may be at most' },
  unit: { shape: { type: 'text', most: 16 }, caption: 'of value and target' },
} satisfies FieldsOf<Because>;

const EXPECTS = {
  measurement: { shape: NAME, caption: 'what should change, as a stable key' },
  before: { shape: NUMBER, caption: 'on the mix' },
  after: { shape: NUMBER, caption: 'on the master' },
  unit: { shape: { type: 'text', most: 16 }, caption: 'of both' },
} satisfies FieldsOf<Expectation>;

const RESTRAINT = {
  code: { shape: NAME, caption: 'what was left alone and why, as a stable code' },
  facts: { shape: { type: 'facts' }, caption: 'the figures of it', default: {} },
} satisfies FieldsOf<Restraint>;

const DAMAGE = {
  distortionDb: {
    shape: orNothing(NUMBER),
    caption: 'what no slow gain explains, against the sound (DK50); null where nothing differs',
  },
  crestLossDb: { shape: NUMBER, caption: 'fall of the loud sections’ peaks over their loudness' },
  toneChangeDb: { shape: NUMBER, caption: 'RMS change over third-octaves' },
} satisfies FieldsOf<Damage>;

const TRIAL = {
  measurement: { shape: NAME, caption: 'what the move is there for, as a stable key' },
  unit: { shape: { type: 'text', most: 16 }, caption: 'of without and with' },
  without: { shape: NUMBER, caption: 'measured on the telling sections without the move' },
  with: { shape: NUMBER, caption: 'and with it' },
  cost: { shape: recordOf(DAMAGE), caption: 'what it takes away' },
} satisfies FieldsOf<Trial>;

const MOVE = {
  id: { shape: NAME, caption: 'its name, which no other move of the plan has' },
  stage: {
    shape: { type: 'choice', choices: STAGES, fault: 'unknown-stage' },
    caption: 'the part of the work it belongs to',
    default: 'own',
  },
  kind: { shape: NAME, caption: 'the processor that does it' },
  params: { shape: { type: 'params' }, caption: 'what the processor is set to', default: {} },
  strength: share('how much of it is applied'),
  spans: list(recordOf(SPAN), MOST_SPANS, 'where it acts, faded in and out; everywhere where empty'),
  because: list(recordOf(BECAUSE), MOST_REASONS, 'why it is there'),
  expects: list(recordOf(EXPECTS), MOST_REASONS, 'what it should change'),
  confidence: share('how sure the judgement is'),
  rejected: list(recordOf(RESTRAINT), MOST_REASONS, 'what was weighed in its place'),
  tried: { shape: orNothing(recordOf(TRIAL)), caption: 'how it fared when it was weighed', default: null },
} satisfies FieldsOf<Move>;

export const LOUDNESS_SHAPE: EitherShape = {
  type: 'either',
  by: 'mode',
  caption:
    'target: the loudness in `lufs`; auto: as loud as stays cheap; keep: the mix’s own; off: untouched',
  forms: {
    target: {
      lufs: {
        shape: { type: 'number', ...LOUDNESS_RANGE_LUFS },
        caption: 'the integrated loudness asked for',
      },
    },
    auto: {},
    keep: {},
    off: {},
  },
};

const limit = (name: keyof DamageBudget, caption: string): Field => ({
  shape: { type: 'number', ...BUDGET_RANGE[name] },
  caption,
  optional: true,
});

const BUDGET = {
  distortionDb: limit('distortionDb', 'highest DK50, dB'),
  crestLossDb: limit('crestLossDb', 'most fall of the loud sections’ peaks over their loudness, dB'),
  toneChangeDb: limit('toneChangeDb', 'most RMS change of the third-octaves, dB'),
  reductionDb: limit('reductionDb', 'most that a compressor may pull down, dB'),
} satisfies FieldsOf<DamageBudget>;

/** What is asked of one song. */
export const INTENT_FIELDS = {
  style: {
    shape: NAME,
    caption: 'the style it leans towards: one of the house’s, or one of somebody’s own',
    default: DEFAULT_INTENT.style,
  },
  amount: {
    shape: { type: 'number', min: 0, max: 100 },
    caption: 'how much of the recommended changes, in per cent',
    default: DEFAULT_INTENT.amount,
  },
  loudness: { shape: LOUDNESS_SHAPE, caption: 'how loud', default: DEFAULT_INTENT.loudness },
  ceilingDbtp: {
    shape: { type: 'number', min: -24, max: 0 },
    caption: 'highest true peak, dBTP',
    default: DEFAULT_INTENT.ceilingDbtp,
  },
  only: list(
    { type: 'choice', choices: STAGES, fault: 'unknown-stage' },
    STAGES.length,
    'only these stages; all where empty',
  ),
  without: list(
    { type: 'choice', choices: STAGES, fault: 'unknown-stage' },
    STAGES.length,
    'not these stages',
  ),
  locks: list(
    { type: 'choice', choices: Object.keys(LOCKS), fault: 'unknown-lock' },
    Object.keys(LOCKS).length,
    'what must stay as it is',
  ),
  budget: { shape: recordOf(BUDGET), caption: 'limits of damage of your own; else the style’s', default: {} },
} satisfies FieldsOf<Intent>;

const SONG = {
  name: { shape: LINE, caption: 'the mix’s file name without its ending' },
  sampleRateHz: { shape: { type: 'whole', min: 1 }, caption: 'its sample rate' },
  channels: { shape: { type: 'whole', min: 1 }, caption: 'how many channels it has' },
  frames: { shape: COUNT, caption: 'its length in samples of one channel' },
  bits: { shape: orNothing(COUNT), caption: 'its word length, where it has one', default: null },
} satisfies FieldsOf<PlannedSong>;

const PROMISE = {
  integratedLufs: {
    shape: orNothing({ type: 'number', min: -100, max: 6 }),
    caption: 'integrated loudness of the master; null where none is promised',
    default: null,
  },
  ceilingDbtp: {
    shape: orNothing({ type: 'number', min: -24, max: 0 }),
    caption: 'highest true peak of the master; null where none is promised',
    default: null,
  },
} satisfies FieldsOf<PlanPromise>;

export const PLAN_FIELDS = {
  version: { shape: { type: 'exactly', value: 2 }, caption: 'of this format' },
  intent: { shape: recordOf(INTENT_FIELDS), caption: 'what was asked for', default: {} },
  song: { shape: recordOf(SONG), caption: 'the sound that the plan is for' },
  seed: { shape: COUNT, caption: 'of every dither, so that a render repeats', default: 1 },
  moves: list(recordOf(MOVE), MOST_MOVES, 'what is done, in this order'),
  restraints: list(recordOf(RESTRAINT), MOST_RESTRAINTS, 'what was left alone'),
  promise: { shape: recordOf(PROMISE), caption: 'what the master must measure', default: {} },
  weighedOn: list(recordOf(SPAN), MOST_SPANS, 'where the moves were weighed'),
  damage: {
    shape: orNothing(recordOf(DAMAGE)),
    caption: 'what all moves together take away',
    default: null,
  },
} satisfies FieldsOf<Plan>;
