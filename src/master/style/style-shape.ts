// Style shape: every field of a style file: what it may be, what it is when left out, and what it means.
import type {
  Field,
  FieldsOf,
  FieldTable,
  NumberShape,
  Shape,
  TextShape,
} from '../../records/record-shape.ts';
import { STAGES } from '../stage.ts';
import type { BandSpread, LimitingBudget, Spread, Style, StyleDynamics, StyleSpectrum } from './style.ts';
import type { Curve } from '../../dsp/curve.ts';

const MOST_POINTS = 200;
const MOST_SOURCES = 1000;
const LINE: TextShape = { type: 'text', most: 1024 };

const number = (caption: string, min: number, max: number): Field => ({
  shape: { type: 'number', min, max },
  caption,
});
const range = (min: number, max: number): NumberShape => ({ type: 'number', min, max });
const recordOf = (fields: FieldTable): Shape => ({ type: 'record', fields });
const list = (of: Shape, most: number, caption: string): Field => ({
  shape: { type: 'list', of, most },
  caption,
});

/** dB at frequencies. */
const curve = (min: number, max: number, caption: string): Field => ({
  shape: recordOf({
    hz: list(range(10, 100_000), MOST_POINTS, 'frequencies, ascending'),
    db: list(range(min, max), MOST_POINTS, 'dB at each of them'),
  } satisfies FieldsOf<Curve>),
  caption,
});

const SPECTRUM = {
  middle: curve(-120, 120, 'the middle of the corridor in third-octaves; height is free'),
  reach: curve(0.5, 60, 'half the corridor’s width'),
  localReach: curve(0.5, 60, 'how far one place may stand out of its neighbourhood'),
} satisfies FieldsOf<StyleSpectrum>;

const LIMITING = {
  meanDb: number('mean reduction of the loud parts, dB', 0, 12),
  shareOver1Db: number('share of the time with more than 1 dB', 0, 1),
  deepDb: number('reduction that 1 % of the time exceeds, dB', 0, 24),
  leastPlrDb: number('peak to loudness ratio that must be left, dB', 0, 30),
  distortionDb: number('what no slow gain explains, at most, dB', -120, 0),
  crestLossDb: number('fall of the PSR, at most, dB', 0, 24),
} satisfies FieldsOf<LimitingBudget>;

const SPREAD = {
  median: number('the middle one of the records', -120, 120),
  spread: number('how far one of them typically is from it', 0, 120),
} satisfies FieldsOf<Spread>;

const BAND = {
  lowHz: number('where the band begins, Hz', 0, 100_000),
  highHz: number('where it ends, Hz', 0, 100_000),
  ...SPREAD,
} satisfies FieldsOf<BandSpread>;

const DYNAMICS = {
  gluePsrDb: {
    shape: { type: 'or-nothing', of: range(0, 40) },
    caption: 'median PSR above which glue may help; null: never compressed',
  },
  glueRangeLu: number('loudness range up to which glue may help, LU', 0, 60),
  psrDb: { shape: recordOf(SPREAD), caption: 'peak to short-term loudness of the records, dB' },
  rangeLu: { shape: recordOf(SPREAD), caption: 'loudness range of the records, LU' },
  movementDb: list(recordOf(BAND), MOST_POINTS, 'how much each part of the spectrum moves, dB'),
} satisfies FieldsOf<StyleDynamics>;

/** Every field must be told: what is left out of a file is filled in from a house style before. */
export const STYLE_FIELDS = {
  version: { shape: { type: 'exactly', value: 1 }, caption: 'of this form of file' },
  id: { shape: { type: 'text', most: 64 }, caption: 'its name' },
  caption: { shape: LINE, caption: 'what it does, in a phrase' },
  spectrum: { shape: recordOf(SPECTRUM), caption: 'the corridor' },
  loudestLufs: number('automatic loudness never goes above this, LUFS', -40, -5),
  limiting: { shape: recordOf(LIMITING), caption: 'what automatic loudness may spend' },
  dynamics: { shape: recordOf(DYNAMICS), caption: 'how its records move' },
  widthDb: list(recordOf(BAND), MOST_POINTS, 'side over mid by octave, dB'),
  lowsSideToMidDb: {
    shape: { type: 'or-nothing', of: range(-60, 0) },
    caption: 'sides of the lows against their middle at most, dB; null: as they are',
  },
  never: list(
    { type: 'choice', choices: STAGES, fault: 'unknown-stage' },
    STAGES.length,
    'stages that are never asked',
  ),
  dated: { shape: { type: 'text', most: 40 }, caption: 'date of the data' },
  sources: list(LINE, MOST_SOURCES, 'where the data come from'),
} satisfies FieldsOf<Style>;
