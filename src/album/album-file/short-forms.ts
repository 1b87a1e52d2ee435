// Short forms: what people write in an album file where a record would be long: lengths, fades, times, codes, names.
import { normaliseIsrc } from '../../files/tags/checks/isrc.ts';
import { normaliseIswc } from '../../files/tags/checks/iswc.ts';
import { gs1CheckDigit, readBarcode } from '../../files/tags/checks/barcode.ts';
import { normaliseLanguage } from '../../files/tags/checks/language.ts';
import { normaliseDate } from '../../files/tags/checks/tag-date.ts';
import type { EitherShape, FieldTable, ShortReading, ShortShape } from '../../records/record-shape.ts';
import { CLOCK_PATTERN, secondsOfClock } from '../../signal/clock-time.ts';
import { nearestName } from '../../signal/nearest-name.ts';
import type { Duration, FadeCurve } from '../album.ts';

/** Longest gap and fade that anybody means: a quarter of an hour before a hidden song, and some. */
export const MOST_LENGTH_S = 3600;
export const FADE_CURVES: readonly FadeCurve[] = ['linear', 'smooth', 'power', 'log'];
/** Code of the Fault for any word that an album file does not know. */
export const UNKNOWN_WORD = 'unknown-album-word';

type Unit = Duration['unit'];

/** What each unit may be called, and how many of our own one of it is. */
const UNITS: Readonly<Record<string, readonly [unit: Unit, times: number]>> = {
  s: ['seconds', 1],
  sec: ['seconds', 1],
  second: ['seconds', 1],
  seconds: ['seconds', 1],
  ms: ['seconds', 0.001],
  min: ['seconds', 60],
  beat: ['beats', 1],
  beats: ['beats', 1],
  sector: ['sectors', 1],
  sectors: ['sectors', 1],
  frame: ['sectors', 1],
  frames: ['sectors', 1],
  decay: ['decay', 1],
};

const LENGTH = /^(\d+(?:\.\d+)?)? *([A-Za-z]*)$/;

const lengthWords = (units: readonly Unit[]): string =>
  `a length, such as 2.5 (seconds), 500 ms, 4 beats${units.includes('sectors') ? ', 150 sectors' : ''}${units.includes('decay') ? ' or decay' : ''}`;

/** The record that a length in these units may be written as. */
export function lengthFields(units: readonly Unit[]): FieldTable {
  return {
    unit: {
      shape: { type: 'choice', choices: units, fault: UNKNOWN_WORD },
      caption:
        'sectors are 1/75 s; beats are of the song before; decay: as long as the music dies away, times value',
    },
    value: { shape: { type: 'number', min: 0, max: MOST_LENGTH_S }, caption: 'how many' },
  };
}

function readLength(given: string | number, units: readonly Unit[]): ShortReading {
  if (typeof given === 'number') return { means: { unit: 'seconds', value: given } };
  const clockS = given.includes(':') ? secondsOfClock(given) : null;
  if (clockS !== null) return { means: { unit: 'seconds', value: clockS } };
  const [, digits, word] = LENGTH.exec(given.trim()) ?? [];
  const known = Object.hasOwn(UNITS, word ?? '') ? UNITS[word!]! : null;
  const [unit, times] = word === '' ? (['seconds', 1] as const) : (known ?? [null, 1]);
  const bare = digits === undefined && unit === 'decay';
  if (unit === null || !units.includes(unit) || (digits === undefined && !bare)) {
    const words = Object.keys(UNITS).filter((name) => units.includes(UNITS[name]![0]));
    return { must: lengthWords(units), nearest: known === null && word ? nearestName(word, words) : null };
  }
  return { means: { unit, value: bare ? 1 : Number(digits) * times } };
}

/** A number or a clock, and a unit. */
const LENGTH_PATTERN = '(\\d+:)*(\\d+(\\.\\d*)?)? *[A-Za-z]*';
const LENGTH_SCHEMA = {
  type: ['number', 'string'],
  minimum: 0,
  maximum: MOST_LENGTH_S,
  pattern: `^ *${LENGTH_PATTERN} *$`,
};

/** `2.5`, `500 ms`, `4 beats`, `150 sectors`, `decay`, `1.5 decay`; or `{ unit, value }`. */
export function lengthShape(units: readonly Unit[]): ShortShape {
  return {
    type: 'short',
    what: lengthWords(units),
    read: (given) => readLength(given, units),
    whole: { type: 'record', fields: lengthFields(units) },
    schema: LENGTH_SCHEMA,
  };
}

/** What a fade may be counted in; of its own song. */
const FADE_UNITS: readonly Unit[] = ['seconds', 'beats', 'sectors'];

/** `4`, `4 s log`, `8 beats`; or `{ length, curve }`. `curve`: the one that is not told. */
export function fadeShape(curve: FadeCurve): ShortShape {
  const fields: FieldTable = {
    length: { shape: lengthShape(FADE_UNITS), caption: 'how long' },
    curve: {
      shape: { type: 'choice', choices: FADE_CURVES, fault: UNKNOWN_WORD },
      caption: 'linear; smooth; power: keeps the power of unrelated sounds; log: evenly in dB',
      default: curve,
    },
  };
  return {
    type: 'short',
    what: 'a fade, such as 4 s, or 4 s log',
    read: (given) => readFade(given),
    whole: { type: 'record', fields },
    schema: { ...LENGTH_SCHEMA, pattern: `^ *${LENGTH_PATTERN}( +[A-Za-z]+)? *$` },
  };
}

/** The length stays short: it is read as one, and told as one where it is none. */
function readFade(given: string | number): ShortReading {
  if (typeof given === 'number') return { means: { length: given } };
  const words = given.trim().split(/ +/);
  const last = words.at(-1)!;
  const isLength = /\d$/.test(last) || Object.hasOwn(UNITS, last.replace(/^[\d.]+/, ''));
  if (isLength) return { means: { length: given.trim() } };
  return { means: { length: words.slice(0, -1).join(' ') || given.trim(), curve: last } };
}

/** Seconds, or `1:23.5`. */
export const TIME_SHAPE: ShortShape = {
  type: 'short',
  what: 'a time, in seconds or as 1:23.5',
  read: (given) => {
    const s = typeof given === 'number' ? given : secondsOfClock(given);
    return s !== null && s >= 0 && s < 24 * MOST_LENGTH_S
      ? { value: s }
      : { must: 'a time, in seconds or as 1:23.5' };
  },
  schema: {
    type: ['number', 'string'],
    minimum: 0,
    pattern: CLOCK_PATTERN.source.replace('^', '^ *').replace('$', ' *$'),
  },
};

/** A loudness as `auto`, `keep`, `off` or a number of LUFS, or the record of it. */
export function loudnessShape(whole: EitherShape): ShortShape {
  const modes = Object.keys(whole.forms);
  return {
    type: 'short',
    what: `a number of LUFS, or one of: ${modes.filter((mode) => mode !== 'target').join(', ')}`,
    read: (given) => ({
      means: typeof given === 'number' ? { mode: 'target', lufs: given } : { mode: given },
    }),
    whole,
    schema: { anyOf: [{ type: 'number' }, { enum: modes.filter((mode) => mode !== 'target') }] },
  };
}

/** A text that has one way of being right. */
function codeShape(what: string, normalise: (text: string) => string | null): ShortShape {
  return {
    type: 'short',
    what,
    read: (given) => {
      // 2024.10 is 2024.1 to YAML
      const isSure = typeof given === 'string' || Number.isSafeInteger(given);
      const value = isSure ? normalise(String(given)) : null;
      return value === null ? { must: what } : { value };
    },
    schema: { type: ['string', 'integer'], minLength: 1 },
  };
}

export const ISRC_SHAPE = codeShape(
  'an ISRC: two letters, three letters or figures, and seven figures (GB-ABC-26-00001)',
  normaliseIsrc,
);
export const ISWC_SHAPE = codeShape('an ISWC with its check digit (T-034.524.680-1)', normaliseIswc);
export const LANGUAGE_SHAPE = codeShape('a language’s code of ISO 639 (en, deu)', normaliseLanguage);
export const DATE_SHAPE = codeShape('a date: 2026, 2026-05 or 2026-05-31', normaliseDate);

/** UPC-A or EAN-13. What YAML took for a number has lost its leading noughts, which no release's code needs to have. */
export const BARCODE_SHAPE: ShortShape = {
  type: 'short',
  what: 'an EAN-13 or UPC-A: 13 or 12 figures',
  read: (given) => {
    const text = typeof given === 'number' ? String(given).padStart(12, '0') : given;
    const reading = readBarcode(text);
    return 'barcode' in reading ? { value: reading.barcode } : { must: barcodeWords(text, reading.reason) };
  },
  schema: { type: ['string', 'integer'], minLength: 1 },
};

function barcodeWords(text: string, reason: string): string {
  const digits = text.replace(/[\s-]/g, '');
  if (reason === 'check-digit')
    return `an EAN-13 or UPC-A whose last figure checks the others: after ${digits.slice(0, -1)} it is ${gs1CheckDigit(digits.slice(0, -1))}`;
  return `an EAN-13 or UPC-A: 13 or 12 figures${reason === 'wrong-length' ? `, and these are ${digits.length}` : ''}`;
}

/** One text, or a list of them. */
export function namesShape(most: number): ShortShape {
  return {
    type: 'short',
    what: 'a text, or a list of texts',
    read: (given) =>
      typeof given === 'string' ? { means: [given] } : { must: 'a text, in quotation marks' },
    whole: { type: 'list', of: { type: 'text', most: 256 }, most },
    schema: { type: 'string', minLength: 1, maxLength: 256 },
  };
}
